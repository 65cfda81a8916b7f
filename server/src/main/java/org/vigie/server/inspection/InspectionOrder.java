package org.vigie.server.inspection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.vigie.governance.Permit;
import org.vigie.model.Span;

/// What an inspector has asked for. The reason stands in the permit's entry alone, whose words can
/// be erased; what has left the house could not be.
///
/// @param town its name, for people
/// @param span what the registers are about
/// @param permit to INSPECT
/// @param made when it is made
public record InspectionOrder(String town, Span span, Permit permit, Instant made) {

  /// The first year of the ledger that the span touches.
  public int firstYear() {
    return span.from().atOffset(ZoneOffset.UTC).getYear();
  }

  /// The last one; what ends with a year does not touch the next.
  public int lastYear() {
    return span.to().minusNanos(1).atOffset(ZoneOffset.UTC).getYear();
  }

  /// The years that the span touches and that are not among some.
  List<Integer> yearsBut(Set<Integer> some) {
    return IntStream.rangeClosed(firstYear(), lastYear())
        .filter(year -> !some.contains(year))
        .boxed()
        .toList();
  }

  /// Whether the span touches any of some years.
  public boolean touches(SortedSet<Integer> years) {
    return years.stream().anyMatch(year -> year >= firstYear() && year <= lastYear());
  }
}
