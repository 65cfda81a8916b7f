package org.vigie.server.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the machine has and how much of it is in use.
///
/// @param cores that Vigie may use
/// @param busy share of all processors' time in use by anybody since it was last asked, 0 to 1;
///     empty where the system does not say
/// @param memoryBytes of the machine
/// @param memoryLeftBytes that a program may still have, caches given back
/// @param heapBytes in use by the server itself
/// @param heapMostBytes that it may use
/// @param diskBytes of the file system that holds the data folder
/// @param diskLeftBytes that may still be written there
public record Computer(
    int cores,
    Optional<Double> busy,
    long memoryBytes,
    long memoryLeftBytes,
    long heapBytes,
    long heapMostBytes,
    long diskBytes,
    long diskLeftBytes) {

  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  /// Looks at this machine now.
  ///
  /// @throws IOException if the data folder's file system does not answer
  public static Computer look(Path data) throws IOException {
    var runtime = Runtime.getRuntime();
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double busy = system.getCpuLoad();
    var disk = Files.getFileStore(data);
    return new Computer(
        runtime.availableProcessors(),
        busy >= 0 ? Optional.of(busy) : Optional.empty(),
        system.getTotalMemorySize(),
        memoryLeft().orElse(system.getFreeMemorySize()),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        disk.getTotalSpace(),
        disk.getUsableSpace());
  }

  /// What Linux would give to a program; what is merely free is less, for caches hold the rest.
  private static Optional<Long> memoryLeft() {
    try (var lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith(AVAILABLE))
          .map(line -> line.replaceAll("\\D", ""))
          .map(kibibytes -> Long.parseLong(kibibytes) * 1024)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
