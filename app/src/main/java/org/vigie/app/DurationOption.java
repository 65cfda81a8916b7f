package org.vigie.app;

import java.nio.file.Path;
import java.time.Duration;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A duration on the command line, written as in configuration files: 90s, 10min, 2h.
final class DurationOption implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Document.parse(Path.of("option"), "value: \"" + text.replace("\"", "") + "\"")
          .get("value")
          .duration();
    } catch (BadInput e) {
      throw new TypeConversionException("'" + text + "' should be like 90s, 10min or 2h");
    }
  }
}
