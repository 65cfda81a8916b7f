package org.vigie.desk;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.vigie.model.CameraId;

/// Something that happens in the town and that people do something about; nothing in it says who.
///
/// @param number unique in the town, rising with time
/// @param begun by the picture or alert that it was opened from
/// @param changed when its last line was written
/// @param timeline its lines, oldest first; the first is its opening
public record Incident(
    long number,
    IncidentKind kind,
    Status status,
    Instant begun,
    Instant opened,
    Instant changed,
    List<LogLine> timeline) {

  public Incident {
    timeline = List.copyOf(timeline);
  }

  /// Names are stored: only append.
  public enum Status {
    OPEN,
    /// A team is there.
    ON_SITE,
    CLOSED
  }

  /// The cameras that show it, the first being the one it was opened from.
  public List<CameraId> cameras() {
    var cameras = new LinkedHashSet<CameraId>();
    timeline.forEach(line -> line.camera().ifPresent(cameras::add));
    return List.copyOf(cameras);
  }

  /// The alerts that are about it, in the order in which they were linked.
  public List<Long> alerts() {
    return timeline.stream().flatMap(line -> line.alert().stream()).distinct().toList();
  }

  /// The teams that were sent, as they were called.
  public List<String> teams() {
    return timeline.stream()
        .filter(line -> line.kind() == LineKind.TEAM_SENT)
        .flatMap(line -> line.words().stream())
        .distinct()
        .toList();
  }

  /// What was typed when it was opened.
  public Optional<String> title() {
    return timeline.getFirst().words();
  }
}
