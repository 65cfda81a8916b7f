package org.vigie.onvif;

import java.time.Duration;

/// What one camera may cost whoever asks it.
///
/// @param connect until it has taken the connection
/// @param answer until the last byte of one answer is there
/// @param mostBytes of one answer
public record Limits(Duration connect, Duration answer, int mostBytes) {

  /// Cameras answer within a second, and in less than 100 KB; slow ones with many profiles in a
  /// little more.
  public static final Limits USUAL =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), 4 * 1024 * 1024);
}
