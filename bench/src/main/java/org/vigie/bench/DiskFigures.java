package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.vigie.verify.footage.Part;
import org.vigie.verify.footage.Reel;

/// What the disk holds of a measured stretch of time, by [DiskAudit].
///
/// @param accessUnits pictures taken in the stretch, all cameras
/// @param missing pictures of the stretch that cameras of this rate have sent and that are not
// there
/// @param gaps of the whole run, from the first footage to the stretch's end
/// @param bytes of the whole run
/// @param bytesInside of the stretch alone, parts as they lie on disk
record DiskFigures(
    DiskAudit audit, long accessUnits, long missing, long gaps, long bytes, long bytesInside) {

  /// A stretch begins and ends between two pictures, and dates follow the clock by a little.
  private static final int TOLERANCE = 2;

  /// Rereads a data folder.
  ///
  /// @param from the stretch's beginning, by the wall clock
  /// @param rate pictures a second of each camera
  static DiskFigures read(Path data, int cameras, Instant from, Duration length, int rate)
      throws IOException {
    var until = from.plus(length);
    var inside = new Inside(micros(from), micros(until));
    var audit = DiskAudit.of(data, until, inside::add);
    long expected = length.toSeconds() * rate;
    long missing = Math.max(0, cameras - inside.pictures.size()) * expected;
    for (long there : inside.pictures.values()) {
      long lacking = expected - there;
      missing += lacking > TOLERANCE ? lacking : 0;
    }
    return new DiskFigures(
        audit,
        inside.pictures.values().stream().mapToLong(Long::longValue).sum(),
        missing,
        audit.footage().gaps(),
        audit.footage().bytes(),
        inside.bytes);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /// Counts what lies inside the stretch, reel by reel.
  private static final class Inside {

    private final long from;
    private final long until;
    private final Map<String, Long> pictures = new HashMap<>();
    private long bytes;

    Inside(long from, long until) {
      this.from = from;
      this.until = until;
    }

    void add(Reel reel) {
      long count = 0;
      for (var part : reel.parts()) {
        long there = count(part);
        count += there;
        if (there > 0) {
          bytes += part.wholeBytes() * there / part.pictures();
        }
      }
      pictures.merge(reel.header().camera(), count, Long::sum);
    }

    /// The pictures of a part are evenly spaced.
    private long count(Part part) {
      if (part.wallEnd() <= from || part.wallStart() >= until) {
        return 0;
      }
      long span = part.wallEnd() - part.wallStart();
      long count = 0;
      for (int i = 0; i < part.pictures(); i++) {
        long wall = part.wallStart() + span * i / part.pictures();
        count += wall >= from && wall < until ? 1 : 0;
      }
      return count;
    }
  }
}
