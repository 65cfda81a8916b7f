package org.vigie.server;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.StringJoiner;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.CountAnswers.BinAnswer;
import org.vigie.server.CountAnswers.CountsAnswer;

/// What the rules of a camera counted: passages over lines, people in zones. Numbers only, so it
/// needs no permit.
final class CountApi {

  private static final int MOST_DAYS_BY_HOUR = 31;
  private static final int MOST_DAYS_BY_DAY = 366;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2199;

  private final Town town;
  private final Sights sights;
  private final ZoneId zone;

  CountApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
    this.zone = town.settings().zone();
  }

  ServerResponse counts(ServerRequest request) {
    return Json.ok(answer(request));
  }

  /// One line for each bin of each series, those without any passage included, so that a
  /// spreadsheet need not guess.
  ServerResponse csv(ServerRequest request) {
    var answer = answer(request);
    var lines =
        new StringJoiner("\r\n", "", "\r\n")
            .add(
                "camera,rule,place,class,direction,from,to,watched_minutes,passages,most_people,mean_people");
    writeLines(answer, lines);
    writeZones(answer, lines);
    var name = "%s-counts-%s.csv".formatted(answer.camera(), date(request, "from"));
    return ServerResponse.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void writeLines(CountsAnswer answer, StringJoiner lines) {
    for (var line : answer.lines()) {
      for (var series : line.series()) {
        for (int i = 0; i < answer.bins().size(); i++) {
          lines.add(
              start(answer, line.rule(), line.line())
                  + "%s,%s,%s,%d,%d,,"
                      .formatted(
                          series.kind().name().toLowerCase(Locale.ROOT),
                          series.direction(),
                          times(answer.bins().get(i)),
                          line.watchedMinutes().get(i),
                          series.passages().get(i)));
        }
      }
    }
  }

  private void writeZones(CountsAnswer answer, StringJoiner lines) {
    for (var place : answer.zones()) {
      for (var people : place.people()) {
        lines.add(
            start(answer, place.rule(), place.zone())
                + String.format(
                    Locale.ROOT,
                    "person,,%s,%d,,%d,%.1f",
                    times(answer.bins().get(people.bin())),
                    place.watchedMinutes().get(people.bin()),
                    people.most(),
                    people.mean()));
      }
    }
  }

  /// Ids hold letters, digits, spaces and `. _ ' -` only, and a rule's id must not begin a formula.
  private static String start(CountsAnswer answer, String rule, String place) {
    return "%s,%s,%s,".formatted(answer.camera(), word(rule), word(place));
  }

  private static String word(String id) {
    return id.startsWith("-") ? "'" + id : id;
  }

  private String times(BinAnswer bin) {
    return OffsetDateTime.ofInstant(bin.from(), zone)
        + ","
        + OffsetDateTime.ofInstant(bin.to(), zone);
  }

  private CountsAnswer answer(ServerRequest request) {
    var camera = sights.get(Asker.of(request).person(), Query.camera(request));
    var from = date(request, "from");
    var to = date(request, "to");
    var by = Query.word(request, "by", CountBins.By.class).orElse(CountBins.By.HOUR);
    int most =
        switch (by) {
          case HOUR -> MOST_DAYS_BY_HOUR;
          case DAY -> MOST_DAYS_BY_DAY;
        };
    if (to.isBefore(from)) {
      throw Problem.badRequest("from should not be after to");
    }
    if (ChronoUnit.DAYS.between(from, to) >= most) {
      throw new Problem(ProblemCode.SPAN_TOO_LONG, "seconds", String.valueOf(most * 24L * 60 * 60));
    }
    var bins = CountBins.of(from, to, by, zone);
    var flow = town.desk().flow(camera.id(), bins.from(), bins.to());
    return CountAnswers.of(camera, zone.getId(), by, bins, flow);
  }

  private static LocalDate date(ServerRequest request, String name) {
    var text = request.param(name).orElseThrow(() -> Problem.badRequest(name + " is missing"));
    try {
      var date = LocalDate.parse(text);
      if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
        return date;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw Problem.badRequest(
        "%s should be a day such as 2026-11-22, in the years from %d to %d"
            .formatted(name, FIRST_YEAR, LAST_YEAR));
  }
}
