package org.vigie.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.vigie.model.CameraId;
import tools.jackson.databind.json.JsonMapper;

/// Writes each log record as one line of JSON: `time`, `level`, `logger`, `message`; `camera` where
/// it
/// is about one, `error` where something was thrown. Safe for any thread.
final class JsonLines extends Formatter {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// Messages about a camera begin with its id; those about an alarm, with its kind before.
  private static final Pattern ABOUT =
      Pattern.compile("(?:alarm (?:ended: )?[A-Z_]+ )?([a-z0-9-]{1,40})(?: main| sub)?(?=:|$)");

  private final Set<String> cameras;

  /// @param cameras the ids of the town's
  JsonLines(Set<String> cameras) {
    this.cameras = Set.copyOf(cameras);
  }

  @Override
  public String format(LogRecord entry) {
    var line = MAPPER.createObjectNode();
    var message = formatMessage(entry);
    line.put("time", entry.getInstant().toString());
    line.put("level", word(entry.getLevel()));
    line.put("logger", String.valueOf(entry.getLoggerName()));
    line.put("message", message);
    camera(entry, message).ifPresent(camera -> line.put("camera", camera));
    if (entry.getThrown() != null) {
      line.put("error", trace(entry.getThrown()));
    }
    // A line break inside a text is escaped: one object is one line, whatever was said.
    return MAPPER.writeValueAsString(line) + "\n";
  }

  /// The words of the code that says it, rather than those of the JDK's log.
  private static String word(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  private Optional<String> camera(LogRecord entry, String message) {
    var parameters = entry.getParameters();
    if (parameters != null) {
      var named =
          Arrays.stream(parameters)
              .filter(CameraId.class::isInstance)
              .map(parameter -> ((CameraId) parameter).value())
              .findFirst();
      if (named.isPresent()) {
        return named;
      }
    }
    var about = ABOUT.matcher(message);
    return about.lookingAt() && cameras.contains(about.group(1))
        ? Optional.of(about.group(1))
        : Optional.empty();
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
