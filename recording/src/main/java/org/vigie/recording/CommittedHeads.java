package org.vigie.recording;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;

/// What the ledger was told of how far reels are. Safe for any thread.
///
/// Parts are chained, so a head holds for every part before it; the earliest one that covers what
/// is handed over needs the least beyond it.
final class CommittedHeads {

  private static final int PAGE = 1000;

  /// Entries are dated when they are written, reels by their pictures; a clock may have been put
  /// back in between, and by more than an hour nothing that could be proved is looked for.
  private static final long CLOCK_SLACK_SECONDS = 3600;

  private final Ledger ledger;

  CommittedHeads(Ledger ledger) {
    this.ledger = ledger;
  }

  /// One of them.
  ///
  /// @param entry the ledger's index of it
  /// @param parts how many parts it covers, the init segment included
  record Head(long entry, int parts) {}

  /// The earliest that covers a part of a reel; empty if none does yet. Looks back from the newest
  /// entry to where the reel begins.
  Optional<Head> covering(ReelRow row, int part) {
    Optional<Head> found = Optional.empty();
    var earliest = Micros.instant(row.start()).minusSeconds(CLOCK_SLACK_SECONDS);
    for (long before = Long.MAX_VALUE; before >= 0; ) {
      var page = ledger.page(new Query(before, PAGE, "", "footage."));
      for (var recorded : page.entries()) {
        if (recorded.at().isBefore(earliest)) {
          return found;
        }
        var head = heads(recorded, row.reel()).filter(one -> one.parts() > part).findFirst();
        found = head.isPresent() ? head : found;
      }
      before = page.next();
    }
    return found;
  }

  private static Stream<Head> heads(Recorded recorded, String reel) {
    var facts = recorded.entry().facts();
    return switch (recorded.entry().kind()) {
      case "footage.recovered" -> head(recorded.index(), facts, reel);
      case "footage.committed" ->
          facts.get("reels") instanceof List<?> reels
              ? reels.stream().flatMap(one -> head(recorded.index(), one, reel))
              : Stream.of();
      default -> Stream.of();
    };
  }

  private static Stream<Head> head(long entry, Object told, String reel) {
    return told instanceof Map<?, ?> facts
            && reel.equals(facts.get("reel"))
            && facts.get("parts") instanceof Long parts
        ? Stream.of(new Head(entry, Math.toIntExact(parts)))
        : Stream.of();
  }
}
