package org.vigie.server.handover;

import java.security.SecureRandom;
import java.util.StringJoiner;

/// A passphrase that is read aloud once: eight groups of five digits, 132 bits. Digits alone are
/// heard right over a telephone, in any language, and typed on any keyboard. It is shown to whoever
/// made the file and kept nowhere.
public final class Passphrase {

  private static final int GROUPS = 8;
  private static final int GROUP_BOUND = 100_000;

  private Passphrase() {}

  /// A new one: `12345-67890-...`; the hyphens belong to it.
  public static String generate() {
    var random = new SecureRandom();
    var groups = new StringJoiner("-");
    for (int i = 0; i < GROUPS; i++) {
      groups.add("%05d".formatted(random.nextInt(GROUP_BOUND)));
    }
    return groups.toString();
  }
}
