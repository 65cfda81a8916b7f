package org.vigie.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vigie.model.Box;

/// How instants and boxes stand in the database.
final class Stored {

  private Stored() {}

  /// Microseconds since 1970; instants too far away for that are the furthest there are.
  static long micros(Instant instant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (ArithmeticException | DateTimeException e) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// `left,top,width,height;...`, to a hundred-thousandth of the picture.
  static String text(List<Box> boxes) {
    return boxes.stream()
        .map(
            box ->
                String.format(
                    Locale.ROOT,
                    "%.5f,%.5f,%.5f,%.5f",
                    box.left(),
                    box.top(),
                    box.width(),
                    box.height()))
        .collect(Collectors.joining(";"));
  }

  static List<Box> boxes(String text) {
    var boxes = new ArrayList<Box>();
    for (var one : text.isEmpty() ? new String[0] : text.split(";")) {
      var n = one.split(",");
      boxes.add(
          new Box(
              Double.parseDouble(n[0]),
              Double.parseDouble(n[1]),
              Double.parseDouble(n[2]),
              Double.parseDouble(n[3])));
    }
    return boxes;
  }
}
