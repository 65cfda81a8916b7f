package org.vigie.sight;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How burners are run.
///
/// @param command the complete command line of a burner, to which `--socket PATH` is added
/// @param runDir where the sockets lie; made if missing; its path must stay under 80 bytes
/// @param patience how long a burner may be silent over work it was given before it is killed
/// @param mostWaitingBytes how much of one stream may wait for its burner: enough for the seconds
///     that one takes to start
public record BurnSettings(
    List<String> command, Path runDir, Duration patience, long mostWaitingBytes) {

  public BurnSettings {
    command = List.copyOf(command);
  }

  /// 10 s of patience, 8 MiB.
  public static BurnSettings of(List<String> command, Path runDir) {
    return new BurnSettings(command, runDir, Duration.ofSeconds(10), 8L * 1024 * 1024);
  }
}
