package org.vigie.governance.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.base.Sha256;

/// Finds a place that lives in memory only: files there never reach a disk, but through swap.
public final class MemoryFolder {

  private static final Path SHARED = Path.of("/dev/shm");
  private static final Path SWAPS = Path.of("/proc/swaps");
  private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

  private MemoryFolder() {}

  /// Where the keys of one data folder go: below `/dev/shm`, named after the data folder. It is
  /// made
  /// when there is a key for it.
  ///
  /// @return nothing where the machine has no memory file system there, or where another account,
  /// or
  ///     a link, has taken the name
  public static Optional<Path> of(Path dataDir) {
    return of(dataDir, SHARED);
  }

  static Optional<Path> of(Path dataDir, Path shared) {
    try {
      if (!isInMemory(shared)) {
        return Optional.empty();
      }
      var folder = shared.resolve("vigie-keys-" + name(dataDir.toAbsolutePath().normalize()));
      return Files.notExists(folder, LinkOption.NOFOLLOW_LINKS) || isOurs(folder)
          ? Optional.of(folder)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether it is a folder, no link, and belongs to the account that Vigie runs under.
  static boolean isOurs(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")));
  }

  private static boolean isInMemory(Path folder) throws IOException {
    return Files.isDirectory(folder) && MEMORY.contains(Files.getFileStore(folder).type());
  }

  private static String name(Path dataDir) {
    var hash = Sha256.of(dataDir.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /// The swap areas of this machine that may write memory, keys included, to a disk in the clear:
  /// all that are neither compressed memory (zram) nor a device-mapper's, which may be encrypted.
  ///
  /// @return their names, as the kernel gives them
  public static Set<String> plainSwap() {
    return plainSwap(SWAPS);
  }

  /// The same of another list of swap areas than `/proc/swaps`.
  public static Set<String> plainSwap(Path swaps) {
    try {
      return Files.readAllLines(swaps).stream()
          .skip(1)
          .map(line -> line.strip().split("\\s+", 2)[0])
          .filter(name -> !name.isEmpty())
          .filter(name -> !name.startsWith("/dev/zram") && !name.startsWith("/dev/dm-"))
          .filter(name -> !name.startsWith("/dev/mapper/"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      return Set.of();
    }
  }
}
