package org.vigie.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Which alerts are owed a kept clip, and what became of the others': so that a restart goes on.
/// Safe for any thread.
public final class Clips {

  /// How many clips may be owed at once.
  static final int MOST_OWED = 1_000;

  private final SqlState state;
  private final SqlRegister register;

  Clips(SqlState state, SqlRegister register) {
    this.state = state;
    this.register = register;
  }

  /// The alerts whose clip is to be made, oldest first, those in shadow too. Where they are more
  /// than [#MOST_OWED], the oldest are given up.
  public List<Alert> owed() {
    var ids = ids("OWED");
    int tooMany = Math.max(0, ids.size() - MOST_OWED);
    ids.subList(0, tooMany).forEach(id -> none(id, NoClip.TOO_MANY));
    return state.read(
        connection -> {
          var alerts = new ArrayList<Alert>();
          for (long id : ids.subList(tooMany, ids.size())) {
            new SqlAlerts(connection).find(id).ifPresent(alerts::add);
          }
          return alerts;
        });
  }

  /// An alert's clip was kept.
  ///
  /// @param until its end
  public void kept(long alert, Instant until) {
    register.clip(alert, new AlertClip.Kept(until));
  }

  /// Its end had come before it could be kept.
  public void ended(long alert) {
    register.clip(alert, new AlertClip.Ended());
  }

  /// There will be none.
  public void none(long alert, NoClip why) {
    register.clip(alert, new AlertClip.None(why));
  }

  /// Brings the register into agreement with what is there, after a restart or a deletion: a clip
  /// that is there is kept, one that is not has ended or was lost.
  ///
  /// @param present says which alerts' clips are there, with their ends
  public void agree(Supplier<Map<Long, Instant>> present, Instant now) {
    // Read first: what is kept meanwhile is there by then.
    var kept = ids("KEPT");
    var there = present.get();
    for (long id : kept) {
      if (!there.containsKey(id)) {
        register.clip(id, whatBecame(id, now));
      }
    }
    for (var clip : there.entrySet()) {
      if (!kept.contains(clip.getKey())) {
        kept(clip.getKey(), clip.getValue());
      }
    }
  }

  private AlertClip whatBecame(long id, Instant now) {
    var alert = state.read(connection -> new SqlAlerts(connection).find(id)).orElseThrow();
    boolean over = alert.clip() instanceof AlertClip.Kept(var until) && !now.isBefore(until);
    return over ? new AlertClip.Ended() : new AlertClip.None(NoClip.LOST);
  }

  private List<Long> ids(String clip) {
    return state.read(connection -> new SqlClips(connection).in(clip));
  }
}
