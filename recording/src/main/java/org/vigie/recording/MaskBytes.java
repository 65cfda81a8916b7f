package org.vigie.recording;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vigie.model.BlockMask;

/// Block masks as bytes: instant, columns, rows, flags, the instant since which it holds where that
/// is an earlier one, then one bit per block, row by row, the lowest bit first. Stands in
/// design/reels.md.
final class MaskBytes {

  private static final int HEAD_BYTES = 8 + 2 + 2 + 1;
  private static final int SINCE_BYTES = 8;
  private static final int WHOLE = 1;
  private static final int HOLDS_BACK = 2;

  private MaskBytes() {}

  static byte[] encode(List<BlockMask> masks) {
    int size = masks.stream().mapToInt(MaskBytes::size).sum();
    var out = ByteBuffer.allocate(size);
    for (var mask : masks) {
      int start = out.position();
      out.putLong(Micros.of(mask.at()));
      out.putShort((short) mask.columns()).putShort((short) mask.rows());
      out.put((byte) ((mask.whole() ? WHOLE : 0) | (holdsBack(mask) ? HOLDS_BACK : 0)));
      if (holdsBack(mask)) {
        out.putLong(Micros.of(mask.since()));
      }
      out.put(mask.blocks().get(0, mask.columns() * mask.rows()).toByteArray());
      out.position(start + size(mask));
    }
    return out.array();
  }

  static List<BlockMask> decode(byte[] bytes) throws Unreadable {
    var masks = new ArrayList<BlockMask>();
    var in = ByteBuffer.wrap(bytes);
    try {
      while (in.hasRemaining()) {
        var at = Micros.instant(in.getLong());
        int columns = in.getShort() & 0xffff;
        int rows = in.getShort() & 0xffff;
        int flags = in.get();
        var since = (flags & HOLDS_BACK) == 0 ? at : Micros.instant(in.getLong());
        long size = bitBytes(columns, rows);
        if (size > in.remaining() || since.isAfter(at)) {
          throw new Unreadable("its block masks end inside a mask");
        }
        var bits = new byte[(int) size];
        in.get(bits);
        var blocks = BitSet.valueOf(bits);
        if (blocks.length() > columns * rows) {
          throw new Unreadable("its block masks hold a block outside its mask");
        }
        masks.add(new BlockMask(at, columns, rows, (flags & WHOLE) != 0, blocks, since));
      }
    } catch (BufferUnderflowException e) {
      throw new Unreadable("its block masks end inside a mask");
    }
    return masks;
  }

  private static int size(BlockMask mask) {
    int since = holdsBack(mask) ? SINCE_BYTES : 0;
    return HEAD_BYTES + since + (int) bitBytes(mask.columns(), mask.rows());
  }

  private static boolean holdsBack(BlockMask mask) {
    return mask.since().isBefore(mask.at());
  }

  private static long bitBytes(int columns, int rows) {
    return ((long) columns * rows + 7) / 8;
  }
}
