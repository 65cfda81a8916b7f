package org.vigie.governance;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.ledger.Recorded;

/// What was ordered about acts, and which of them are gone from their folder; a fold of the ledger.
/// Not safe for several threads: [ActsInForce] guards it.
final class ActOrders {

  static final String SUSPENDED = "act.suspended";
  static final String RESUMED = "act.resumed";
  static final String REVOKED = "act.revoked";
  static final String REMOVED = "act.removed";
  static final String RETURNED = "act.returned";
  static final String REFUSED = "act.refused";

  private static final Order NONE = new Order(ActOrder.NONE, Instant.EPOCH, "", "");

  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, Gone> gone = new LinkedHashMap<>();

  record Order(ActOrder order, Instant at, String person, String reason) {}

  /// An act whose file was taken away before its end.
  record Gone(
      String number,
      String authority,
      boolean detection,
      Instant from,
      Instant until,
      String signedBy,
      Instant at,
      String person) {

    Gone by(String actor, Instant when) {
      return new Gone(number, authority, detection, from, until, signedBy, when, actor);
    }

    Map<String, Object> facts() {
      return Map.of(
          "act", number,
          "authority", authority,
          "kind", detection ? "detection" : "recording",
          "from", from,
          "until", until,
          "signed_by", signedBy);
    }
  }

  void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case SUSPENDED -> order(recorded, ActOrder.SUSPENDED);
      case RESUMED -> order(recorded, ActOrder.NONE);
      case REVOKED -> order(recorded, ActOrder.REVOKED);
      case REMOVED ->
          put(
              new Gone(
                  entry.text("act"),
                  entry.text("authority"),
                  entry.text("kind").equals("detection"),
                  Instant.parse(entry.text("from")),
                  Instant.parse(entry.text("until")),
                  entry.text("signed_by"),
                  recorded.at(),
                  entry.actor()));
      case RETURNED -> gone.remove(entry.text("act"));
      default -> {}
    }
  }

  private void order(Recorded recorded, ActOrder order) {
    var entry = recorded.entry();
    put(entry.text("act"), new Order(order, recorded.at(), entry.actor(), entry.text("reason")));
  }

  /// An act that was revoked stays revoked, whatever a ledger says after that.
  void put(String number, Order order) {
    if (of(number).order() != ActOrder.REVOKED) {
      orders.put(number, order);
    }
  }

  void put(Gone act) {
    gone.put(act.number(), act);
  }

  void back(String number) {
    gone.remove(number);
  }

  Order of(String number) {
    return orders.getOrDefault(number, NONE);
  }

  @Nullable Gone gone(String number) {
    return gone.get(number);
  }

  Iterable<Gone> gone() {
    return gone.values();
  }
}
