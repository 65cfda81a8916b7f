package org.vigie.onvif;

import org.jspecify.annotations.Nullable;

/// What a camera says of itself, fit to be shown: one line without control characters, not long.
final class Said {

  private static final int MOST = 200;

  private Said() {}

  /// The text in one line; empty where there is none.
  static String line(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
  }
}
