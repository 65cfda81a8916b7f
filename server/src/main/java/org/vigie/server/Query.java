package org.vigie.server;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.server.notice.Tongue;

/// Reads what stands in a request's path and query; what cannot be read is a [Problem] that names
/// the parameter and what would be right.
final class Query {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Query() {}

  static CameraId camera(ServerRequest request) {
    return camera(request.pathVariable("camera"));
  }

  static CameraId camera(String id) {
    if (!CameraId.isValid(id)) {
      throw new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", "\"" + clip(id) + "\"");
    }
    return new CameraId(id);
  }

  static long number(String id, ProblemCode otherwise, String param) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new Problem(otherwise, param, clip(id));
    }
  }

  static Optional<Instant> instant(ServerRequest request, String name) {
    return request.param(name).map(text -> instant(text, name));
  }

  static Instant instant(String text, String name) {
    try {
      var instant = OffsetDateTime.parse(text).toInstant();
      // Years of more than four digits are no dates of footage, and would overflow microseconds.
      if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
        throw Problem.badRequest(name + " should lie between the years 1970 and 9999");
      }
      return instant;
    } catch (DateTimeException e) {
      throw Problem.badRequest(name + " should be an instant such as 2026-11-22T14:03:27Z");
    }
  }

  /// The parameters `from` and `to`.
  static Span span(ServerRequest request, Duration longest) {
    return span(
        instant(request, "from").orElseThrow(() -> Problem.badRequest("from is missing")),
        instant(request, "to").orElseThrow(() -> Problem.badRequest("to is missing")),
        longest);
  }

  static Span span(Instant from, Instant to, Duration longest) {
    if (!from.isBefore(to)) {
      throw Problem.badRequest("from should be before to");
    }
    var span = new Span(from, to);
    if (span.length().compareTo(longest) > 0) {
      throw new Problem(ProblemCode.SPAN_TOO_LONG, "seconds", String.valueOf(longest.toSeconds()));
    }
    return span;
  }

  static long whole(ServerRequest request, String name, long least, long most, long otherwise) {
    var text = request.param(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.badRequest(name + " should be a whole number from " + least + " to " + most);
  }

  static <E extends Enum<E>> Optional<E> word(ServerRequest request, String name, Class<E> type) {
    return request.param(name).map(text -> word(text, name, type));
  }

  static <E extends Enum<E>> E word(String text, String name, Class<E> type) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw Problem.badRequest(name + " should be one of " + List.of(type.getEnumConstants()));
  }

  /// A day without a zone, such as that of a training.
  static LocalDate day(String text, String name) {
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= 1970 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw Problem.badRequest(name + " should be a day such as 2026-11-22");
  }

  /// A reason as a person gave it: 3 to 500 characters.
  static String reason(String text) {
    var reason = text.strip();
    if (reason.length() < 3 || reason.length() > 500) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    return reason;
  }

  private static String clip(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /// The language of something printed: `language`, else what the browser asks for.
  static Tongue tongue(ServerRequest request) {
    var accepted = request.headers().firstHeader("Accept-Language");
    return Tongue.of(request.param("language"), accepted == null ? "" : accepted);
  }
}
