package org.vigie.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/// Takes clear footage and keys off a disk: overwritten in place, flushed and deleted. A disk that
/// writes elsewhere (an SSD, a copy-on-write file system) may keep the old blocks:
/// design/threats.md.
public final class Wipe {

  private static final int BLOCK = 1 << 18;

  private Wipe() {}

  /// Wipes a file, or a folder with all that is in it; does nothing where there is none. Links are
  /// deleted and not followed.
  public static void all(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var walk = Files.walk(path)) {
      for (var one : walk.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)) {
          overwrite(one);
        }
        Files.deleteIfExists(one);
      }
    }
  }

  private static void overwrite(Path file) throws IOException {
    var zeros = ByteBuffer.allocate(BLOCK);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long left = channel.size(); left > 0; ) {
        zeros.clear().limit((int) Math.min(left, zeros.capacity()));
        left -= channel.write(zeros);
      }
      channel.force(true);
    }
  }
}
