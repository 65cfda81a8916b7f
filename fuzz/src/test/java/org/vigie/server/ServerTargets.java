package org.vigie.server;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.time.Duration;
import java.util.List;
import org.vigie.fuzz.Target;
import org.vigie.model.EventType;

/// What browsers ask.
public final class ServerTargets {

  private ServerTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "query",
            List.of(Problem.class),
            Target.Bound.of(1 << 20, 256),
            () ->
                texts(
                    "cam-1\n2026-11-22T14:03:27Z\n2026-11-22T14:08:27+01:00\nINTRUSION\n12\nwhy not",
                    "c\n2026-11-22T14:03:27Z\n2026-11-22T14:03:28Z\nFIRE\n1\nbecause",
                    "c\n+999999999-12-31T23:59:59-18:00\n-999999999-01-01T00:00:00Z\nX\n-1\n"),
            ServerTargets::query));
  }

  /// Each line as another parameter; one that is wrong does not hide the next.
  private static void query(byte[] input) {
    var lines = text(input).split("\n", 6);
    quietly(() -> require(!Query.camera(line(lines, 0)).value().isEmpty(), "a camera has an id"));
    quietly(
        () -> {
          var from = Query.instant(line(lines, 1), "from");
          var to = Query.instant(line(lines, 2), "to");
          long unused =
              Math.addExact(
                  Math.multiplyExact(from.getEpochSecond(), 1_000_000L), from.getNano() / 1000);
          var span = Query.span(from, to, Duration.ofHours(1));
          require(!span.length().isNegative(), "a span is not negative");
        });
    quietly(() -> require(Query.word(line(lines, 3), "w", EventType.class) != null, "a word"));
    quietly(
        () -> {
          long unused = Query.number(line(lines, 4), ProblemCode.NO_SUCH_CAMERA, "n");
        });
    quietly(() -> require(Query.reason(line(lines, 5)).length() >= 3, "a reason says something"));
  }

  private static String line(String[] lines, int index) {
    return index < lines.length ? lines[index] : "";
  }

  private static void quietly(Runnable asking) {
    try {
      asking.run();
    } catch (Problem e) {
      // The answer to whoever asked.
    }
  }
}
