package org.vigie.rules;

import static org.vigie.fuzz.Inputs.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;
import org.vigie.model.CameraId;

/// Rules files.
public final class RuleTargets {

  private static final List<CameraId> CAMERAS =
      List.of(new CameraId("depot-yard"), new CameraId("station-road"), new CameraId("cam-3"));

  private RuleTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "rules",
            List.of(BadInput.class),
            Target.Bound.of(2 << 20, 8192),
            () ->
                List.of(
                    Files.readAllBytes(
                        Path.of(System.getProperty("vigie.root"), "design/examples/rules.yaml"))),
            RuleTargets::rules));
  }

  private static void rules(byte[] input) throws BadInput {
    var document = Document.parse(Path.of("rules.yaml"), Inputs.text(input));
    var books = RuleBooks.read(document, CAMERAS);
    for (var book : books.entrySet()) {
      require(CAMERAS.contains(book.getKey()), "rules are for cameras that there are");
      require(book.getValue().aspect() > 0, "a picture has a shape");
      var engine = new RuleEngine(book.getValue());
      for (var rule : engine.book().rules()) {
        boolean unused = rule.schedule().covers(Instant.parse("2031-03-30T01:30:00Z"));
      }
    }
  }
}
