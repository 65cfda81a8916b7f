package org.vigie.recording;

import java.time.Duration;
import java.util.function.ToLongFunction;

/// How much room a volume has left, on the ladder of design/volumes.md.
///
/// @param leftBytes that may still be written
/// @param bytesPerSecond that are being written
record Space(Level level, long leftBytes, long bytesPerSecond) {

  enum Level {
    /// Nobody need do anything.
    ENOUGH,
    /// It will soon be full: an alarm.
    SCARCE,
    /// It takes no camera that was never recorded.
    NO_NEW_CAMERAS,
    /// It takes nothing: reels end with a gap.
    FULL
  }

  private static final int STEPS = 24;

  /// Where a volume stands. Pure.
  ///
  /// It is scarce when, within the time to warn, there would be a moment at which more is written
  /// than is left and what is destroyed by then gives back.
  ///
  /// @param kept how long at most what is written from now on stays before it is destroyed
  /// @param givenBack how many bytes of what lies there now are destroyed within a time from now
  static Space judge(
      long leftBytes,
      long bytesPerSecond,
      Duration warnFor,
      Duration refuseFor,
      Duration kept,
      ToLongFunction<Duration> givenBack) {
    Level level = Level.ENOUGH;
    if (leftBytes <= 0) {
      level = Level.FULL;
    } else if (isFullWithin(refuseFor, leftBytes, bytesPerSecond, kept, givenBack)) {
      level = Level.NO_NEW_CAMERAS;
    } else if (isFullWithin(warnFor, leftBytes, bytesPerSecond, kept, givenBack)) {
      level = Level.SCARCE;
    }
    return new Space(level, leftBytes, bytesPerSecond);
  }

  private static boolean isFullWithin(
      Duration time,
      long left,
      long bytesPerSecond,
      Duration kept,
      ToLongFunction<Duration> givenBack) {
    for (int step = 1; step <= STEPS; step++) {
      var until = time.multipliedBy(step).dividedBy(STEPS);
      long written = bytesPerSecond * Math.min(until.toSeconds(), kept.toSeconds());
      if (written > left && written - givenBack.applyAsLong(until) > left) {
        return true;
      }
    }
    return false;
  }

  /// One plain sentence for an alarm.
  String sentence(VolumeSettings volume) {
    var what = "Volume '%s' (%s)".formatted(volume.name(), volume.folder());
    var room =
        "%d MiB may still be written, at %d KiB a second now"
            .formatted(leftBytes / (1024 * 1024), bytesPerSecond / 1024);
    return switch (level) {
      case ENOUGH -> "%s has room: %s.".formatted(what, room);
      case SCARCE ->
          "%s will be full within %d h: %s; add a volume or shorten an act's retention."
              .formatted(what, volume.warnFor().toHours(), room);
      case NO_NEW_CAMERAS ->
          "%s takes no new cameras: %s; add a volume or shorten an act's retention."
              .formatted(what, room);
      case FULL ->
          ("%s is full: nothing more is recorded there until footage reaches its limit or room is"
                  + " made.")
              .formatted(what);
    };
  }
}
