package org.vigie.server;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Hold;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.Span;
import org.vigie.recording.CivilDay;
import org.vigie.server.Answers.StretchAnswer;
import org.vigie.server.ReviewApi.GapAnswer;

/// Cameras' civil days in the town's zone, each of which adds up. Shows no picture, so it needs no
/// permit.
final class DayApi {

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2199;
  private static final int MOST_CAMERAS = 1_000;

  private final Town town;
  private final Sights sights;
  private final ZoneId zone;

  DayApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
    this.zone = town.settings().zone();
  }

  ServerResponse day(ServerRequest request) {
    return Json.ok(answers(List.of(camera(request)), date(request)).getFirst());
  }

  /// The same day of many cameras: all that the asker may know of, or those that are named.
  ServerResponse days(ServerRequest request) {
    var date = date(request);
    var person = Asker.of(request).person();
    var named = request.param("cameras").map(text -> List.of(text.split(",")));
    if (named.isPresent() && named.get().size() > MOST_CAMERAS) {
      throw Problem.badRequest("cameras should name at most " + MOST_CAMERAS);
    }
    var cameras =
        named.isEmpty()
            ? sights.list(person).stream().map(CameraView::id).toList()
            : named.get().stream()
                .distinct()
                .map(id -> sights.get(person, Query.camera(id)).id())
                .toList();
    return Json.ok(new DaysAnswer(zone.getId(), date, answers(cameras, date)));
  }

  private List<DayAnswer> answers(List<CameraId> cameras, LocalDate date) {
    var now = town.clocks().wall();
    var span = CivilDay.span(date, zone);
    var holds = town.governance().holds().list();
    return town.recorder().timelines(cameras, span).stream()
        .map(
            timeline ->
                DayAnswer.of(
                    CivilDay.of(date, zone, timeline, now),
                    zone,
                    town.recorder().sealedSpans(timeline.camera(), span),
                    held(holds, timeline.camera(), span)))
        .toList();
  }

  /// What judges hold of a camera's day.
  private static List<Span> held(List<Hold> holds, CameraId camera, Span day) {
    return holds.stream()
        .filter(hold -> hold.covers(camera, day.from(), day.to()))
        .map(hold -> CivilDay.cut(hold.span(), day))
        .toList();
  }

  ServerResponse month(ServerRequest request) {
    var days = monthOf(request);
    return Json.ok(
        new MonthAnswer(camera(request), zone.getId(), days.stream().map(SumAnswer::of).toList()));
  }

  /// One line for each day, whole milliseconds, so that a spreadsheet can add them up itself.
  ServerResponse csv(ServerRequest request) {
    var lines = new StringJoiner("\r\n", "", "\r\n").add(header());
    monthOf(request).forEach(day -> lines.add(line(day)));
    var name = "%s-%s.csv".formatted(camera(request), request.pathVariable("month"));
    return ServerResponse.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static LocalDate date(ServerRequest request) {
    var date = read(request, "date", LocalDate::parse, "a day such as 2026-11-22");
    requireYear(date.getYear(), "date");
    return date;
  }

  private List<CivilDay> monthOf(ServerRequest request) {
    var camera = camera(request);
    var month = read(request, "month", YearMonth::parse, "a month such as 2026-11");
    requireYear(month.getYear(), "month");
    var now = town.clocks().wall();
    var first = CivilDay.span(month.atDay(1), zone);
    var last = CivilDay.span(month.atEndOfMonth(), zone);
    var timeline = town.recorder().timeline(camera, new Span(first.from(), last.to()));
    return month
        .atDay(1)
        .datesUntil(month.plusMonths(1).atDay(1))
        .map(date -> CivilDay.of(date, zone, timeline, now))
        .toList();
  }

  private CameraId camera(ServerRequest request) {
    return sights.get(Asker.of(request).person(), Query.camera(request)).id();
  }

  private static <T> T read(
      ServerRequest request, String name, Function<String, T> parse, String right) {
    try {
      return parse.apply(request.pathVariable(name));
    } catch (DateTimeException e) {
      throw Problem.badRequest(name + " should be " + right);
    }
  }

  private static void requireYear(int year, String name) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw Problem.badRequest(
          name + " should be in the years from " + FIRST_YEAR + " to " + LAST_YEAR);
    }
  }

  private static String header() {
    var columns = new StringJoiner(",").add("camera").add("date").add("day_ms").add("recorded_ms");
    for (var reason : GapReason.values()) {
      columns.add(reason.name().toLowerCase(Locale.ROOT) + "_ms");
    }
    return columns
        .add("deleted_ms")
        .add("before_ms")
        .add("unsettled_ms")
        .add("ahead_ms")
        .toString();
  }

  private static String line(CivilDay day) {
    var sum = SumAnswer.of(day);
    var columns =
        new StringJoiner(",")
            .add(day.camera().value())
            .add(day.date().toString())
            .add(String.valueOf(sum.lengthMs()))
            .add(String.valueOf(sum.recordedMs()));
    for (var reason : GapReason.values()) {
      var length = day.gapLengths().get(reason);
      columns.add(String.valueOf(length == null ? 0 : length.toMillis()));
    }
    return columns
        .add(String.valueOf(sum.deletedMs()))
        .add(String.valueOf(sum.beforeMs()))
        .add(String.valueOf(sum.unsettledMs()))
        .add(String.valueOf(sum.aheadMs()))
        .toString();
  }

  /// How long each part of a day is; they add up to `lengthMs`.
  record SumAnswer(
      LocalDate date,
      Instant from,
      Instant to,
      long lengthMs,
      long recordedMs,
      List<LostAnswer> lost,
      long deletedMs,
      long beforeMs,
      long unsettledMs,
      long aheadMs) {

    static SumAnswer of(CivilDay day) {
      var lengths = day.gapLengths();
      return new SumAnswer(
          day.date(),
          day.span().from(),
          day.span().to(),
          day.span().length().toMillis(),
          day.recordedLength().toMillis(),
          Stream.of(GapReason.values())
              .filter(lengths::containsKey)
              .map(
                  reason ->
                      new LostAnswer(
                          reason,
                          java.util.Objects.requireNonNull(lengths.get(reason)).toMillis(),
                          (int) day.gaps().stream().filter(g -> g.reason() == reason).count()))
              .toList(),
          day.deletedLength().toMillis(),
          day.before().length().toMillis(),
          day.unsettled().length().toMillis(),
          day.ahead().length().toMillis());
    }
  }

  /// What a reason cost.
  record LostAnswer(GapReason reason, long ms, int gaps) {}

  record DayAnswer(
      CameraId camera,
      String zone,
      SumAnswer sum,
      List<StretchAnswer> recorded,
      List<GapAnswer> gaps,
      List<StretchAnswer> deleted,
      List<StretchAnswer> sealed,
      List<StretchAnswer> held) {

    static DayAnswer of(CivilDay day, ZoneId zone, List<Span> sealed, List<Span> held) {
      return new DayAnswer(
          day.camera(),
          zone.getId(),
          SumAnswer.of(day),
          day.recorded().stream().map(DayAnswer::stretch).toList(),
          day.gaps().stream().map(GapAnswer::of).toList(),
          day.deleted().stream().map(DayAnswer::stretch).toList(),
          sealed.stream().map(DayAnswer::stretch).toList(),
          held.stream().map(DayAnswer::stretch).toList());
    }

    private static StretchAnswer stretch(Span span) {
      return new StretchAnswer(span.from(), span.to());
    }
  }

  /// The schema `Days`.
  record DaysAnswer(String zone, LocalDate date, List<DayAnswer> days) {}

  record MonthAnswer(CameraId camera, String zone, List<SumAnswer> days) {}
}
