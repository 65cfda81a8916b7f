package org.vigie.server.door;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Passwords as Argon2id with OWASP's parameters: 19 MiB, two passes, one lane.
///
/// Computed one at a time on a platform thread of its own: a flood of sign-ins takes neither the
/// memory nor the few carriers of the virtual threads that read cameras.
///
/// Safe for any thread.
final class Passwords implements AutoCloseable {

  static final int SHORTEST = 12;
  static final int LONGEST = 200;

  private static final Set<String> OBVIOUS =
      Set.of("motdepasse12", "password1234", "passwordpassword", "azertyuiop12", "qwertyuiop12");

  private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false)
              .name("passwords")
              .factory());

  /// Stands in for the hash of a person who is not there: checking against it takes as long. Made
  /// while the server starts, on the same thread, so it is there before the first check.
  private final Future<String> nobody =
      thread.submit(() -> String.valueOf(encoder.encode(Token.fresh())));

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
    return compute(() -> String.valueOf(encoder.encode(password)));
  }

  /// Whether a password is right; takes the same time where there is none to compare with.
  boolean matches(String password, Optional<String> hash) {
    boolean same =
        compute(() -> encoder.matches(password, hash.isPresent() ? hash.get() : nobody.get()));
    return same && hash.isPresent();
  }

  private <T> T compute(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be checked", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a password was checked", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
