package org.vigie.recording;

import java.time.Instant;
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

  /// The earliest that covers a part of a reel; empty if none does yet.
  ///
  /// Looks on from where the reel begins, as the ledger is told of a part within a minute: a
  /// ledger holds millions of entries. Where clocks that were set back have hidden it there, looks
  /// back from the newest.
  Optional<Head> covering(ReelRow row, int part) {
    var earliest = Micros.instant(row.start()).minusSeconds(CLOCK_SLACK_SECONDS);
    return lookOn(row, part, earliest).or(() -> lookBack(row, part, earliest));
  }

  private Optional<Head> lookOn(ReelRow row, int part, Instant earliest) {
    long size = ledger.size();
    for (long from = firstSince(earliest, size); from < size; from += PAGE) {
      long begin = from;
      var page = ledger.page(new Query(from + PAGE, PAGE, "", "footage."));
      var found =
          page.entries().reversed().stream()
              .filter(recorded -> recorded.index() >= begin)
              .flatMap(recorded -> heads(recorded, row.reel()))
              .filter(head -> head.parts() > part)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Where entries that late begin, by halving; entries that are gone were earlier.
  long firstSince(Instant earliest, long size) {
    long low = 0;
    long high = size;
    while (low < high) {
      long middle = (low + high) >>> 1;
      boolean before = ledger.find(middle).map(e -> e.at().isBefore(earliest)).orElse(true);
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Optional<Head> lookBack(ReelRow row, int part, Instant earliest) {
    Optional<Head> found = Optional.empty();
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
