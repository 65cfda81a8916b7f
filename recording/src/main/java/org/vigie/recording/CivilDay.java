package org.vigie.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;

/// What became of one camera's civil day, which has 23, 24 or 25 hours. Every millisecond of it is
/// in exactly one part, so the parts add up to it. Pure.
///
/// Instants are cut to the millisecond, not lengths: what touches before touches after, and nothing
/// is rounded twice.
///
/// @param span the day, from midnight to midnight in the town's zone
/// @param before the time before the camera was first known; empty where there is none
/// @param unsettled the last moments, of which the disk does not know yet; mostly less than 2 s
/// @param ahead what is still to come
public record CivilDay(
    CameraId camera,
    LocalDate date,
    Span span,
    List<Span> recorded,
    List<Gap> gaps,
    List<Span> deleted,
    Span before,
    Span unsettled,
    Span ahead) {

  /// @throws IllegalArgumentException if the parts do not add up to the day
  public CivilDay {
    recorded = List.copyOf(recorded);
    gaps = List.copyOf(gaps);
    deleted = List.copyOf(deleted);
    var sum =
        length(recorded)
            .plus(length(gaps.stream().map(CivilDay::span).toList()))
            .plus(length(deleted))
            .plus(length(List.of(before, unsettled, ahead)));
    if (!sum.equals(span.length())) {
      throw new IllegalArgumentException(
          "%s %s: the parts add up to %s, the day to %s".formatted(camera, date, sum, span));
    }
  }

  /// When a civil day begins and ends.
  public static Span span(LocalDate date, ZoneId zone) {
    return new Span(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /// Cuts a day out of a time line.
  ///
  /// @param timeline of a span that holds the whole day
  /// @param now later than this is still to come
  public static CivilDay of(LocalDate date, ZoneId zone, Timeline timeline, Instant now) {
    var day = span(date, zone);
    var known = cut(timeline.span(), day);
    var settled = known.to();
    var present = within(now, new Span(settled, day.to()));
    return new CivilDay(
        timeline.camera(),
        date,
        day,
        cut(timeline.recorded(), day),
        timeline.gaps().stream()
            .map(gap -> gap(gap, cut(span(gap), day)))
            .filter(gap -> gap.from().isBefore(gap.to()))
            .toList(),
        cut(timeline.deleted(), day),
        new Span(day.from(), known.from()),
        new Span(settled, present),
        new Span(present, day.to()));
  }

  private static List<Span> cut(Collection<Span> spans, Span day) {
    return spans.stream()
        .map(span -> cut(span, day))
        .filter(span -> span.from().isBefore(span.to()))
        .toList();
  }

  /// What of a span lies in a day, to the millisecond.
  public static Span cut(Span span, Span day) {
    return new Span(within(span.from(), day), within(span.to(), day));
  }

  private static Instant within(Instant instant, Span day) {
    var at = instant.truncatedTo(ChronoUnit.MILLIS);
    if (at.isBefore(day.from())) {
      return day.from();
    }
    return at.isAfter(day.to()) ? day.to() : at;
  }

  private static Gap gap(Gap gap, Span span) {
    return new Gap(gap.camera(), span.from(), span.to(), gap.reason(), gap.detail());
  }

  private static Span span(Gap gap) {
    return new Span(gap.from(), gap.to());
  }

  private static Duration length(Collection<Span> spans) {
    return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
  }

  public Duration recordedLength() {
    return length(recorded);
  }

  public Duration deletedLength() {
    return length(deleted);
  }

  /// How long was lost for each reason; reasons that lost nothing are left out.
  public Map<GapReason, Duration> gapLengths() {
    var lengths = new EnumMap<GapReason, Duration>(GapReason.class);
    gaps.forEach(gap -> lengths.merge(gap.reason(), span(gap).length(), Duration::plus));
    return lengths;
  }
}
