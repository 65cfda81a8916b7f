package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.governance.ledger.Ledger;
import org.vigie.server.notice.Figures;

/// How often sealed footage was asked for, opened and handed over in the last 365 days, and how
/// often people who were filmed asked for access and were answered, counted from the ledger: no
/// names, no reasons. Safe for any thread; counting never waits for reading.
final class NoticeTally {

  private static final Duration YEAR = Duration.ofDays(365);
  private static final List<String> KINDS =
      List.of(
          "opening.",
          "footage.exported",
          "case.handed-over",
          "access.received",
          "access.answered",
          "access.refused");
  private static final String ASKED = "opening.asked";
  private static final String OPENED = "opening.opened";
  private static final String EXPORTED = "footage.exported";
  private static final String HANDED_OVER = "case.handed-over";
  private static final String RECEIVED = "access.received";
  private static final String ANSWERED = "access.answered";
  private static final String REFUSED = "access.refused";

  /// Not a kind of entry: answers that came after their deadline.
  private static final String LATE = "access late";

  /// Not a kind of entry: stretches that were exported into a package, which is handed over once.
  private static final String IN_PACKAGE = "exported into a package";

  private static final int PAGE = 500;

  private final Ledger ledger;

  /// When entries of each kind were written.
  private volatile Optional<Map<String, List<Instant>>> known = Optional.empty();

  /// Entries below this index are known.
  private long read;

  NoticeTally(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Reads what has come since the last call; the first call reads a year.
  synchronized void readOn(Instant now) {
    long size = ledger.size();
    if (size == read && known.isPresent()) {
      return;
    }
    var since = now.minus(YEAR);
    var next = new HashMap<String, List<Instant>>();
    known.ifPresent(
        before -> before.forEach((kind, times) -> next.put(kind, new ArrayList<>(times))));
    KINDS.forEach(kind -> readOn(kind, size, since, next));
    next.values().forEach(times -> times.removeIf(at -> at.isBefore(since)));
    known = Optional.of(next);
    read = size;
  }

  private void readOn(String kind, long size, Instant since, Map<String, List<Instant>> into) {
    long before = size;
    while (before > read) {
      var page = ledger.page(new org.vigie.governance.ledger.Query(before, PAGE, "", kind));
      for (var entry : page.entries()) {
        if (entry.index() < read || entry.at().isBefore(since)) {
          return;
        }
        into.computeIfAbsent(entry.entry().kind(), k -> new ArrayList<>()).add(entry.at());
        if (entry.entry().facts().get("permits") instanceof List<?> permits) {
          var packed = into.computeIfAbsent(IN_PACKAGE, k -> new ArrayList<>());
          permits.forEach(permit -> packed.add(entry.at()));
        }
        if (Boolean.TRUE.equals(entry.entry().facts().get("late"))) {
          into.computeIfAbsent(LATE, k -> new ArrayList<>()).add(entry.at());
        }
      }
      before = page.next();
    }
  }

  /// Nothing before the first reading is done.
  Optional<Figures.LastYear> lastYear(Instant now) {
    return known.map(
        kinds ->
            new Figures.LastYear(
                count(kinds, ASKED, now),
                count(kinds, OPENED, now),
                handedOver(kinds, now),
                count(kinds, RECEIVED, now),
                count(kinds, ANSWERED, now) + count(kinds, REFUSED, now),
                count(kinds, LATE, now)));
  }

  /// Films by themselves, and packages, however many films each holds.
  private static int handedOver(Map<String, List<Instant>> kinds, Instant now) {
    int alone = count(kinds, EXPORTED, now) - count(kinds, IN_PACKAGE, now);
    return Math.max(0, alone) + count(kinds, HANDED_OVER, now);
  }

  private static int count(Map<String, List<Instant>> kinds, String kind, Instant now) {
    var since = now.minus(YEAR);
    return (int)
        kinds.getOrDefault(kind, List.of()).stream().filter(at -> !at.isBefore(since)).count();
  }
}
