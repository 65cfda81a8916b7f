package org.vigie.sight;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigie.link.detector.DetectorFile;

/// How the eyes are run and how carefully they mask.
///
/// @param eyeCommand the complete command line of an eye, to which `--socket PATH` is added
/// @param eyes how many eye processes the cameras are spread over, at least 1; one per core is
///     usual
/// @param runDir where the sockets lie; made if missing; its path must stay under 80 bytes
/// @param quiet how long a block stays masked after the last movement in it
/// @param learning how long a camera's pictures are masked whole after it starts, and after its
///     light or view has changed as a whole
/// @param patience how long an eye may be silent over work it was given before it is killed
/// @param detector the model that every eye uses; nothing: motion alone
public record SightSettings(
    List<String> eyeCommand,
    int eyes,
    Path runDir,
    Duration quiet,
    Duration learning,
    Duration patience,
    Optional<DetectorFile> detector) {

  public SightSettings {
    eyeCommand = List.copyOf(eyeCommand);
    if (eyes < 1) {
      throw new IllegalArgumentException("at least one eye is needed");
    }
  }

  /// The defaults of a real site: blocks clear after 30 minutes, 10 s of learning, 10 s of
  /// patience, no detector.
  public static SightSettings of(List<String> eyeCommand, int eyes, Path runDir) {
    return new SightSettings(
        eyeCommand,
        eyes,
        runDir,
        Duration.ofMinutes(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Optional.empty());
  }

  /// The same with other waits.
  public SightSettings with(Duration quiet, Duration learning) {
    return new SightSettings(eyeCommand, eyes, runDir, quiet, learning, patience, detector);
  }

  /// The same with a model, or without.
  public SightSettings with(Optional<DetectorFile> detector) {
    return new SightSettings(eyeCommand, eyes, runDir, quiet, learning, patience, detector);
  }
}
