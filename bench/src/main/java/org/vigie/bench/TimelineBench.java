package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.custody.CustodyRefused;
import org.vigie.governance.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How long a town's day takes to open.
@Command(
    name = "timeline",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How long the day of all cameras of a town takes to open in Review.",
      "Records yesterday for each camera into a town of its own, on the disk under --folder: a reel",
      "an hour, sealed to custodians, with gaps, its first hours deleted. Then starts `vigie serve`",
      "on it and asks for that day of all cameras at once, over HTTP, again and again. Prints one",
      "line of JSON: first_ms the first time, p50_ms and p99_ms of the others, until the answer is",
      "read whole; answer_kb its size. met: p99 below 100 ms. That decides nothing, as it says as",
      "much of the machine as of Vigie. Ends with 1 if a day does not add up."
    })
final class TimelineBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final double MOST_P99_MS = 100;
  private static final double NANOS = 1e6;

  @Option(
      names = "--cameras",
      defaultValue = "217",
      description = "how many the town has (${DEFAULT-VALUE})")
  private int cameras;

  @Option(
      names = "--opens",
      defaultValue = "500",
      description = "how often the day is asked for (${DEFAULT-VALUE})")
  private int opens;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "on the disk that is to be measured; a folder in it is made and removed")
  private @Nullable Path under;

  @Override
  public Integer call() throws IOException, BadInput, InterruptedException {
    if (cameras < 1 || opens < 1) {
      throw new BadInput("--cameras and --opens should be 1 or more");
    }
    var folder =
        under == null
            ? Files.createTempDirectory("vigie-bench-timeline")
            : Files.createTempDirectory(under, "vigie-bench-timeline");
    try {
      var town = new TimelineTown(folder.resolve("town"), cameras);
      town.record(hour -> Say.line("timeline", "hour " + hour + " recorded"));
      var day = LocalDate.ofInstant(town.start(), ZoneOffset.UTC);
      try (var serve = ServeProcess.start(folder.resolve("town"), folder.resolve("serve.log"))) {
        serve.awaitUp(START_LIMIT);
        Say.line("timeline", "asking " + opens + " times for " + day);
        boolean addsUp =
            measure(
                TownClient.firstAdministrator(folder.resolve("town"), folder.resolve("serve.log")),
                day);
        serve.stop();
        return addsUp ? 0 : 1;
      }
    } catch (Refused | CustodyRefused e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Folders.delete(folder);
    }
  }

  private boolean measure(TownClient client, LocalDate day)
      throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var path = "/api/days/" + day;
    var took = new double[opens];
    double first = 0;
    byte[] answer = {};
    for (int n = -1; n < opens; n++) {
      long from = clocks.elapsedNanos();
      answer = client.get(path);
      double ms = (clocks.elapsedNanos() - from) / NANOS;
      if (n < 0) {
        first = ms;
      } else {
        took[n] = ms;
      }
    }
    Arrays.sort(took);
    double p99 = took[(int) Math.min(opens - 1L, opens * 99L / 100)];
    var days = JSON.readTree(answer).path("days");
    var result = new LinkedHashMap<String, Object>();
    result.put("cameras", days.size());
    result.put("opens", opens);
    result.put("first_ms", Say.rounded(first, 1));
    result.put("p50_ms", Say.rounded(took[opens / 2], 1));
    result.put("p99_ms", Say.rounded(p99, 1));
    result.put("answer_kb", answer.length / 1_000);
    result.put("recorded", pieces(days, "recorded"));
    result.put("gaps", pieces(days, "gaps"));
    result.put("deleted", pieces(days, "deleted"));
    result.put("sealed", pieces(days, "sealed"));
    boolean addsUp = days.size() == cameras && pieces(days, "sealed") > 0 && addUp(days);
    result.put("adds_up", addsUp);
    result.put("met", p99 < MOST_P99_MS);
    System.out.println(JSON.writeValueAsString(result));
    return addsUp;
  }

  private static long pieces(JsonNode days, String kind) {
    long count = 0;
    for (var day : days) {
      count += day.path(kind).size();
    }
    return count;
  }

  private static boolean addUp(JsonNode days) {
    for (var day : days) {
      var sum = day.path("sum");
      long parts = 0;
      for (var lost : sum.path("lost")) {
        parts += lost.path("ms").asLong();
      }
      for (var part : new String[] {"recorded", "deleted", "before", "unsettled", "ahead"}) {
        parts += sum.path(part + "_ms").asLong();
      }
      if (parts != sum.path("length_ms").asLong(-1)) {
        return false;
      }
    }
    return true;
  }
}
