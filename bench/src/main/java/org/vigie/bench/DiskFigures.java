package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.verify.footage.Part;
import org.vigie.verify.footage.Reel;

/// What the disk holds of a measured stretch of time, by [DiskAudit].
///
/// @param accessUnits pictures taken in the stretch, all cameras
/// @param missing pictures of the stretch that cameras of this rate have sent and that are not
///     there
/// @param gaps of the whole run, from the first footage to the stretch's end
/// @param bytes of the whole run
/// @param bytesInside of the stretch alone, parts as they lie on disk
record DiskFigures(
    DiskAudit audit, long accessUnits, long missing, long gaps, long bytes, long bytesInside) {

  /// How long to record on after a stretch, since its last pictures are still on their way when it
  /// ends: a camera may be late, and a stop does not wait for what was not received.
  static final Duration TAIL = Duration.ofSeconds(3);

  /// A stretch begins between two pictures.
  private static final int TOLERANCE = 1;

  private static final int TICKS_PER_SECOND = 90_000;

  /// Rereads a data folder.
  ///
  /// @param from the stretch's beginning, by the wall clock
  /// @param rate pictures a second of each camera
  static DiskFigures read(Path data, int cameras, Instant from, Duration length, int rate)
      throws IOException {
    var until = from.plus(length);
    var inside = new Inside(micros(from), length.toSeconds() * TICKS_PER_SECOND);
    var audit = DiskAudit.of(data, until, inside::add);
    long expected = length.toSeconds() * rate;
    var pictures = inside.pictures();
    long missing = Math.max(0, cameras - pictures.size()) * expected;
    for (long there : pictures) {
      long lacking = expected - there;
      missing += lacking > TOLERANCE ? lacking : 0;
    }
    return new DiskFigures(
        audit,
        pictures.stream().mapToLong(Long::longValue).sum(),
        missing,
        audit.footage().gaps(),
        audit.footage().bytes(),
        inside.bytes);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /// Counts what lies inside the stretch: from the first picture taken in it on, as long as the
  /// stretch is by the camera's own ticks.
  private static final class Inside {

    private final long from;
    private final long length;
    private final Map<String, List<Part>> parts = new TreeMap<>();
    private long bytes;

    Inside(long from, long length) {
      this.from = from;
      this.length = length;
    }

    void add(Reel reel) {
      var camera = parts.computeIfAbsent(reel.header().camera(), c -> new ArrayList<>());
      reel.parts().stream().filter(part -> part.pictures() > 0).forEach(camera::add);
    }

    /// How many pictures each camera has in the stretch.
    List<Long> pictures() {
      return parts.values().stream().map(this::count).toList();
    }

    private long count(List<Part> camera) {
      camera.sort(Comparator.comparingLong(Part::wallStart));
      double ticks = 0;
      long count = 0;
      for (var part : camera) {
        // The pictures of a part are evenly spaced.
        double wallEach = (double) (part.wallEnd() - part.wallStart()) / part.pictures();
        double ticksEach = (double) part.durationTicks() / part.pictures();
        for (int i = 0; i < part.pictures(); i++) {
          if (part.wallStart() + i * wallEach >= from && ticks < length - ticksEach / 2) {
            ticks += ticksEach;
            count++;
            bytes += part.wholeBytes() / part.pictures();
          }
        }
      }
      return count;
    }
  }
}
