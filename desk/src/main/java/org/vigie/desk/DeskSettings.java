package org.vigie.desk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// @param database the file of alerts and verdicts, `state.db`; made if it is not there
/// @param grouping how long after an alert was raised further signals of its rule join it while it
///     waits, rather than raising another; zero for never
public record DeskSettings(Path database, Duration grouping, Optional<Daylight> daylight) {

  public static final Duration USUAL_GROUPING = Duration.ofSeconds(60);

  /// The usual settings, with `state.db` in a data folder.
  public static DeskSettings in(Path dataDir) {
    return new DeskSettings(dataDir.resolve("state.db"), USUAL_GROUPING, Optional.empty());
  }

  /// The same for a town that lies there.
  public DeskSettings at(Optional<Daylight> place) {
    return new DeskSettings(database, grouping, place);
  }
}
