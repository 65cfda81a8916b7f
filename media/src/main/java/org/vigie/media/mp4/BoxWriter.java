package org.vigie.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes boxes (ISO/IEC 14496-12 section 4.2) into a buffer, lengths filled in when each ends.
final class BoxWriter {

  private final ByteBuffer out;

  BoxWriter(ByteBuffer out) {
    this.out = out;
  }

  /// Writes one box whose content `content` writes.
  void box(String type, Runnable content) {
    int start = out.position();
    out.putInt(0).put(type.getBytes(StandardCharsets.ISO_8859_1));
    content.run();
    out.putInt(start, out.position() - start);
  }

  /// Writes one box that begins with a version and flags.
  void full(String type, int version, int flags, Runnable content) {
    box(
        type,
        () -> {
          out.putInt(version << 24 | flags);
          content.run();
        });
  }

  void zeros(int count) {
    for (int i = 0; i < count; i++) {
      out.put((byte) 0);
    }
  }
}
