package org.vigie.media.mp4;

import java.nio.ByteBuffer;
import org.vigie.media.MediaException;

/// What a `tfhd` box says about every sample of its fragment.
record Defaults(long duration, long size, int flags) {

  static Defaults read(ByteBuffer header) throws MediaException {
    int flags = header.getInt();
    header.getInt();
    if ((flags & 0x1) != 0 || (flags & 0x02_0000) == 0) {
      throw new MediaException.Broken("the MP4 fragment does not count offsets from its moof");
    }
    if ((flags & 0x2) != 0) {
      header.getInt();
    }
    long duration = (flags & 0x8) != 0 ? header.getInt() & 0xffff_ffffL : 0;
    long size = (flags & 0x10) != 0 ? header.getInt() & 0xffff_ffffL : 0;
    int sampleFlags = (flags & 0x20) != 0 ? header.getInt() : 0;
    return new Defaults(duration, size, sampleFlags);
  }
}
