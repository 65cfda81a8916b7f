package org.vigie.governance;

import java.nio.file.Path;
import java.util.List;
import org.vigie.base.BadInput;

/// The town's acts, all of them inside its legal profile. The form of their files stands in
/// design/acts.md.
public record Acts(List<RecordingAct> recording, List<DetectionAct> detection) {

  public Acts {
    recording = List.copyOf(recording);
    detection = List.copyOf(detection);
  }

  public static Acts none() {
    return new Acts(List.of(), List.of());
  }

  /// Reads every `.yaml` file of a folder, one act each; a folder that is not there holds none.
  ///
  /// @throws BadInput naming file, line, key and what would be right, at the first act that is
  ///     malformed, outside the profile, or numbered like another
  public static Acts read(Path folder, LegalProfile profile) throws BadInput {
    return new ActFiles(profile).read(folder);
  }
}
