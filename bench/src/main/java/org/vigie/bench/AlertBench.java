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
      "one. Prints one line of JSON: alerts, p50_ms, p95_ms, most_ms; and by what was really there, how",
      "long after its rule's patience each came, on cameras in whose picture somebody was before",
      "(active_...) and on quiet ones (quiet_...), and how many were about_nothing. Ends with 1 where",
      "fewer came than were asked for, or p95_ms is over 700."
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
      var truth = new Truth();
      var sorted = new ArrayList<>(measure(folder, truth));
      Collections.sort(sorted);
      var result = result(sorted);
      truth.say(result);
      System.out.println(JSON.writeValueAsString(result));
      return sorted.size() >= alerts && share(sorted, 0.95) <= MOST_P95_MS ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  /// How late alerts came after the patience of their rule had run out by what was really there.
  private static final class Truth {

    private final List<Integer> active = new ArrayList<>();
    private final List<Integer> quiet = new ArrayList<>();
    private int aboutNothing;

    void take(AlertTruth truth, AlertClient.Arrived alert) {
      var due = truth.find(alert.camera(), alert.event(), alert.zone(), alert.at());
      if (due.isEmpty()) {
        aboutNothing++;
        return;
      }
      int late = (int) Duration.between(due.get().due(), alert.here()).toMillis();
      (due.get().quiet() ? quiet : active).add(late);
      Say.line("alert", "  %d ms after its patience by the truth".formatted(late));
    }

    void say(Map<String, Object> result) {
      say(result, "active", active);
      say(result, "quiet", quiet);
      result.put("about_nothing", aboutNothing);
    }

    private static void say(Map<String, Object> result, String which, List<Integer> late) {
      Collections.sort(late);
      result.put(which + "_alerts", late.size());
      if (!late.isEmpty()) {
        result.put(which + "_after_patience_p50_ms", share(late, 0.5));
        result.put(which + "_after_patience_most_ms", late.getLast());
      }
    }
  }

  /// Milliseconds, in the order in which they came.
  private List<Integer> measure(Path folder, Truth truth) throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var delays = new ArrayList<Integer>();
    try (var demo = DemoProcess.start(folder.resolve("data"), folder.resolve("demo.log"));
        var console = AlertClient.signIn(demo.signIn())) {
      var limit = clocks.elapsed().plus(Duration.ofMinutes(minutes));
      var known = AlertTruth.read(folder.resolve("data"));
      Say.line("alert", "waiting for " + alerts + " alerts");
      while (delays.size() < alerts && clocks.elapsed().compareTo(limit) < 0) {
        var arrived = console.next(limit.minus(clocks.elapsed()));
        if (arrived.isPresent()) {
          delays.add((int) arrived.get().delay().toMillis());
          Say.line("alert", "%s: %d ms".formatted(arrived.get().what(), delays.getLast()));
          truth.take(known, arrived.get());
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
