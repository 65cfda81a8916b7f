package org.vigie.governance;

import java.time.Duration;

/// How often and how long a permit can be used.
///
/// @param uses per camera, at least 1
/// @param life from its making, at most 12 hours
public record PermitTerms(int uses, Duration life) {

  private static final Duration LONGEST = Duration.ofHours(12);

  /// Once per camera, within five minutes.
  public static final PermitTerms ONCE = new PermitTerms(1, Duration.ofMinutes(5));

  /// Once per camera, for what then goes on for as long as somebody works: a live view, which asks
  /// whether it still holds, or the making of a package of many stretches.
  public static final PermitTerms SHIFT = new PermitTerms(1, LONGEST);

  public PermitTerms {
    if (uses < 1 || life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("not the terms of a permit: " + uses + ", " + life);
    }
  }
}
