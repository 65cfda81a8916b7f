package org.vigie.app.doctor;

import java.util.Locale;

/// Sizes and times as people read them.
final class Sizes {

  private Sizes() {}

  static String bytes(long bytes) {
    if (bytes >= 1_000_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f TB", bytes / 1e12);
    }
    return bytes >= 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : bytes / 1_000_000 + " MB";
  }
}
