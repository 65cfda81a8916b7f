package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// How long an alert takes from the picture that decided it to a console: the real program with the
/// simulator's cameras, and a client that reads the stream of alerts as the console does.
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From the picture that decides an alert to the moment when a console has it: the demo's four",
      "cameras, eyes, rules, desk, ledger and web server, and a client of the stream of alerts on",
      "loopback. The picture's time is the one that the alert bears, so what the camera's stream and",
      "the eye take is in it. Each alert is dismissed as soon as it has come, so that the next is a new",
      "one. Prints one line of JSON: alerts, p50_ms, p95_ms, most_ms; ends with 1 where fewer came",
      "than were asked for, or p95_ms is over 700."
    })
final class AlertBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_P95_MS = 700;

  @Option(names = "--alerts", defaultValue = "20", description = "how many (${DEFAULT-VALUE})")
  private int alerts;

  @Option(
      names = "--minutes",
      defaultValue = "15",
      description = "for how long at most, the start left out (${DEFAULT-VALUE})")
  private int minutes;

  @Option(names = "--in", paramLabel = "DIR", description = "make the data folder in this one")
  private Path in = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(in, "vigie-bench-alert");
    try {
      var sorted = new ArrayList<>(measure(folder));
      Collections.sort(sorted);
      System.out.println(JSON.writeValueAsString(result(sorted)));
      return sorted.size() >= alerts && share(sorted, 0.95) <= MOST_P95_MS ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  /// Milliseconds, in the order in which they came.
  private List<Integer> measure(Path folder) throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var delays = new ArrayList<Integer>();
    try (var demo = DemoProcess.start(folder.resolve("data"), folder.resolve("demo.log"));
        var console = AlertClient.signIn(demo.signIn())) {
      var limit = clocks.elapsed().plus(Duration.ofMinutes(minutes));
      Say.line("alert", "waiting for " + alerts + " alerts");
      while (delays.size() < alerts && clocks.elapsed().compareTo(limit) < 0) {
        var arrived = console.next(limit.minus(clocks.elapsed()));
        if (arrived.isPresent()) {
          delays.add((int) arrived.get().delay().toMillis());
          Say.line("alert", "%s: %d ms".formatted(arrived.get().what(), delays.getLast()));
          console.dismiss(arrived.get());
        }
      }
    }
    return delays;
  }

  private static Map<String, Object> result(List<Integer> sorted) {
    var result = new LinkedHashMap<String, Object>();
    result.put("alerts", sorted.size());
    result.put("p50_ms", share(sorted, 0.5));
    result.put("p95_ms", share(sorted, 0.95));
    result.put("most_ms", share(sorted, 1));
    return result;
  }

  /// The smallest that so many are no larger than; far too large where there is none.
  static int share(List<Integer> sorted, double share) {
    if (sorted.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
