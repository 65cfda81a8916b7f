package org.vigie.sight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How long each thread of a process has stood ready to run while others had the processor, since
/// it began. Linux counts that in `/proc/PID/task/TID/schedstat`; where nothing does, it is none.
///
/// @param nanos by the thread's number
record ProcessorWaits(Map<Long, Long> nanos) {

  ProcessorWaits {
    nanos = Map.copyOf(nanos);
  }

  /// Of a process on this machine; none of one that is gone.
  static ProcessorWaits of(long pid) {
    var nanos = new HashMap<Long, Long>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc", "" + pid, "task"))) {
      for (var thread : threads) {
        read(thread, nanos);
      }
    } catch (IOException e) {
      // The process is gone, or this system counts no waits.
    }
    return new ProcessorWaits(nanos);
  }

  /// The second of three numbers: time that it ran, time that it waited, how often it ran.
  private static void read(Path thread, Map<Long, Long> nanos) {
    try {
      var numbers = Files.readString(thread.resolve("schedstat")).split("\\s+", -1);
      nanos.put(
          Long.parseLong(thread.getFileName().toString()),
          numbers.length > 1 ? Long.parseLong(numbers[1]) : 0L);
    } catch (IOException | NumberFormatException e) {
      // A thread that has just ended.
    }
  }

  /// How long the thread that waited most has waited since then. Not the sum: threads wait at the
  /// same time.
  Duration since(ProcessorWaits earlier) {
    long most = 0;
    for (var one : nanos.entrySet()) {
      most = Math.max(most, one.getValue() - earlier.nanos.getOrDefault(one.getKey(), 0L));
    }
    return Duration.ofNanos(most);
  }
}
