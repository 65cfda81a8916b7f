package org.vigie.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.Clocks;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.Desk;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.recording.Recorder;

/// Puts together how the town's cameras stand: what covers them, what is recorded of them, and
/// whether anybody has looked.
record CamerasStanding(
    List<CameraConfig> cameras, Governance governance, Recorder recorder, Desk desk, Clocks clocks)
    implements FleetStates {

  private static final int MOST = 100;
  private static final Duration FOOTAGE = Duration.ofDays(30);
  private static final Duration LOOKED = Duration.ofDays(180);
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 200;

  @Override
  public List<String> lines(int from) {
    var some = cameras.stream().skip(from).limit(MOST).toList();
    if (some.isEmpty()) {
      return List.of();
    }
    var opened = lastOpened();
    return some.stream().map(camera -> standing(camera.id(), opened).line()).toList();
  }

  private CameraStanding standing(CameraId id, Map<String, Instant> opened) {
    var now = clocks.wall();
    var recorded = recorder.timeline(id, new Span(now.minus(FOOTAGE), now)).recorded();
    var alerts =
        desk.list(
            new AlertQuery(Set.of(id), Set.of(), Set.of(), Instant.MIN, Instant.MAX, false, 1));
    return new CameraStanding(
        id,
        governance.recordingAct(id, now).map(act -> act.number()),
        recorded.isEmpty() ? Optional.empty() : Optional.of(recorded.getLast().to()),
        alerts.stream().findFirst().map(alert -> alert.at()),
        Optional.ofNullable(opened.get(id.value())));
  }

  /// The newest leave to look at each camera, from the ledger; bounded in time and in pages.
  private Map<String, Instant> lastOpened() {
    var found = new HashMap<String, Instant>();
    for (var kind : List.of("permit.granted", "lift.granted", "opening.opened")) {
      long before = Long.MAX_VALUE;
      boolean recent = true;
      for (int page = 0; page < MOST_PAGES && before >= 0 && recent; page++) {
        var read = governance.ledger().page(new Query(before, PAGE, "", kind));
        for (var recorded : read.entries()) {
          recent &= !recorded.at().isBefore(clocks.wall().minus(LOOKED));
          if (recent && isLook(recorded)) {
            cameras(recorded).forEach(id -> found.merge(id, recorded.at(), CamerasStanding::later));
          }
        }
        before = read.next();
      }
    }
    return found;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean isLook(Recorded recorded) {
    return !recorded.entry().kind().equals("permit.granted")
        || Set.of("PLAY_BACK", "EXPORT").contains(recorded.entry().text("right"));
  }

  private static List<String> cameras(Recorded recorded) {
    var facts = recorded.entry().facts();
    if (facts.get("cameras") instanceof Collection<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return facts.get("camera") == null ? List.of() : List.of(String.valueOf(facts.get("camera")));
  }
}
