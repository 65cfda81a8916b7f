package org.vigie.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CameraId;

/// Reads rules files.
///
/// A file says what is drawn and looked for on one camera with `zones` and `rules`; see
/// design/rules.md. For several cameras it is one of:
///
/// - one mapping with `zones` and `rules`: the same for every camera;
/// - a mapping from camera ids to such mappings, alone or under `cameras`;
/// - a list of such mappings, alone or under `cameras`, each with its `camera`; those without one
///   are for the cameras that no other entry names, in their order.
public final class RuleBooks {

  private RuleBooks() {}

  /// Reads the file's rules for these cameras. A camera that the file does not speak of has no book
  /// in the result.
  ///
  /// @throws BadInput naming file, line, key and what would be right
  public static Map<CameraId, RuleBook> read(Path file, List<CameraId> cameras) throws BadInput {
    return read(Document.read(file), cameras);
  }

  static Map<CameraId, RuleBook> read(Document document, List<CameraId> cameras) throws BadInput {
    throw document.wrong("not read yet");
  }
}
