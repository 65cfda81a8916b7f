package org.vigie.relay;

import java.io.Closeable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may be connected at once: so many strangers, so many connections of a partner. A newcomer
/// displaces the stranger who has waited longest, first one of its own address, so that whoever
/// knocks all day keeps nobody out; and no partner takes the places of another. Safe for any
/// thread.
final class Seats {

  /// Of all who have not shown a password yet.
  static final int MOST_STRANGERS = 32;

  /// Of those, from one address: a wall that starts opens many at once.
  static final int MOST_OF_AN_ADDRESS = 24;

  /// Of one relay: a wall asks for each camera on a connection of its own.
  static final int MOST_OF_A_RELAY = 64;

  /// Of all relays together.
  static final int MOST_OF_PARTNERS = 256;

  /// One who is connected.
  ///
  /// @param from the address of its machine
  /// @param connection closed when somebody else needs the place
  static final class Seat {
    private final String from;
    private final Closeable connection;
    private String relay = "";

    Seat(String from, Closeable connection) {
      this.from = from;
      this.connection = connection;
    }

    String from() {
      return from;
    }

    Closeable connection() {
      return connection;
    }
  }

  /// In the order in which they came.
  private final Set<Seat> strangers = new LinkedHashSet<>();

  private final Map<String, Integer> partners = new HashMap<>();

  /// Somebody has connected.
  ///
  /// @return whoever has to go in their place
  synchronized Optional<Seat> come(Seat seat) {
    var same = strangers.stream().filter(one -> one.from.equals(seat.from)).toList();
    Optional<Seat> goes = Optional.empty();
    if (same.size() >= MOST_OF_AN_ADDRESS) {
      goes = Optional.of(same.getFirst());
    } else if (strangers.size() >= MOST_STRANGERS) {
      goes = strangers.stream().findFirst();
    }
    goes.ifPresent(strangers::remove);
    strangers.add(seat);
    return goes;
  }

  /// Somebody has shown a relay's password.
  ///
  /// @return false if that relay has as many connections as it may, or all together have
  synchronized boolean proved(Seat seat, String relay) {
    int all = partners.values().stream().mapToInt(Integer::intValue).sum();
    if (partners.getOrDefault(relay, 0) >= MOST_OF_A_RELAY || all >= MOST_OF_PARTNERS) {
      return false;
    }
    strangers.remove(seat);
    seat.relay = relay;
    partners.merge(relay, 1, Integer::sum);
    return true;
  }

  synchronized void leave(Seat seat) {
    strangers.remove(seat);
    if (!seat.relay.isEmpty()) {
      partners.merge(seat.relay, -1, Integer::sum);
      seat.relay = "";
    }
  }
}
