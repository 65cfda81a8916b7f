package org.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// How long an alert takes from the picture that decided it to its card on the page, and from what
/// really happened: the real program, the simulator's cameras, the console in a browser.
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From the picture that decides an alert to its card on the console in Chromium, drawn: eyes,",
      "rules, desk, ledger, web server and the page, with the wall's films beside it. First the",
      "demo's four cameras, then twenty streets in which nobody is until the one of them is entered",
      "whose turn it is, so that its eye slept. The picture's time is the one that the alert bears,",
      "so what the camera's stream and the eye take is in it. Each alert is dismissed at once, so",
      "that the next is a new card. Prints one line of JSON: alerts, p50_ms, p95_ms, most_ms (asked:",
      "p95 of 700); and by what was really there, how late the card came after the patience of its",
      "rule had run out, on cameras that were active (asked: 1000) and on quiet ones (asked: a key",
      "picture's interval and 1500). Needs Chromium and `npm ci` in console/."
    })
final class AlertBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = "--alerts",
      defaultValue = "20",
      description = "how many of the demo (${DEFAULT-VALUE})")
  private int alerts;

  @Option(
      names = "--quiet",
      defaultValue = "10",
      description = "how many of quiet streets, one every 20 s (${DEFAULT-VALUE})")
  private int quiet;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description =
          "seconds from the page's first film whose alerts do not count (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--minutes",
      defaultValue = "15",
      description = "for how long at most each of the two, its start left out (${DEFAULT-VALUE})")
  private int minutes;

  @Option(names = "--in", paramLabel = "DIR", description = "make the data folder in this one")
  private Path in = Path.of(System.getProperty("java.io.tmpdir"));

  private final Clocks clocks = Clocks.system();
  private final AlertFigures figures = new AlertFigures();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(in, "vigie-bench-alert");
    try {
      if (alerts > 0) {
        demo(folder.resolve("demo"));
      }
      if (quiet > 0) {
        quiet(folder.resolve("quiet"));
      }
      System.out.println(JSON.writeValueAsString(figures.result()));
      return figures.holds(alerts, quiet) ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  private void demo(Path data) throws IOException, InterruptedException {
    Files.createDirectories(data);
    try (var demo = DemoProcess.start(data, data.resolveSibling("demo.log"))) {
      var truth = AlertTruth.read(data);
      var link = demo.signIn();
      var token = link.getFragment().substring("token=".length());
      watch(
          link.resolve("/"),
          token,
          alerts,
          _ -> true,
          alert -> truth.find(alert.camera(), alert.event(), alert.zone(), alert.at()));
    }
  }

  private void quiet(Path data) throws IOException, InterruptedException {
    try (var town = QuietStreet.start(data)) {
      watch(town.url(), town.token(), quiet, town::isFirstOfItsTurn, town::find);
    }
  }

  private void watch(
      URI url,
      String token,
      int wanted,
      Predicate<ShownAlert> asks,
      Function<ShownAlert, Optional<AlertTruth.Due>> truth)
      throws IOException, InterruptedException {
    var order = JSON.writeValueAsString(Map.of("url", url.toString(), "token", token));
    try (var page = ConsoleScript.open(Programs.here().home(), "alerts.mjs", order)) {
      page.expect("watching");
      var counts = clocks.elapsed().plusSeconds(warmUp);
      var limit = clocks.elapsed().plus(Duration.ofMinutes(minutes));
      Say.line("alert", "waiting for %d alerts; those of %d s first".formatted(wanted, warmUp));
      for (int counted = 0; counted < wanted && clocks.elapsed().compareTo(limit) < 0; ) {
        var shown = page.next("card", limit.minus(clocks.elapsed())).map(ShownAlert::of);
        if (shown.isEmpty() || !asks.test(shown.get())) {
          continue;
        }
        if (clocks.elapsed().compareTo(counts) < 0) {
          var ms = shown.get().delay().toMillis();
          Say.line("alert", "warming up: %s: %d ms".formatted(shown.get().what(), ms));
          continue;
        }
        figures.take(shown.get(), truth.apply(shown.get()));
        counted++;
      }
    }
  }
}
