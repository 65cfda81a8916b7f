package org.vigie.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.source.Sources;
import org.vigie.governance.source.TimedSource;
import org.vigie.model.CameraId;
import org.vigie.model.SourceKind;

/// Reads a camera's `kind` and `open_at_most`: whether it is a drone or worn by somebody, and films
/// only while a person has opened it.
final class SourceConfig {

  /// Stands for the address of one that has no stream: its footage comes as files.
  static final String FILES = "files";

  private static final Duration USUAL_LONGEST = Duration.ofHours(4);

  /// What belongs to a camera that stands where it stands, and why not here.
  private static final List<String> REFUSED =
      List.of("rules", "sub", "privacy_masks", "faces_dwellings", "steer");

  private SourceConfig() {}

  static boolean isForFilesAlone(Document camera) throws BadInput {
    return camera.find("kind").isPresent() && camera.find("main").isEmpty();
  }

  static Optional<TimedSource> read(Document camera, CameraId id) throws BadInput {
    var kind = camera.find("kind");
    var longest = camera.find("open_at_most");
    if (kind.isEmpty()) {
      if (longest.isPresent()) {
        throw longest.get().wrong("is for sources that are opened: it needs `kind: drone` or body");
      }
      return Optional.empty();
    }
    var what = kind.get().word(SourceKind.class);
    for (var key : REFUSED) {
      var value = camera.find(key);
      if (value.isPresent()) {
        throw value.get().wrong(why(what));
      }
    }
    var length = longest.isEmpty() ? USUAL_LONGEST : longest.get().duration();
    if (length.compareTo(Sources.SHORTEST) < 0 || length.compareTo(Sources.LONGEST) > 0) {
      throw longest.orElse(kind.get()).wrong("should be 1 min to 12 h");
    }
    return Optional.of(new TimedSource(id, what, length, !isForFilesAlone(camera)));
  }

  /// Why nothing may be drawn on its pictures.
  static String why(SourceKind kind) {
    return switch (kind) {
      case DRONE ->
          "should not stand beside `kind: drone`: its picture moves, so that what is drawn on it would lie elsewhere; it is covered whole, and no rule judges it";
      case BODY ->
          "should not stand beside `kind: body`: what somebody wears is never analysed, and is covered whole";
    };
  }
}
