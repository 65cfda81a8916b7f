package org.vigie.server.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.vigie.base.BadInput;

/// The town's own base map: one PMTiles file (version 3), from which browsers read ranges of bytes.
public final class TileFile {

  /// More than any directory or tile; a longer range is cut, which HTTP lets a server do.
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int HEADER = 127;
  private static final int TILE_COMPRESSION = 98;
  private static final int TILE_TYPE = 99;
  private static final int NOT_COMPRESSED = 1;
  private static final int GZIP = 2;

  /// What its tiles are: shapes that the console draws, or pictures.
  public enum Kind {
    VECTOR,
    RASTER
  }

  private TileFile() {}

  /// Looks at the file's header.
  ///
  /// @throws BadInput with the file and what would be right
  public static Kind kind(Path file) throws BadInput {
    byte[] header;
    try (var in = Files.newInputStream(file)) {
      header = in.readNBytes(HEADER);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage());
    }
    boolean known =
        header.length == HEADER
            && Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
            && header[MAGIC.length] == VERSION;
    if (!known) {
      throw new BadInput(file + ": should be a PMTiles file of version 3");
    }
    int compression = header[TILE_COMPRESSION];
    if (compression != NOT_COMPRESSED && compression != GZIP) {
      throw new BadInput(
          file
              + ": its tiles should be compressed with gzip or not at all: browsers read no other");
    }
    return switch (header[TILE_TYPE]) {
      case 1 -> Kind.VECTOR;
      case 2, 3, 4 -> Kind.RASTER;
      default ->
          throw new BadInput(file + ": its tiles should be of the type MVT, PNG, JPEG or WebP");
    };
  }

  /// Part of the file.
  ///
  /// @param first of its bytes
  /// @param size of the whole file
  public record Part(byte[] bytes, long first, long size) {

    /// As the header `Content-Range` says it.
    public String range() {
      return "bytes %d-%d/%d".formatted(first, first + bytes.length - 1, size);
    }
  }

  /// Reads bytes from `first` to `last`, fewer where the file ends before.
  ///
  /// @return an empty part where the file ends before `first`
  public static Part part(Path file, long first, long last) throws IOException {
    try (var channel = FileChannel.open(file)) {
      long size = channel.size();
      long end = Math.min(Math.min(last, size - 1), first + MOST_BYTES - 1);
      var bytes = ByteBuffer.allocate(Math.max(0, (int) (end - first + 1)));
      while (bytes.hasRemaining() && channel.read(bytes, first + bytes.position()) >= 0) {
        // Reads on: a channel gives what it has.
      }
      return new Part(Arrays.copyOf(bytes.array(), bytes.position()), first, size);
    }
  }
}
