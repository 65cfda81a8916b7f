package org.vigie.governance.viewing;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/// From when on something is noticed. They stand in the ledger, so that whoever reads it finds the
/// same.
///
/// @param camerasPerHour more cameras than that, of which footage was asked for within an hour
/// @param nightFrom when the night begins, in the town's zone
/// @param nightTo when it ends; the same as `nightFrom`: there is none
/// @param samePlacePerDay more requests than that for one stretch of one camera within 24 hours
/// @param followedCameras so many cameras whose stretches follow one another, within an hour
/// @param followedGap between the end of a stretch and the beginning of the next
/// @param shortReasonLetters reasons of fewer letters and digits
/// @param sameReasonPerMonth more requests than that for the same reason, in a calendar month
/// @param refusalsPerHour more refused requests than that within an hour
/// @param zone the town's
public record ViewingLimits(
    int camerasPerHour,
    LocalTime nightFrom,
    LocalTime nightTo,
    int samePlacePerDay,
    int followedCameras,
    Duration followedGap,
    int shortReasonLetters,
    int sameReasonPerMonth,
    int refusalsPerHour,
    ZoneId zone) {

  /// Without a word in the configuration.
  public static ViewingLimits usual(ZoneId zone) {
    return new ViewingLimits(
        12, LocalTime.of(22, 0), LocalTime.of(6, 0), 5, 4, Duration.ofMinutes(2), 4, 20, 10, zone);
  }

  boolean isNight(LocalTime time) {
    return nightFrom.isBefore(nightTo)
        ? !time.isBefore(nightFrom) && time.isBefore(nightTo)
        : !nightFrom.equals(nightTo) && (!time.isBefore(nightFrom) || time.isBefore(nightTo));
  }
}
