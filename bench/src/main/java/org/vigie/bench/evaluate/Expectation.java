package org.vigie.bench.evaluate;

import org.vigie.model.EventType;

/// A span in which an event is really there.
///
/// @param zone where; empty: anywhere
/// @param fromS seconds after the clip's first picture
/// @param toS seconds after the clip's first picture
public record Expectation(EventType event, String zone, double fromS, double toS) {

  /// How much before and after a span a signal may start, in seconds: what a person who writes down
  /// times by eye may be wrong by.
  private static final double EARLIEST = 0.5;

  private static final double LATEST = 1.0;

  /// Whether a signal of that event, there and then, is one of this span.
  boolean fits(Said said) {
    return said.event() == event
        && (zone.isEmpty() || zone.equals(said.zone()))
        && said.atS() >= fromS - EARLIEST
        && said.atS() <= toS + LATEST;
  }
}
