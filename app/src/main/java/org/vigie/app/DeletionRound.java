package org.vigie.app;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.vigie.base.Clocks;
import org.vigie.desk.Desk;
import org.vigie.governance.time.TownClock;
import org.vigie.recording.Recorder;
import org.vigie.recording.clips.ClipStore;

/// Destroys what has reached its end, footage and then kept clips, unless the clock may be ahead;
/// footage that a judge holds stays.
/// Of one thread.
final class DeletionRound {

  static final Duration EVERY = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(DeletionRound.class.getName());

  private final TownClock clock;
  private final Recorder recorder;
  private final ClipStore clips;
  private final Desk desk;
  private final HoldDuty holds;
  private final Clocks clocks;

  DeletionRound(
      TownClock clock,
      Recorder recorder,
      ClipStore clips,
      Desk desk,
      HoldDuty holds,
      Clocks clocks) {
    this.clock = clock;
    this.recorder = recorder;
    this.clips = clips;
    this.desk = desk;
    this.holds = holds;
    this.clocks = clocks;
  }

  /// Call it every minute.
  void run() {
    holds.remind();
    if (!clock.holdsDeletion()) {
      var done = recorder.deleteExpired(clocks.wall(), holds::keep);
      if (done.failed() > 0) {
        LOG.log(
            Level.WARNING,
            "{0} reels that have reached their limit could not be destroyed; trying again",
            done.failed());
      }
      if (!done.suspended()) {
        int unused = clips.deleteExpired(clocks.wall(), holds::keep);
      }
    }
    // Also ends the alarm once there is room again.
    boolean unused = clips.hasRoom();
    desk.clips().agree(clips::list, clocks.wall());
  }
}
