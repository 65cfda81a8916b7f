package org.vigie.server.door;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;

/// Sign-ins and set-ups that have begun and wait for what their person does next. In memory: a
/// restart forgets them, and the person begins again.
///
/// Remembers the last 10 000. Safe for any thread.
///
/// @param <T> what is remembered of one
final class HalfIn<T> {

  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int REMEMBERED = 10_000;

  private final Clocks clocks;
  private final Duration patience;
  private final Map<String, Waiting<T>> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Waiting<T>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Waiting<T>(T what, Duration until) {}

  HalfIn(Clocks clocks) {
    this(clocks, PATIENCE);
  }

  /// @param patience how long a token is good
  HalfIn(Clocks clocks, Duration patience) {
    this.clocks = clocks;
    this.patience = patience;
  }

  /// Remembers one; the token that stands for it.
  synchronized String begin(T what) {
    var token = Token.fresh();
    waiting.put(key(token), new Waiting<>(what, clocks.elapsed().plus(patience)));
    return token;
  }

  /// What a token stands for, while it is good.
  synchronized Optional<T> find(String token) {
    return Optional.ofNullable(waiting.get(key(token)))
        .filter(one -> clocks.elapsed().compareTo(one.until()) < 0)
        .map(Waiting::what);
  }

  /// Uses a token up. Of two who try at once, one gets it.
  synchronized Optional<T> end(String token) {
    var found = find(token);
    waiting.remove(key(token));
    return found;
  }

  private static String key(String token) {
    return HexFormat.of().formatHex(Token.hash(token));
  }
}
