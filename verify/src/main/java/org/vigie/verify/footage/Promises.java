package org.vigie.verify.footage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vigie.verify.LedgerEntries;

/// What the ledger says that there must be: of each reel the longest head it was told, and which
/// reels were destroyed. As parts are chained, the longest head speaks for all before it.
final class Promises {

  /// A reel has at least so many parts, the last of which has this hash.
  record Promise(String reel, String camera, long parts, byte[] head) {}

  private final Map<String, Promise> promised = new HashMap<>();
  private final Set<String> released = new HashSet<>();

  /// @param unread as [LedgerEntries#read] has it
  static Promises read(Path ledger, Consumer<String> unread) throws IOException {
    var promises = new Promises();
    LedgerEntries.read(ledger, promises::take, unread);
    return promises;
  }

  Optional<Promise> of(String reel) {
    return Optional.ofNullable(promised.get(reel));
  }

  /// Promises about reels that the ledger does not also say were destroyed.
  List<Promise> standing() {
    return promised.values().stream().filter(p -> !released.contains(p.reel())).toList();
  }

  private void take(String kind, Map<?, ?> facts) {
    switch (kind) {
      case "footage.committed" -> each(facts, this::promise);
      case "footage.recovered" -> promise(facts);
      case "footage.deleted" -> each(facts, reel -> released.add(String.valueOf(reel.get("reel"))));
      case "footage.not-deleted" ->
          each(facts, reel -> released.remove(String.valueOf(reel.get("reel"))));
      default -> {} // The ledger speaks of much else.
    }
  }

  private interface OfReel {
    void take(Map<?, ?> reel);
  }

  private static void each(Map<?, ?> facts, OfReel taker) {
    if (facts.get("reels") instanceof List<?> reels) {
      for (var reel : reels) {
        if (reel instanceof Map<?, ?> fields) {
          taker.take(fields);
        }
      }
    }
  }

  private void promise(Map<?, ?> facts) {
    if (facts.get("reel") instanceof String reel
        && facts.get("camera") instanceof String camera
        && facts.get("parts") instanceof Long parts
        && facts.get("head") instanceof String head
        && head.matches("[0-9a-f]{64}")) {
      var promise = new Promise(reel, camera, parts, HexFormat.of().parseHex(head));
      promised.merge(reel, promise, (a, b) -> a.parts() >= b.parts() ? a : b);
    }
  }
}
