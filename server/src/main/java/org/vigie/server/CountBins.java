package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.vigie.model.Span;

/// The hours or the civil days of a stretch of dates, as the town's clocks show them: a day has 23,
/// 24 or 25 hours.
record CountBins(List<Span> spans) {

  /// What counts are added up over.
  enum By {
    HOUR,
    DAY
  }

  private static final Duration HOUR = Duration.ofHours(1);

  CountBins {
    spans = List.copyOf(spans);
  }

  /// @param from the first date
  /// @param to the last date, not before the first
  static CountBins of(LocalDate from, LocalDate to, By by, ZoneId zone) {
    var spans = new ArrayList<Span>();
    for (var date = from; !date.isAfter(to); date = date.plusDays(1)) {
      var begins = date.atStartOfDay(zone).toInstant();
      var ends = date.plusDays(1).atStartOfDay(zone).toInstant();
      switch (by) {
        case DAY -> spans.add(new Span(begins, ends));
        case HOUR -> {
          while (begins.isBefore(ends)) {
            var next = begins.plus(HOUR);
            spans.add(new Span(begins, next.isBefore(ends) ? next : ends));
            begins = next;
          }
        }
      }
    }
    return new CountBins(spans);
  }

  Instant from() {
    return spans.getFirst().from();
  }

  Instant to() {
    return spans.getLast().to();
  }

  int size() {
    return spans.size();
  }

  /// Which one an instant lies in.
  OptionalInt find(Instant at) {
    int low = 0;
    int high = spans.size() - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      var span = spans.get(middle);
      if (at.isBefore(span.from())) {
        high = middle - 1;
      } else if (at.isBefore(span.to())) {
        return OptionalInt.of(middle);
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.empty();
  }
}
