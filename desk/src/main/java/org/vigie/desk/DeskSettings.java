package org.vigie.desk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// @param database the file of alerts and verdicts, `state.db`; made if it is not there
/// @param grouping how long after an alert was raised further signals of its rule join it while it
///     waits, rather than raising another; zero for never
/// @param patience how long an alert may wait for somebody to open it before it is brought to the
///     supervisors
public record DeskSettings(
    Path database, Duration grouping, Duration patience, Optional<Daylight> daylight) {

  public static final Duration USUAL_GROUPING = Duration.ofSeconds(60);

  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(2);

  /// The usual settings, with `state.db` in a data folder.
  public static DeskSettings in(Path dataDir) {
    return new DeskSettings(
        dataDir.resolve("state.db"), USUAL_GROUPING, USUAL_PATIENCE, Optional.empty());
  }

  /// The same for a town that lies there.
  public DeskSettings at(Optional<Daylight> place) {
    return new DeskSettings(database, grouping, patience, place);
  }

  /// The same with another patience.
  public DeskSettings patience(Duration other) {
    return new DeskSettings(database, grouping, other, daylight);
  }
}
