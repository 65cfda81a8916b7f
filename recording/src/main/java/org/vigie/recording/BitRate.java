package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigie.model.CameraId;

/// How much disk a camera has been writing.
///
/// @param averageBytesPerSecond over all its footage
/// @param busyBytesPerSecond in the hour that 95 % of its hours do not exceed
/// @param measured how much footage that is
public record BitRate(long averageBytesPerSecond, long busyBytesPerSecond, Duration measured) {

  /// What the index of a data folder says of each camera that has footage.
  ///
  /// @throws IOException with a plain message if the index cannot be read
  public static Map<CameraId, BitRate> measured(Path index) throws IOException {
    return SqlBitRates.read(index);
  }

  /// Adds up one camera's reels, which are never longer than an hour.
  static final class Measuring {

    /// Less than this of an hour says little of it.
    private static final long LEAST = 60 * Micros.PER_SECOND;

    private final Map<Long, long[]> hours = new TreeMap<>();

    void add(long start, long end, long bytes) {
      var hour = hours.computeIfAbsent(Math.floorDiv(start, Micros.PER_HOUR), h -> new long[2]);
      hour[0] += end - start;
      hour[1] += bytes;
    }

    Optional<BitRate> rate() {
      long micros = hours.values().stream().mapToLong(hour -> hour[0]).sum();
      long bytes = hours.values().stream().mapToLong(hour -> hour[1]).sum();
      if (micros < LEAST) {
        return Optional.empty();
      }
      var rates =
          hours.values().stream()
              .filter(hour -> hour[0] >= LEAST)
              .mapToLong(hour -> perSecond(hour[1], hour[0]))
              .sorted()
              .toArray();
      long average = perSecond(bytes, micros);
      int rank = (int) Math.ceil(rates.length * 0.95);
      long busy = rates.length == 0 ? average : rates[Math.max(0, rank - 1)];
      return Optional.of(
          new BitRate(average, Math.max(average, busy), Duration.ofMillis(micros / 1_000)));
    }

    private static long perSecond(long bytes, long micros) {
      return (long) Math.ceil((double) bytes * Micros.PER_SECOND / micros);
    }
  }
}
