package org.vigie.model;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time, UTC: from `from`, up to and without `to`.
public record Span(Instant from, Instant to) {

  /// @throws IllegalArgumentException if `to` is before `from`
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  public boolean meets(Span other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }
}
