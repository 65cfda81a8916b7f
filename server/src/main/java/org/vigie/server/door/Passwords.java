package org.vigie.server.door;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Passwords as Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. At most two are
/// computed at once, so that a flood of sign-ins cannot take the memory or both cores.
///
/// Safe for any thread.
final class Passwords {

  static final int SHORTEST = 12;
  static final int LONGEST = 200;

  private static final Set<String> OBVIOUS =
      Set.of("motdepasse12", "password1234", "passwordpassword", "azertyuiop12", "qwertyuiop12");

  private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Semaphore lanes = new Semaphore(2);

  /// Stands in for the hash of a person who is not there: checking against it takes as long.
  private final String nobody = hash(Token.fresh());

  /// Whether a password may be chosen: long enough, not the name, not one letter many times.
  boolean isStrong(String password, String name) {
    var folded = password.toLowerCase(Locale.ROOT);
    return password.length() >= SHORTEST
        && password.length() <= LONGEST
        && password.codePoints().distinct().count() >= 5
        && !folded.contains(name.toLowerCase(Locale.ROOT))
        && !OBVIOUS.contains(folded);
  }

  String hash(String password) {
    lanes.acquireUninterruptibly();
    try {
      return String.valueOf(encoder.encode(password));
    } finally {
      lanes.release();
    }
  }

  /// Whether a password is right; takes the same time where there is none to compare with.
  boolean matches(String password, Optional<String> hash) {
    lanes.acquireUninterruptibly();
    try {
      boolean same = encoder.matches(password, hash.orElse(nobody));
      return same && hash.isPresent();
    } finally {
      lanes.release();
    }
  }
}
