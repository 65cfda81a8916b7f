package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.BlockMask;

/// Seals the block masks of one reel into the file beside it. Masks are not flushed to disk one by
/// one: one that is lost leaves its picture masked whole.
///
/// Safe for any thread; a disk that refuses masks never stops footage.
final class MaskWriter {

  private static final int MOST_WAITING = 4_096;

  private final Path path;
  private final byte[] key;
  private final byte[] headerHash;
  private final Sealer sealer;
  private final List<BlockMask> waiting = new ArrayList<>();
  private @Nullable FileChannel file;
  private byte[] previous;
  private int number;
  private boolean closed;

  MaskWriter(Path path, byte[] key, byte[] headerHash, Sealer sealer) {
    this.path = path;
    this.key = key;
    this.headerHash = headerHash;
    this.sealer = sealer;
    this.previous = headerHash;
  }

  synchronized void add(BlockMask mask) {
    if (!closed && waiting.size() < MOST_WAITING) {
      waiting.add(mask);
    }
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /// Writes what waits.
  synchronized void write() throws IOException {
    if (closed || waiting.isEmpty()) {
      return;
    }
    if (file == null) {
      file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    var plain = MaskBytes.encode(waiting);
    var frame =
        new PartFrame(
            PartFrame.MASKS,
            number,
            previous,
            0,
            0,
            waiting.size(),
            Micros.of(waiting.getFirst().at()),
            Math.max(Micros.of(waiting.getFirst().at()), Micros.of(waiting.getLast().at())),
            0,
            plain.length + ReelCipher.TAG_BYTES);
    waiting.clear();
    var part = sealer.sealBytes(frame, key, headerHash, plain);
    number++;
    previous = Sealer.hashOf(part);
    Disk.writeFully(file, ByteBuffer.wrap(part));
  }

  synchronized void close() throws IOException {
    try {
      write();
    } finally {
      closed = true;
      if (file != null) {
        try (var ending = file) {
          ending.force(false);
        }
      }
    }
  }
}
