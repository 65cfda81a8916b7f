package org.vigie.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checkpoints that witnesses have cosigned, beside the log: one file for each witness.
final class Cosigned {

  private Cosigned() {}

  /// @param publicFolder of one year
  static List<Path> files(Path publicFolder) throws IOException {
    var folder = publicFolder.resolve("cosigned");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".new")).sorted().toList();
    }
  }

  /// What each witness has signed last.
  ///
  /// @param notes by file; that the log continues them is checked elsewhere
  /// @throws Fault if a witness has not cosigned, or a cosignature is false
  static List<String> sentences(Map<Path, String> notes, List<CosignerKey> witnesses) throws Fault {
    var sentences = new ArrayList<String>();
    for (var witness : witnesses) {
      var newest = "";
      var newestAt = java.time.Instant.MIN;
      for (var note : notes.entrySet()) {
        var file = note.getKey().toString();
        var read = Note.read(note.getValue(), file);
        var at = witness.cosigned(read, file);
        if (at.isPresent() && at.get().isAfter(newestAt)) {
          var lines = read.text().split("\n", 3);
          newestAt = at.get();
          newest =
              "%s cosigned the first %s entries of %s at %s."
                  .formatted(witness.name(), lines[1], lines[0], newestAt);
        }
      }
      if (newest.isEmpty()) {
        throw new Fault(
            "No checkpoint here was cosigned by " + witness + ": it never was, or was removed.");
      }
      sentences.add(newest);
    }
    return sentences;
  }
}
