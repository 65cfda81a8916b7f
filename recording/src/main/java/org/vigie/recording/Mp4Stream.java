package org.vigie.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.VideoFormat;

/// Writes pieces of footage as one fragmented MP4: a fragment each, an init segment where the
/// format changes. Used by one thread; does not close its output.
final class Mp4Stream {

  private final OutputStream out;
  private @Nullable VideoFormat format;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int sequence;
  private long pictures;

  Mp4Stream(OutputStream out) {
    this.out = out;
  }

  /// @param originTicks what of the footage's time line is this file's beginning
  void write(Footage.Piece piece, long originTicks) throws IOException {
    if (!piece.format().equals(format)) {
      format = piece.format();
      out.write(Mp4.init(piece.format()));
    }
    int size = Mp4.fragmentSize(piece.units());
    if (buffer.capacity() < size) {
      buffer = ByteBuffer.allocate(size + size / 4);
    }
    buffer.clear();
    long base = piece.units().getFirst().ticks() - originTicks;
    Mp4.writeFragment(buffer, ++sequence, base, piece.units(), piece.endTicks());
    out.write(buffer.array(), 0, buffer.position());
    pictures += piece.units().size();
  }

  long pictures() {
    return pictures;
  }
}
