package org.vigie.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.governance.ActStanding;
import org.vigie.governance.ActState;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.RecordingAct;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Reminds people of acts that end and that no other follows, 180, 90 and 30 days ahead (R7): one
/// alarm for each of the three, so that each is raised once, over restarts too. Of one thread.
final class ActDuty {

  private static final List<Integer> DAYS = List.of(30, 90, 180);
  private static final Set<ActState> COUNTING =
      Set.of(ActState.PUBLISHED, ActState.IN_FORCE, ActState.SUSPENDED);

  private final Governance governance;
  private final Alarms alarms;
  private final Clocks clocks;
  private Set<String> raised = new HashSet<>();

  ActDuty(Governance governance, Alarms alarms, Clocks clocks) {
    this.governance = governance;
    this.alarms = alarms;
    this.clocks = clocks;
  }

  /// An alarm for each act whose end is near, ended once another follows it or it is over.
  void remind() {
    var standing = governance.standing();
    var counting =
        governance
            .acts()
            .numbered(
                standing.stream()
                    .filter(act -> COUNTING.contains(act.state()))
                    .map(ActStanding::number)
                    .collect(Collectors.toSet()));
    var now = clocks.wall();
    var due = new HashSet<String>();
    for (var act : standing) {
      var days = days(act, now);
      if (counting.numbers().contains(act.number())
          && days.isPresent()
          && !isFollowed(act.number(), counting)) {
        var subject = act.number() + " " + days.get();
        due.add(subject);
        alarms.raise(AlarmKind.ACT_ENDS, subject, sentence(act));
      }
    }
    raised.stream()
        .filter(subject -> !due.contains(subject))
        .forEach(subject -> alarms.end(AlarmKind.ACT_ENDS, subject));
    raised = due;
  }

  private static String sentence(ActStanding act) {
    return "The %s act %s of %s ends at %s, and none follows it: what it covers then stops by itself. Ask for the next one, and put its file into the folder of the acts."
        .formatted(
            act.detection() ? "detection" : "recording",
            act.number(),
            act.authority(),
            act.until());
  }

  /// The nearest of the three that has come, if the act is that long at all.
  private static Optional<Integer> days(ActStanding act, Instant now) {
    var left = Duration.between(now, act.until());
    var whole = Duration.between(act.from(), act.until());
    return DAYS.stream()
        .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
        .findFirst()
        .filter(days -> whole.compareTo(Duration.ofDays(days)) >= 0);
  }

  private static boolean isFollowed(String number, Acts counting) {
    return counting.recording().stream()
            .filter(act -> act.number().equals(number))
            .anyMatch(act -> counting.recording().stream().anyMatch(other -> follows(other, act)))
        || counting.detection().stream()
            .filter(act -> act.number().equals(number))
            .anyMatch(act -> counting.detection().stream().anyMatch(other -> follows(other, act)));
  }

  private static boolean follows(RecordingAct next, RecordingAct act) {
    return !next.from().isAfter(act.until())
        && next.until().isAfter(act.until())
        && covers(next.cameras(), act.cameras());
  }

  private static boolean follows(DetectionAct next, DetectionAct act) {
    return !next.from().isAfter(act.until())
        && next.until().isAfter(act.until())
        && covers(next.cameras(), act.cameras())
        && next.events().containsAll(act.events())
        && (next.zones().isEmpty()
            || (!act.zones().isEmpty() && next.zones().containsAll(act.zones())));
  }

  private static boolean covers(CameraScope next, CameraScope before) {
    return switch (before) {
      case CameraScope.All() -> next instanceof CameraScope.All;
      case CameraScope.Only(var cameras) -> cameras.stream().allMatch(next::covers);
    };
  }
}
