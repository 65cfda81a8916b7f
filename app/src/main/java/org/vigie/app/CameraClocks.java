package org.vigie.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraClock;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.StreamKind;

/// Compares the cameras' clocks with this machine's: an alarm for one that runs away, and once an
/// hour the figures of all in the ledger. Its rounds are one thread's.
final class CameraClocks {

  /// How often a round is due.
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final Duration NOTED_EVERY = Duration.ofHours(1);
  private static final int MOST_IN_AN_ENTRY = 200;

  /// A machine's clock that has moved by more than this between two rounds has stepped: NTP
  /// programs adjust by less.
  private static final Duration STEP = Duration.ofMillis(500);

  private final Supplier<List<CameraState>> states;
  private final Governance governance;
  private final Alarms alarms;
  private final Clocks clocks;
  private final Map<CameraId, DriftJudge> judges = new HashMap<>();
  private Duration lastOffset;
  private int roundsLeftOut;
  private Duration nextNote;

  /// @param states of every stream
  CameraClocks(
      Supplier<List<CameraState>> states, Governance governance, Alarms alarms, Clocks clocks) {
    this.states = states;
    this.governance = governance;
    this.alarms = alarms;
    this.clocks = clocks;
    this.lastOffset = offset();
    this.nextNote = clocks.elapsed().plus(NOTED_EVERY);
  }

  void round() {
    var measured = new LinkedHashMap<CameraId, CameraClock>();
    for (var state : states.get()) {
      if (state.stream() == StreamKind.MAIN) {
        state.clock().ifPresent(clock -> measured.put(state.camera(), clock));
      }
    }
    if (!machineStepped()) {
      measured.forEach(this::judge);
    }
    if (clocks.elapsed().compareTo(nextNote) >= 0 && note(measured)) {
      nextNote = clocks.elapsed().plus(NOTED_EVERY);
    }
  }

  private void judge(CameraId camera, CameraClock clock) {
    var judge = judges.computeIfAbsent(camera, id -> new DriftJudge());
    Optional<String> told = judge.judge(clock, clocks.elapsed());
    if (told.isPresent()) {
      alarms.raise(AlarmKind.CAMERA_DRIFT, camera.value(), told.get());
    } else {
      alarms.end(AlarmKind.CAMERA_DRIFT, camera.value());
    }
  }

  /// After a step what was measured before it is left out: this round's and the next one's.
  private boolean machineStepped() {
    var offset = offset();
    boolean stepped = offset.minus(lastOffset).abs().compareTo(STEP) > 0;
    lastOffset = offset;
    if (stepped) {
      judges.values().forEach(DriftJudge::forget);
      roundsLeftOut = 2;
    }
    return roundsLeftOut > 0 && roundsLeftOut-- > 0;
  }

  private boolean note(Map<CameraId, CameraClock> measured) {
    var facts = new ArrayList<Map<String, Object>>();
    measured.forEach((camera, clock) -> facts.add(fact(camera, clock)));
    try {
      for (int from = 0; from < facts.size(); from += MOST_IN_AN_ENTRY) {
        var some = facts.subList(from, Math.min(from + MOST_IN_AN_ENTRY, facts.size()));
        governance.note("clock.cameras", Actors.VIGIE, Map.of("cameras", some));
      }
      return true;
    } catch (LedgerUnavailable e) {
      // The ledger's own alarm says so; the next round tries again.
      return false;
    }
  }

  private static Map<String, Object> fact(CameraId camera, CameraClock clock) {
    var fact = new TreeMap<String, Object>();
    fact.put("camera", camera);
    clock.ahead().ifPresent(ahead -> fact.put("ahead_ms", ahead.toMillis()));
    clock.driftPpm().ifPresent(drift -> fact.put("drift_ppm", drift));
    fact.put("uncertainty_ms", clock.uncertainty().toMillis());
    fact.put("caught_up_ms", clock.caughtUp().toMillis());
    return fact;
  }

  private Duration offset() {
    return Duration.ofMillis(clocks.wall().toEpochMilli()).minus(clocks.elapsed());
  }
}
