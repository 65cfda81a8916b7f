package org.vigie.app;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import org.vigie.base.Sha256;
import org.vigie.governance.Governance;
import org.vigie.governance.Hold;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.recording.Recorder;
import org.vigie.recording.Traces;

/// Writes into the ledger, for each day of the town, what was destroyed on it, that no file and no
/// key of it is left, and what remains past its limit on whose decision (R33). The sums come from
/// the ledger itself and the traces from the disks, so that `vigie verify deletion` can redo both.
/// Of one thread.
final class DestructionProof {

  /// Kind of its entries.
  static final String PROOF = "destruction.proof";

  static final Duration EVERY = Duration.ofMinutes(1);

  /// After midnight retention has had its turn, and what it wrote is durable.
  private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);

  /// A machine that was off for longer proves no day of before.
  private static final int MOST_DAYS = 31;

  private static final Set<String> TOLD =
      Set.of("footage.deleted", "footage.not-deleted", "footage.exported");

  private static final System.Logger LOG = System.getLogger(DestructionProof.class.getName());

  private final Governance governance;
  private final Recorder recorder;
  private final ZoneId zone;
  private final Clocks clocks;
  private final BooleanSupplier clockDoubted;
  private Optional<LocalDate> last = Optional.empty();

  /// @param clockDoubted whether the clock may be ahead: then no day is proved, as none is
  /// destroyed
  DestructionProof(
      Governance governance,
      Recorder recorder,
      ZoneId zone,
      Clocks clocks,
      BooleanSupplier clockDoubted) {
    this.governance = governance;
    this.recorder = recorder;
    this.zone = zone;
    this.clocks = clocks;
    this.clockDoubted = clockDoubted;
    governance.ledger().replay(PROOF::equals, this::remember);
  }

  /// A proof of a day that is still to come was written by a clock that was ahead: it must not hold
  /// up the days until then.
  private void remember(Recorded proof) {
    var date = LocalDate.parse(proof.entry().text("date"));
    if (date.isBefore(LocalDate.ofInstant(clocks.wall(), zone))) {
      last = Optional.of(date);
    }
  }

  /// Proves each day that has ended since the last one that was, unless the clock may be ahead;
  /// call
  /// it every minute.
  void run() {
    if (clockDoubted.getAsBoolean()) {
      return;
    }
    var today = LocalDate.ofInstant(clocks.wall().minus(AFTER_MIDNIGHT), zone);
    var earliest = today.minusDays(MOST_DAYS);
    var due = last.map(day -> day.plusDays(1)).orElseGet(this::firstDay);
    var next = due.isBefore(earliest) ? earliest : due;
    try {
      for (var day = next; day.isBefore(today); day = day.plusDays(1)) {
        prove(day);
        last = Optional.of(day);
      }
    } catch (IOException | LedgerUnavailable e) {
      LOG.log(Level.WARNING, "a day's destruction could not be proved yet: {0}", e.getMessage());
    }
  }

  private LocalDate firstDay() {
    var first = governance.ledger().find(0).map(Recorded::at).orElseGet(clocks::wall);
    return LocalDate.ofInstant(first, zone);
  }

  /// What the ledger tells of one day.
  private static final class Day {
    final Map<String, Destroyed> destroyed = new TreeMap<>();
    final List<Map<String, Object>> exports = new ArrayList<>();
  }

  private record Destroyed(String reel, String camera, String from, String to) {

    String line() {
      return "%s %s %s %s\n".formatted(reel, camera, from, to);
    }
  }

  private void prove(LocalDate date) throws IOException {
    var from = date.atStartOfDay(zone).toInstant();
    var to = date.plusDays(1).atStartOfDay(zone).toInstant();
    var day = new Day();
    governance
        .ledger()
        .replay(
            TOLD::contains,
            recorded -> {
              if (!recorded.at().isBefore(from) && recorded.at().isBefore(to)) {
                take(recorded, day);
              }
            });
    var traces =
        recorder.traces(
            day.destroyed.values().stream()
                .map(
                    d ->
                        new Traces.Destroyed(
                            d.reel(), new CameraId(d.camera()), Instant.parse(d.from())))
                .toList());
    var facts = new HashMap<String, Object>();
    facts.put("date", date.toString());
    facts.put("zone", zone.getId());
    facts.put("from", from);
    facts.put("to", to);
    facts.put("cameras", cameras(day));
    facts.put("reels", day.destroyed.size());
    facts.put("digest", digest(day));
    facts.put("files_left", traces.files());
    facts.put("keys_left", traces.keys());
    facts.put("volumes_away", traces.away());
    facts.put("held", governance.holds().list().stream().map(DestructionProof::held).toList());
    facts.put("exports", day.exports);
    long unused = governance.note(PROOF, "vigie", facts);
  }

  private static void take(Recorded recorded, Day day) {
    var facts = recorded.entry().facts();
    switch (recorded.entry().kind()) {
      case "footage.exported" -> {
        var export = new HashMap<String, Object>();
        for (var name : List.of("permit", "camera", "from", "to")) {
          export.put(name, String.valueOf(facts.get(name)));
        }
        export.put("entry", recorded.index());
        day.exports.add(export);
      }
      case "footage.not-deleted" -> each(facts, d -> day.destroyed.remove(d.reel()));
      default -> each(facts, d -> day.destroyed.put(d.reel(), d));
    }
  }

  private interface OfReel {
    void take(Destroyed reel);
  }

  private static void each(Map<String, Object> facts, OfReel taker) {
    if (facts.get("reels") instanceof List<?> reels) {
      for (var reel : reels) {
        if (reel instanceof Map<?, ?> told) {
          taker.take(
              new Destroyed(
                  String.valueOf(told.get("reel")),
                  String.valueOf(told.get("camera")),
                  String.valueOf(told.get("from")),
                  String.valueOf(told.get("to"))));
        }
      }
    }
  }

  private static List<Map<String, Object>> cameras(Day day) {
    var reels = new TreeMap<String, Integer>();
    day.destroyed.values().forEach(d -> reels.merge(d.camera(), 1, Integer::sum));
    var cameras = new ArrayList<Map<String, Object>>();
    for (var camera : new TreeSet<>(reels.keySet())) {
      cameras.add(Map.of("camera", camera, "reels", reels.getOrDefault(camera, 0)));
    }
    return cameras;
  }

  /// SHA-256 over a line for each destroyed reel, in the order of their ids.
  private static String digest(Day day) {
    var digest = Sha256.digest();
    for (var destroyed : day.destroyed.values()) {
      digest.update(destroyed.line().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, Object> held(Hold hold) {
    return Map.of(
        "hold", hold.id(),
        "reference", hold.reference(),
        "authority", hold.authority(),
        "decided", hold.decided().toString(),
        "review", hold.review(),
        "cameras", hold.cameras(),
        "from", hold.span().from(),
        "to", hold.span().to());
  }
}
