package org.vigie.governance.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// When a request must have been answered (GDPR 12(3)): one month from its receipt, or three where
/// it was extended. A month of fewer days ends with its last day; the day counts to its end, in the
/// town's zone. A day off does not move it: the earlier date is always in time.
public final class AccessDeadline {

  private static final int MONTHS = 1;
  private static final int MONTHS_MORE = 2;

  private AccessDeadline() {}

  /// The first instant that is too late.
  public static Instant of(LocalDate received, boolean extended, ZoneId zone) {
    return received
        .plusMonths(extended ? MONTHS + MONTHS_MORE : MONTHS)
        .plusDays(1)
        .atStartOfDay(zone)
        .toInstant();
  }
}
