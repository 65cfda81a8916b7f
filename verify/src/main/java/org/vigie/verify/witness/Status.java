package org.vigie.verify.witness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vigie.verify.Fault;
import org.vigie.verify.Note;

/// `vigie witness status`: what a witness' folder says of what it cosigned and refused.
final class Status {

  private static final int MOST_SHOWN = 20;

  private Status() {}

  static void print(Path folder, PrintStream out) throws IOException, Refusal {
    var cosigner = Cosigner.read(folder);
    out.println("witness  " + cosigner.open().line());
    var logs = Store.logs(folder);
    if (logs.isEmpty()) {
      out.println("nothing was cosigned yet.");
    }
    for (var origin : logs) {
      var standing = Store.standing(folder, origin);
      out.println(origin + "  " + cosigned(cosigner, standing));
    }
    var refused = Store.refused(folder);
    out.println(
        refused.isEmpty()
            ? "refused  nothing"
            : "refused  " + refused.size() + ", the newest first:");
    for (var file : refused.stream().limit(MOST_SHOWN).toList()) {
      var lines = Files.readString(file).split("\n", 3);
      out.println("  " + lines[0] + "  " + lines[1] + "\n    evidence: " + file);
    }
  }

  private static String cosigned(Cosigner cosigner, Store.Standing standing) throws Refusal {
    if (standing.cosigned().isEmpty()) {
      return "accepted, and not cosigned yet";
    }
    try {
      var text = standing.cosigned().get();
      var at = cosigner.open().cosigned(Note.read(text, "What was cosigned"), "It");
      return "%s entries cosigned at %s%s"
          .formatted(
              text.split("\n", 3)[1],
              at.map(Object::toString).orElse("an unknown time"),
              standing.delivery().map(said -> "; " + said.strip()).orElse(""));
    } catch (Fault e) {
      throw new Refusal(e.getMessage());
    }
  }
}
