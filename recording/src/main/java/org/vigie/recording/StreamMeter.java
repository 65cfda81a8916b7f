package org.vigie.recording;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Measures one camera by its durable parts, over the last minute of footage: gaps do not count, as
/// it is about what is stored. Safe for any thread.
final class StreamMeter {

  static final long WINDOW_TICKS = 60L * AccessUnit.TICKS_PER_SECOND;

  /// With less footage than this in one format nothing is said.
  static final long LEAST_TICKS = 10L * AccessUnit.TICKS_PER_SECOND;

  private record Part(long ticks, int pictures, long bytes) {}

  private final Deque<Part> window = new ArrayDeque<>();
  private @Nullable VideoFormat format;
  private long ticks;
  private long pictures;
  private long bytes;
  private long parts;
  private long ticksEver;

  /// Takes in parts that are on disk.
  synchronized void durable(VideoFormat stored, Collection<SealedPart> written) {
    if (format == null || format.width() != stored.width() || format.height() != stored.height()) {
      window.clear();
      ticks = 0;
      pictures = 0;
      bytes = 0;
    }
    format = stored;
    for (var part : written) {
      var frame = part.frame();
      add(new Part(frame.durationTicks(), frame.pictures(), part.length()));
    }
  }

  private void add(Part part) {
    parts++;
    ticksEver += part.ticks;
    window.addLast(part);
    count(part, 1);
    while (window.size() > 1 && ticks - window.getFirst().ticks >= WINDOW_TICKS) {
      count(window.removeFirst(), -1);
    }
  }

  private void count(Part part, int sign) {
    ticks += sign * part.ticks;
    pictures += (long) sign * part.pictures;
    bytes += sign * part.bytes;
  }

  /// How many parts have become durable.
  synchronized long parts() {
    return parts;
  }

  /// How long they are together.
  synchronized long ticks() {
    return ticksEver;
  }

  /// Nothing before there is enough footage.
  synchronized Optional<Measured> measured() {
    if (format == null || ticks < LEAST_TICKS) {
      return Optional.empty();
    }
    double seconds = (double) ticks / AccessUnit.TICKS_PER_SECOND;
    return Optional.of(
        new Measured(
            format.width(),
            format.height(),
            pictures / seconds,
            Math.round(8.0 * bytes / seconds)));
  }
}
