package org.vigie.governance;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// The acts as they stand now, and the latest wall time ever read. Safe for any thread.
final class ActsInForce {

  static final String ADOPTED = "acts.adopted";
  static final String ENDED = "act.ended";

  private final LegalProfile profile;
  private final Clocks clocks;
  private final AtomicReference<Instant> seen = new AtomicReference<>(Instant.MIN);
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private volatile Acts acts;
  private @Nullable Map<String, Object> adopted;

  ActsInForce(LegalProfile profile, Acts acts, Clocks clocks) {
    this.profile = profile;
    this.acts = acts;
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  void fold(Recorded recorded) {
    see(recorded.at());
    switch (recorded.entry().kind()) {
      case ADOPTED -> adopted = recorded.entry().facts();
      case ENDED -> {
        // Whatever the clock said when this was written: that instant had been seen.
        see(Instant.parse(recorded.entry().text("until")));
        ended.add(name(recorded.entry().text("act"), recorded.entry().text("until")));
      }
      default -> {}
    }
  }

  LegalProfile profile() {
    return profile;
  }

  Acts acts() {
    return acts;
  }

  Optional<RecordingAct> recording(CameraId camera, Instant at) {
    return Judgement.recording(profile, acts, camera, at, now());
  }

  boolean mayDetect(CameraId camera, EventType event, String zone, Instant at) {
    return Judgement.detection(profile, acts, camera, event, zone, at, now()).isPresent();
  }

  /// Puts other acts in force, in the ledger first; does nothing if they are those of the last
  /// time.
  synchronized void adopt(String actor, Acts fresh, Ledger ledger) {
    var entry = new Entry(ADOPTED, actor, ActFacts.of(profile, fresh));
    if (!entry.facts().equals(adopted)) {
      ledger.append(entry);
      adopted = entry.facts();
    }
    acts = fresh;
  }

  /// Writes into the ledger which acts have ended since it was last called.
  synchronized void tellWhatEnded(Ledger ledger) {
    var now = now();
    var present = acts;
    Stream.concat(
            present.recording().stream().map(act -> Map.entry(act.number(), act.until())),
            present.detection().stream().map(act -> Map.entry(act.number(), act.until())))
        .filter(act -> !now.isBefore(act.getValue()))
        .filter(act -> !ended.contains(name(act.getKey(), act.getValue().toString())))
        .forEach(
            act -> {
              ledger.append(
                  new Entry(
                      ENDED, Actors.VIGIE, Map.of("act", act.getKey(), "until", act.getValue())));
              ended.add(name(act.getKey(), act.getValue().toString()));
            });
  }

  private static String name(String number, String until) {
    return number + " until " + until;
  }

  /// The latest wall time ever read, the present included.
  Instant latest() {
    return now();
  }

  private Instant now() {
    return see(clocks.wall());
  }

  private Instant see(Instant instant) {
    return seen.updateAndGet(latest -> instant.isAfter(latest) ? instant : latest);
  }
}
