package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.vigie.verify.Hashes;

/// The leaves of one log as the witness saw them, 32 bytes each: with them it can name the entry
/// that was changed.
final class Leaves {

  private static final int HASH = 32;

  private final Path file;
  private final Hashes.Level data = new Hashes.Level();
  private long durable;

  private Leaves(Path file) {
    this.file = file;
  }

  /// Reads what is kept; what lies beyond the accepted checkpoint was never accepted and is left
  /// out.
  ///
  /// @param accepted the size of the checkpoint accepted last
  static Leaves open(Path file, long accepted) throws IOException {
    var leaves = new Leaves(file);
    if (Files.exists(file)) {
      var bytes = Files.readAllBytes(file);
      leaves.durable = Math.min(bytes.length / HASH, accepted);
      leaves.data.write(bytes, 0, (int) leaves.durable * HASH);
    }
    return leaves;
  }

  long count() {
    return data.count();
  }

  byte[] get(long index) {
    return data.get(index);
  }

  Hashes.Level data() {
    return data;
  }

  void add(byte[] leaf) {
    data.writeBytes(leaf);
  }

  /// The tree hash of the first leaves.
  byte[] root(long size) {
    var tree = new Hashes();
    for (long i = 0; i < size; i++) {
      tree.add(Hashes.leaf(data.get(i)));
    }
    return tree.root();
  }

  /// Makes the added ones durable.
  void flush() throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(durable * HASH);
      channel.position(durable * HASH);
      var bytes = ByteBuffer.wrap(data.toByteArray());
      bytes.position((int) durable * HASH);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    durable = data.count();
  }
}
