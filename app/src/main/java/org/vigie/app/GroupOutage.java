package org.vigie.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Notices when several cameras are lost, blinded or covered at nearly the same time: that points
/// to one cause, such as a cut cable, a switch without power, or a jammer. Each of them has an
/// alarm of its own besides. Its rounds are one thread's.
final class GroupOutage {

  /// How often a round is due.
  static final Duration EVERY = Duration.ofSeconds(1);

  static final String SUBJECT = "cameras";

  /// Two may be chance.
  static final int LEAST = 3;

  /// Sessions notice silence after different times, all within this.
  static final Duration TOGETHER = Duration.ofSeconds(20);

  /// A camera that was not well for a while is no news.
  static final Duration WELL_FOR = Duration.ofSeconds(30);

  private static final int MOST_NAMED = 10;

  /// How one camera is.
  ///
  /// @param well its pictures come, and show something
  record Seen(String name, boolean well) {}

  private final Supplier<? extends Collection<Seen>> cameras;
  private final Alarms alarms;
  private final Clocks clocks;
  private final Map<String, State> states = new LinkedHashMap<>();
  private boolean raised;

  /// @param cameras those that should work now; no two of one name
  GroupOutage(Supplier<? extends Collection<Seen>> cameras, Alarms alarms, Clocks clocks) {
    this.cameras = cameras;
    this.alarms = alarms;
    this.clocks = clocks;
  }

  void round() {
    var now = clocks.elapsed();
    var seen = cameras.get();
    var names = new TreeSet<String>();
    for (var camera : seen) {
      names.add(camera.name());
      states.computeIfAbsent(camera.name(), n -> new State()).see(camera.well(), now);
    }
    states.keySet().retainAll(names);
    var lost = new ArrayList<String>();
    states.forEach(
        (name, state) -> {
          if (state.lostAt != null) {
            lost.add(name);
          }
        });
    if (!raised && together() >= LEAST) {
      raised = true;
    }
    if (raised && lost.size() < LEAST) {
      raised = false;
      alarms.end(AlarmKind.GROUP_OUTAGE, SUBJECT);
    }
    if (raised) {
      alarms.raise(AlarmKind.GROUP_OUTAGE, SUBJECT, sentence(lost, seen.size()));
    }
  }

  /// The most cameras that were lost within [#TOGETHER].
  private int together() {
    int most = 0;
    for (var first : states.values()) {
      var from = first.lostAt;
      if (from != null) {
        int count = 0;
        for (var other : states.values()) {
          var at = other.lostAt;
          count +=
              at != null && at.compareTo(from) >= 0 && at.minus(from).compareTo(TOGETHER) <= 0
                  ? 1
                  : 0;
        }
        most = Math.max(most, count);
      }
    }
    return most;
  }

  private static String sentence(List<String> lost, int all) {
    var named = String.join(", ", lost.subList(0, Math.min(MOST_NAMED, lost.size())));
    return "%d of %d cameras were lost or blinded within %d s: %s%s. One cause is likely. Vigie goes on trying; check what they share: a switch, its power, a cable, a radio link."
        .formatted(
            lost.size(),
            all,
            TOGETHER.toSeconds(),
            named,
            lost.size() > MOST_NAMED ? " and others" : "");
  }

  private static final class State {
    private @Nullable Duration wellSince;
    private @Nullable Duration lostAt;

    void see(boolean well, Duration now) {
      if (well) {
        lostAt = null;
        wellSince = wellSince == null ? now : wellSince;
        return;
      }
      if (wellSince != null && now.minus(wellSince).compareTo(WELL_FOR) >= 0) {
        lostAt = now;
      }
      wellSince = null;
    }
  }
}
