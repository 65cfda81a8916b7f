package org.vigie.app;

import java.time.Duration;
import java.util.List;

/// What disks a list of cameras needs. Pure.
///
/// @param cameras one line each
/// @param volumes one line each; empty where no configuration names any
/// @param marginPercent kept on top, for busier weeks and what a file system takes
record DiskDemand(List<Camera> cameras, List<Volume> volumes, int marginPercent) {

  /// Until so much of a camera was measured, its busy hours count as if they were all its hours.
  static final Duration TRUSTED = Duration.ofDays(7);

  /// Masks, footers, journal and file system: measured below 2 %.
  private static final double BESIDE_FOOTAGE = 1.02;

  DiskDemand {
    cameras = List.copyOf(cameras);
    volumes = List.copyOf(volumes);
  }

  /// @param averageBytesPerSecond measured, or assumed
  /// @param busyBytesPerSecond measured, or the average again
  /// @param measured how much footage says so; zero where the rate is assumed
  /// @param retention of the longest act that covers it; zero where none does
  /// @param copies how many volumes hold its footage
  record Camera(
      String id,
      long averageBytesPerSecond,
      long busyBytesPerSecond,
      Duration measured,
      Duration retention,
      int copies) {

    boolean isAssumed() {
      return measured.isZero();
    }

    /// What one copy of its footage comes to: it is written for the whole retention before the
    /// first of it is destroyed.
    long bytes() {
      long rate = measured.compareTo(TRUSTED) >= 0 ? averageBytesPerSecond : busyBytesPerSecond;
      return (long) (rate * BESIDE_FOOTAGE * retention.toSeconds());
    }
  }

  /// @param needsBytes with margin and reserve
  /// @param hasBytes the quota, or what the disk holds; negative where the folder is not there
  record Volume(String name, String folder, long needsBytes, long hasBytes) {

    boolean isTooSmall() {
      return hasBytes >= 0 && hasBytes < needsBytes;
    }
  }

  /// All footage with all its copies.
  long bytes() {
    return cameras.stream().mapToLong(camera -> camera.bytes() * camera.copies()).sum();
  }

  long withMargin() {
    return withMargin(bytes(), marginPercent);
  }

  static long withMargin(long bytes, int percent) {
    return bytes + bytes / 100 * percent;
  }

  long averageBytesPerSecond() {
    return cameras.stream().mapToLong(c -> c.averageBytesPerSecond() * c.copies()).sum();
  }

  /// If all cameras had their busy hour at once.
  long busyBytesPerSecond() {
    return cameras.stream().mapToLong(c -> c.busyBytesPerSecond() * c.copies()).sum();
  }

  boolean isTooSmall() {
    return volumes.stream().anyMatch(Volume::isTooSmall);
  }
}
