package org.vigie.governance;

import java.time.Duration;

/// Durations in words, as they are written in the files.
final class Durations {

  private Durations() {}

  static String plain(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 3 * 86_400) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
