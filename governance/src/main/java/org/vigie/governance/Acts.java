package org.vigie.governance;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.governance.signing.Authorities;

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

  /// The numbers of all of them.
  public Set<String> numbers() {
    var numbers = new HashSet<String>();
    recording.forEach(act -> numbers.add(act.number()));
    detection.forEach(act -> numbers.add(act.number()));
    return numbers;
  }

  /// Those whose numbers are among these.
  public Acts numbered(Set<String> numbers) {
    return new Acts(
        recording.stream().filter(act -> numbers.contains(act.number())).toList(),
        detection.stream().filter(act -> numbers.contains(act.number())).toList());
  }

  /// Those that were read from files of these names.
  public Acts from(Set<String> files) {
    return new Acts(
        recording.stream().filter(act -> files.contains(act.origin().file())).toList(),
        detection.stream().filter(act -> files.contains(act.origin().file())).toList());
  }

  /// As the other, of a town that knows no authority's key.
  public static Acts read(Path folder, LegalProfile profile) throws BadInput {
    return read(folder, profile, Authorities.none());
  }

  /// Reads every `.yaml` file of a folder, one act each; a folder that is not there holds none.
  ///
  /// @throws BadInput naming file, line, key and what would be right, at the first act that is
  ///     malformed, outside the profile, numbered like another, or not signed by an authority that
  ///     must sign
  public static Acts read(Path folder, LegalProfile profile, Authorities authorities)
      throws BadInput {
    return new ActFiles(profile, authorities).read(folder);
  }
}
