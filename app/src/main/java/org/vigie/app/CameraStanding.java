package org.vigie.app;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.model.CameraId;

/// How one camera stands in a town that runs.
///
/// @param act that its recording is covered by now
/// @param lastRecorded the end of its newest footage, of the last 30 days
/// @param lastAlert when its newest alert was decided, of those that are kept
/// @param lastOpened when somebody was last given leave to look at what is recorded of it, or to
/// see
///     it clear, of the last 180 days
public record CameraStanding(
    CameraId camera,
    Optional<String> act,
    Optional<Instant> lastRecorded,
    Optional<Instant> lastAlert,
    Optional<Instant> lastOpened) {

  String line() {
    return Stream.of(
            camera.value(),
            act.orElse("").replaceAll("\\s", " "),
            text(lastRecorded),
            text(lastAlert),
            text(lastOpened))
        .collect(Collectors.joining("\t"));
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  static CameraStanding parse(String line) {
    var cells = line.split("\t", -1);
    return new CameraStanding(
        new CameraId(cells[0]),
        Optional.of(cells[1]).filter(act -> !act.isEmpty()),
        instant(cells[2]),
        instant(cells[3]),
        instant(cells[4]));
  }

  private static Optional<Instant> instant(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(cell));
  }
}
