package org.vigie.media.mp4;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vigie.media.MediaException;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Reads back what [Mp4] writes, and other fragmented files with a single H.264 or H.265 track
/// of 90000 ticks a second whose fragments say everything themselves. On any other input it throws
/// [MediaException.Broken], and nothing else.
///
/// Pure; any thread may call it.
public final class Mp4Reader {

  private Mp4Reader() {}

  /// The format in an init segment; what follows the `moov` is ignored.
  public static VideoFormat format(byte[] init) throws MediaException {
    return total(() -> formatIn(Box.list(ByteBuffer.wrap(init))));
  }

  /// One `moof` and its `mdat`, from `bytes`' position to its limit, which are not moved.
  public static Fragment fragment(ByteBuffer bytes) throws MediaException {
    return total(
        () -> {
          var boxes = Box.list(bytes);
          return fragmentIn(bytes.slice(), Box.get(boxes, "moof"), Box.get(boxes, "mdat"));
        });
  }

  /// A whole file.
  public static Movie movie(ByteBuffer bytes) throws MediaException {
    return total(
        () -> {
          var whole = bytes.slice();
          var boxes = Box.list(whole);
          var fragments = new ArrayList<Fragment>();
          for (int i = 0; i + 1 < boxes.size(); i++) {
            if (boxes.get(i).type().equals("moof") && boxes.get(i + 1).type().equals("mdat")) {
              fragments.add(fragmentIn(whole, boxes.get(i), boxes.get(i + 1)));
            }
          }
          return new Movie(formatIn(boxes), fragments);
        });
  }

  private interface Reading<T> {
    T read() throws MediaException;
  }

  /// Fields are read without asking first whether they are there; a box that ends too early is
  /// noticed here.
  private static <T> T total(Reading<T> reading) throws MediaException {
    try {
      return reading.read();
    } catch (BufferUnderflowException e) {
      throw new MediaException.Broken("the MP4 data end inside a field");
    }
  }

  private static VideoFormat formatIn(List<Box> boxes) throws MediaException {
    var media = Box.get(boxes, "moov").at("trak", "mdia");
    var header = media.at("mdhd").content();
    boolean wide = header.get() == 1;
    skip(header, 3 + (wide ? 16 : 8));
    if (header.getInt() != AccessUnit.TICKS_PER_SECOND) {
      throw new MediaException.Broken("the MP4 track does not count 90000 ticks a second");
    }
    var descriptions = media.at("minf", "stbl", "stsd").content();
    skip(descriptions, 8);
    return SampleEntry.read(Box.list(descriptions));
  }

  private static Fragment fragmentIn(ByteBuffer whole, Box moof, Box mdat) throws MediaException {
    var header = moof.at("mfhd").content();
    skip(header, 4);
    int sequence = header.getInt();
    var track = moof.at("traf");
    var defaults = Defaults.read(track.at("tfhd").content());
    var time = track.at("tfdt").content();
    boolean wide = time.getInt() >>> 24 == 1;
    long base = wide ? time.getLong() : time.getInt() & 0xffff_ffffL;
    if (base < 0 || base > Long.MAX_VALUE / 2) {
      throw new MediaException.Broken("the MP4 fragment's time is impossible");
    }
    int dataStart = mdat.content().limit() == 0 ? 0 : dataOffset(whole, mdat);
    var samples =
        new RunReader(track.at("trun").content(), defaults)
            .read(whole, moof.start(), dataStart, mdat.content().limit(), base);
    return new Fragment(sequence, base, samples);
  }

  /// Where the content of `mdat` begins, counted from where reading began.
  private static int dataOffset(ByteBuffer whole, Box mdat) {
    return mdat.start() + (whole.getInt(mdat.start()) == 1 ? 16 : 8);
  }

  private static void skip(ByteBuffer in, int count) {
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + count);
  }
}
