package org.vigie.custody.program;

import java.util.HexFormat;

/// Hashes as people read them out, and as addresses name them.
final class Fingerprints {

  private Fingerprints() {}

  /// In eight groups of eight digits.
  static String of(byte[] sha256) {
    return String.join(" ", hex(sha256).split("(?<=\\G.{8})", -1)).strip();
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
