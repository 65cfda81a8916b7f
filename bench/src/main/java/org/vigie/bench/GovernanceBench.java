package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Delays;
import org.vigie.custody.CustodyRefused;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.PermitTerms;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.CameraId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// What being answerable costs: entries of the ledger, proofs of them, checks of permits.
@Command(
    name = "governance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What being answerable costs.",
      "Writes into a ledger of its own, on the disk under --folder, and prints one line of JSON:",
      "ledger_entries_per_second is how many entries all writers together had durable, each waiting",
      "for its own before the next; durable_ms_p99 how long an entry takes at most, but for one in a",
      "hundred; proof_ms_p99 the same of finding the proof of any entry in a ledger of so many;",
      "permit_us_p99, in microseconds, of checking a permit to watch a camera; open_ms from the",
      "second custodian's approval to the first playable fragment of a sealed day of one camera, the",
      "slowest of several openings, the first included. met: at least 2000 a second, at most 50 ms,",
      "10 ms, 5 us and 3000 ms. That decides nothing, as it says as much of the disk and of what else",
      "it does as of Vigie. Ends with 1 if an entry or a proof is wrong, or a day is not sealed."
    })
final class GovernanceBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int FILLERS = 250;
  private static final int PROOFS = 3_000;
  private static final int CHECKS = 2_000_000;
  private static final int UNMEASURED_CHECKS = 500_000;
  private static final int OPENINGS = 5;

  /// A reel is never longer than an hour.
  private static final int HOURS = 24;

  private static final CameraId CAMERA = new CameraId("square");

  @Option(names = "--writers", defaultValue = "50", description = "how many (${DEFAULT-VALUE})")
  private int writers;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "how long they write (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--entries",
      defaultValue = "1000000",
      description = "how many the ledger has when proofs are found (${DEFAULT-VALUE})")
  private long entries;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "on the disk that is to be measured; a folder in it is made and removed")
  private @Nullable Path under;

  @Override
  public Integer call() throws IOException, BadInput, InterruptedException {
    var folder =
        under == null
            ? Files.createTempDirectory("vigie-bench-governance")
            : Files.createTempDirectory(under, "vigie-bench-governance");
    try {
      var result = new LinkedHashMap<String, @Nullable Object>();
      boolean holds = measureLedger(folder, result);
      result.put("permit_us_p99", permits(folder.resolve("permits")));
      holds &= openDay(folder.resolve("day"), result);
      result.put("holds", holds);
      result.put("met", met(result));
      System.out.println(JSON.writeValueAsString(result));
      return holds ? 0 : 1;
    } catch (Refused | CustodyRefused e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Folders.delete(folder);
    }
  }

  private static boolean met(Map<String, @Nullable Object> result) {
    return number(result, "ledger_entries_per_second") >= 2_000
        && number(result, "durable_ms_p99") <= 50
        && number(result, "proof_ms_p99") < 10
        && number(result, "permit_us_p99") < 5
        && number(result, "open_ms") < 3_000;
  }

  private static boolean openDay(Path folder, Map<String, @Nullable Object> result)
      throws IOException, BadInput, Refused, CustodyRefused, InterruptedException {
    Say.line("governance", "a day of one camera, sealed to three custodians");
    try (var day = SealedDay.record(folder)) {
      int reels = day.sealedReels();
      long slowest = 0;
      for (int n = 0; n < OPENINGS; n++) {
        slowest = Math.max(slowest, day.open());
      }
      result.put("opened_reels", reels);
      result.put("open_ms", Say.rounded(slowest / 1e6, 1));
      return reels == HOURS;
    }
  }

  private static double number(Map<String, @Nullable Object> result, String key) {
    return result.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private boolean measureLedger(Path folder, Map<String, @Nullable Object> result)
      throws IOException, InterruptedException {
    try (var ledger = open(folder)) {
      Say.line("governance", writers + " writers, " + seconds + " s");
      write(ledger, writers, WARM_UP, Long.MAX_VALUE, new Delays());
      var delays = new Delays();
      long before = ledger.size();
      var clocks = Clocks.system();
      var start = clocks.elapsed();
      write(ledger, writers, Duration.ofSeconds(seconds), Long.MAX_VALUE, delays);
      double took = clocks.elapsed().minus(start).toNanos() / 1e9;
      long written = ledger.size() - before;
      result.put("writers", writers);
      result.put("ledger_entries_per_second", Math.round(written / took));
      result.put("durable_ms_p99", delays.quantileMs(0.99));
      result.put("durable_ms_max", delays.mostMs());
      fill(ledger);
      boolean holds = prove(ledger, result);
      return holds && written == delays.total();
    }
  }

  private static Ledger open(Path folder) throws IOException {
    return Ledger.open(
        folder.resolve("ledger"), folder.resolve("keys/ledger.key"), "Bench", Clocks.system());
  }

  /// Lets writers append, each as soon as its entry before is durable.
  private static void write(Ledger ledger, int writers, Duration length, long until, Delays delays)
      throws InterruptedException {
    var clocks = Clocks.system();
    long end = clocks.elapsedNanos() + length.toNanos();
    var threads =
        IntStream.range(0, writers)
            .mapToObj(
                writer ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int n = 0; clocks.elapsedNanos() < end; n++) {
                                if (ledger.size() >= until) {
                                  return;
                                }
                                long from = clocks.elapsedNanos();
                                ledger.append(entry(writer, n));
                                delays.addNanos(clocks.elapsedNanos() - from);
                              }
                            }))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
  }

  /// Like that of a permit, which is the most frequent one that people cause.
  private static Entry entry(int writer, int n) {
    return new Entry(
        "bench.entry",
        "agent-" + writer,
        Map.of(
            "camera",
            "square-" + n % 217,
            "reason",
            "patrol called for help at the fountain, look where they went",
            "number",
            n));
  }

  private void fill(Ledger ledger) throws InterruptedException {
    while (ledger.size() < entries) {
      Say.line("governance", "%,d of %,d entries".formatted(ledger.size(), entries));
      write(ledger, FILLERS, Duration.ofSeconds(10), entries, new Delays());
    }
    ledger.publish();
  }

  /// Finds proofs of entries anywhere, and checks each.
  private static boolean prove(Ledger ledger, Map<String, @Nullable Object> result) {
    var random = new Random(1);
    var clocks = Clocks.system();
    var nanos = new long[PROOFS];
    boolean holds = true;
    for (int i = -PROOFS / 10; i < PROOFS; i++) {
      long index = random.nextLong(ledger.size());
      long from = clocks.elapsedNanos();
      var proof = ledger.prove(index);
      if (i >= 0) {
        nanos[i] = clocks.elapsedNanos() - from;
      }
      holds &= ProofCheck.holds(proof);
    }
    result.put("entries", ledger.size());
    result.put("proof_ms_p99", Say.rounded(quantile(nanos, 0.99) / 1e6, 2));
    return holds;
  }

  /// @return the slowest of a hundred checks, in microseconds
  private static double permits(Path folder) throws IOException, BadInput, Refused {
    Say.line("governance", "%,d checks of a permit".formatted(CHECKS));
    var clocks = Clocks.system();
    var now = clocks.wall();
    var act =
        new RecordingAct(
            "B-1",
            "Bench",
            now.minusSeconds(60),
            now.plus(Duration.ofDays(1)),
            Set.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
            "the square",
            CameraScope.all(),
            Duration.ofDays(1),
            Duration.ofHours(12),
            "");
    var acts = new Acts(List.of(act), List.of());
    var profile = LegalProfile.builtIn("demo");
    try (var governance = Governance.open(folder, "Bench", profile, acts, clocks)) {
      governance.grant(
          Actors.LOCAL_ADMINISTRATOR,
          "agent-1",
          Set.of(Right.VIEW_LIVE),
          CameraScope.all(),
          now.minusSeconds(60),
          now.plus(Duration.ofDays(1)));
      var permit =
          governance.permit(
              "agent-1",
              Right.VIEW_LIVE,
              Set.of(CAMERA),
              Optional.empty(),
              "",
              new PermitTerms(1, Duration.ofHours(1)));
      var nanos = new long[CHECKS];
      for (int i = -UNMEASURED_CHECKS; i < CHECKS; i++) {
        long from = clocks.elapsedNanos();
        permit.check(Right.VIEW_LIVE, CAMERA);
        if (i >= 0) {
          nanos[i] = clocks.elapsedNanos() - from;
        }
      }
      return Say.rounded(quantile(nanos, 0.99) / 1e3, 2);
    }
  }

  private static long quantile(long[] values, double share) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share))];
  }
}
