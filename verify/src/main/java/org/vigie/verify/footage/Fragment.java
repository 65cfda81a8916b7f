package org.vigie.verify.footage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a part's plaintext as far as an audit needs it: one `moof`, one `mdat` (ISO/IEC 14496-12),
/// whose pictures fill the data exactly, each of whole NAL units (ISO/IEC 14496-15).
final class Fragment {

  private int pictures;
  private long pictureBytes;
  private ByteBuffer sizes = ByteBuffer.allocate(0);

  private Fragment() {}

  /// How many pictures a part holds.
  ///
  /// @throws Unreadable if it is not one well-formed fragment
  static int pictures(byte[] plain) throws Unreadable {
    var fragment = new Fragment();
    try {
      var in = ByteBuffer.wrap(plain);
      fragment.run(find(find(box(in, "moof"), "traf"), "trun"));
      fragment.data(box(in, "mdat"));
      if (in.hasRemaining()) {
        throw new Unreadable("bytes follow its pictures");
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Unreadable("its fragment is torn");
    }
    return fragment.pictures;
  }

  /// Whether these are the boxes that every reel begins with.
  static boolean isInit(byte[] plain) {
    try {
      var in = ByteBuffer.wrap(plain);
      box(in, "ftyp");
      box(in, "moov");
      return !in.hasRemaining();
    } catch (Unreadable
        | BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /// The sample description of an init segment: the format of its pictures, and nothing else.
  ///
  /// @throws Unreadable if it is none
  static byte[] description(byte[] init) throws Unreadable {
    try {
      var in = ByteBuffer.wrap(init);
      box(in, "ftyp");
      var at = box(in, "moov");
      for (var type : new String[] {"trak", "mdia", "minf", "stbl", "stsd"}) {
        at = find(at, type);
      }
      var description = new byte[at.remaining()];
      at.get(description);
      return description;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Unreadable("its init segment is torn");
    }
  }

  /// The pictures of one fragment, with their bytes.
  ///
  /// @throws Unreadable if it is not one well-formed fragment
  static List<Picture> read(byte[] plain) throws Unreadable {
    try {
      var in = ByteBuffer.wrap(plain);
      var track = find(box(in, "moof"), "traf");
      var time = find(track.duplicate(), "tfdt");
      long ticks = time.getInt() >>> 24 == 1 ? time.getLong() : time.getInt() & 0xffff_ffffL;
      var pictures = pictures(find(track, "trun"), ticks, box(in, "mdat"));
      if (in.hasRemaining()) {
        throw new Unreadable("bytes follow its pictures");
      }
      return pictures;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Unreadable("its fragment is torn");
    }
  }

  private static List<Picture> pictures(ByteBuffer trun, long firstTicks, ByteBuffer data)
      throws Unreadable {
    int flags = trun.getInt() & 0xff_ffff;
    int count = trun.getInt();
    if ((flags & 0x701) != 0x701 || (flags & ~0xf01) != 0) {
      throw new Unreadable("its fragment does not say what each picture is");
    }
    trun.getInt();
    long ticks = firstTicks;
    var pictures = new ArrayList<Picture>();
    for (int i = 0; i < count; i++) {
      long duration = trun.getInt() & 0xffff_ffffL;
      var bytes = new byte[Math.min(trun.getInt() & 0x7fff_ffff, data.remaining() + 1)];
      data.get(bytes);
      int kind = trun.getInt();
      int shift = (flags & 0x800) == 0 ? 0 : trun.getInt();
      pictures.add(new Picture(ticks, duration, kind, shift, bytes));
      ticks += duration;
    }
    if (data.hasRemaining()) {
      throw new Unreadable("its pictures do not fill its data");
    }
    return pictures;
  }

  private void run(ByteBuffer trun) throws Unreadable {
    int flags = trun.getInt() & 0xff_ffff;
    pictures = trun.getInt();
    trun.position(trun.position() + ((flags & 1) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0));
    if ((flags & 0x200) == 0 || pictures < 0) {
      throw new Unreadable("its fragment does not say how large its pictures are");
    }
    int fields = Integer.bitCount(flags & 0xf00);
    int sizeField = (flags & 0x100) != 0 ? 1 : 0;
    if ((long) pictures * fields * 4 > trun.remaining()) {
      throw new Unreadable("its fragment lists fewer pictures than it counts");
    }
    sizes = ByteBuffer.allocate(pictures * 4);
    for (int i = 0; i < pictures; i++) {
      int size = trun.getInt(trun.position() + 4 * (i * fields + sizeField));
      sizes.putInt(size);
      pictureBytes += Integer.toUnsignedLong(size);
    }
    sizes.flip();
  }

  private void data(ByteBuffer mdat) throws Unreadable {
    if (pictureBytes != mdat.remaining()) {
      throw new Unreadable("its pictures do not fill its data");
    }
    while (sizes.hasRemaining()) {
      int end = mdat.position() + sizes.getInt();
      while (mdat.position() < end) {
        int unit = mdat.getInt();
        if (unit <= 0 || unit > end - mdat.position()) {
          throw new Unreadable("a picture is not made of whole NAL units");
        }
        mdat.position(mdat.position() + unit);
      }
    }
  }

  /// The content of the next box, which must be of this type.
  private static ByteBuffer box(ByteBuffer in, String type) throws Unreadable {
    int length = in.getInt();
    var found = new byte[4];
    in.get(found);
    if (!new String(found, StandardCharsets.ISO_8859_1).equals(type)) {
      throw new Unreadable("it has no " + type + " where one should be");
    }
    var content = in.slice(in.position(), length - 8);
    in.position(in.position() + length - 8);
    return content;
  }

  /// The content of the first box of this type among others.
  private static ByteBuffer find(ByteBuffer in, String type) throws Unreadable {
    while (in.hasRemaining()) {
      int length = in.getInt(in.position());
      var found = new byte[4];
      in.get(in.position() + 4, found);
      if (new String(found, StandardCharsets.ISO_8859_1).equals(type)) {
        return box(in, type);
      }
      if (length < 8) {
        throw new Unreadable("it holds a box without a length");
      }
      in.position(in.position() + length);
    }
    throw new Unreadable("it has no " + type);
  }
}
