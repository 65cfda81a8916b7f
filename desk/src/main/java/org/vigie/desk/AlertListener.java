package org.vigie.desk;

import java.util.List;

/// Hears of alerts: the present state first, then each change. Called by one thread at a time, its
/// own, so it may wait; while it is slow at most [#MOST_BEHIND] changes are kept for it, then they
/// are dropped and the present state is given again instead.
public interface AlertListener {

  int MOST_BEHIND = 256;

  /// How many alerts that do not wait are part of the present state.
  int RECENT = 50;

  /// The present state, which replaces whatever was known: every alert that waits and the
  /// [#RECENT] newest others, newest first.
  void current(List<Alert> alerts);

  /// An alert is new or has changed.
  void changed(Alert alert);
}
