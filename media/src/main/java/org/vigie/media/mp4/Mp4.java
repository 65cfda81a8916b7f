package org.vigie.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Writes fragmented MP4 (ISO/IEC 14496-12) with one H.264 or H.265 track, number 1, of 90000
/// ticks a second. Fragments refer to nothing outside themselves, so any of them may follow the
/// init segment of their format: files on disk, and browsers' Media Source Extensions, take them
/// alike.
///
/// Pure; any thread may call it.
public final class Mp4 {

  private static final int TRACK = 1;
  private static final int FRAGMENT_HEAD_BYTES = 8 + 16 + 8 + 16 + 20 + 20;
  private static final int PER_UNIT_BYTES = 12;

  /// With a composition offset.
  private static final int PER_REORDERED_UNIT_BYTES = 16;

  private static final int MDAT_HEAD_BYTES = 8;

  /// sample_depends_on = 2: on no other picture.
  private static final int KEY_FLAGS = 0x0200_0000;

  /// sample_depends_on = 1, sample_is_non_sync_sample = 1.
  private static final int OTHER_FLAGS = 0x0101_0000;

  private static final int[] UNITY = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

  private Mp4() {}

  /// The init segment, `ftyp` and `moov`, of a format.
  ///
  /// @throws IllegalArgumentException if the format's parameter sets are not such
  public static byte[] init(VideoFormat format) {
    var out =
        ByteBuffer.allocate(
            1024
                + format.sequenceParameters().length
                + format.pictureParameters().length
                + format.videoParameters().length);
    var boxes = new BoxWriter(out);
    var entry = SampleEntry.type(format.codec());
    boxes.box("ftyp", () -> out.put(ascii("iso6")).putInt(1).put(ascii("iso6mp41" + entry)));
    boxes.box(
        "moov",
        () -> {
          boxes.full("mvhd", 0, 0, () -> movieHeader(boxes, out));
          boxes.box("trak", () -> track(boxes, out, format));
          boxes.box(
              "mvex",
              () ->
                  boxes.full(
                      "trex",
                      0,
                      0,
                      () -> out.putInt(TRACK).putInt(1).putInt(0).putInt(0).putInt(OTHER_FLAGS)));
        });
    return Arrays.copyOf(out.array(), out.position());
  }

  /// One picture of a fragment, whose bytes lie elsewhere.
  ///
  /// @param ticks on the units' own scale
  /// @param compositionTicks as in [AccessUnit]
  /// @param bytes how many
  public record Sample(long ticks, int compositionTicks, int bytes, boolean key) {

    public static Sample of(AccessUnit unit) {
      return new Sample(unit.ticks(), unit.compositionTicks(), unit.bytes().length, unit.key());
    }
  }

  /// The bytes that [#writeFragmentHead] writes for these samples.
  public static int fragmentHeadSize(List<Sample> samples) {
    int each = isReordered(samples) ? PER_REORDERED_UNIT_BYTES : PER_UNIT_BYTES;
    return FRAGMENT_HEAD_BYTES + each * samples.size() + MDAT_HEAD_BYTES;
  }

  /// The bytes that [#writeFragment] writes for these units.
  ///
  /// @throws ArithmeticException past 2 GiB
  public static int fragmentSize(List<AccessUnit> units) {
    long bytes = FRAGMENT_HEAD_BYTES + MDAT_HEAD_BYTES;
    boolean reordered = false;
    for (var unit : units) {
      bytes += unit.bytes().length;
      reordered |= unit.compositionTicks() != 0;
    }
    bytes += (long) (reordered ? PER_REORDERED_UNIT_BYTES : PER_UNIT_BYTES) * units.size();
    return Math.toIntExact(bytes);
  }

  /// Writes one `moof` and its `mdat`. Each unit lasts until the next one's ticks, the last one
  /// until `endTicks`.
  ///
  /// @param sequence the fragment's number in its file, from 1
  /// @param baseTicks the first unit's place on the file's time line (`tfdt`), from 0; the units'
  ///     own ticks only give durations
  /// @param units in order of their ticks, at least one
  /// @param endTicks on the scale of the units' ticks
  /// @throws java.nio.BufferOverflowException if `out` has less room than [#fragmentSize]
  /// @throws IllegalArgumentException if ticks do not rise, or there is no unit
  public static void writeFragment(
      ByteBuffer out, int sequence, long baseTicks, List<AccessUnit> units, long endTicks) {
    var samples = units.stream().map(Sample::of).toList();
    writeFragmentHead(out, sequence, baseTicks, samples, endTicks);
    for (var unit : units) {
      out.put(unit.bytes());
    }
  }

  /// Writes one `moof` and the head of its `mdat`; the samples' bytes must follow, one after the
  /// other. For the rest as [#writeFragment].
  public static void writeFragmentHead(
      ByteBuffer out, int sequence, long baseTicks, List<Sample> samples, long endTicks) {
    if (samples.isEmpty() || baseTicks < 0) {
      throw new IllegalArgumentException("a fragment needs a unit and a time from 0");
    }
    boolean reordered = isReordered(samples);
    int each = reordered ? PER_REORDERED_UNIT_BYTES : PER_UNIT_BYTES;
    int moof = FRAGMENT_HEAD_BYTES + each * samples.size();
    head(out, moof, "moof");
    head(out, 16, "mfhd").putInt(0).putInt(sequence);
    head(out, moof - 24, "traf");
    // 0x020000: offsets count from this moof (default-base-is-moof), as MSE requires.
    head(out, 16, "tfhd").putInt(0x02_0000).putInt(TRACK);
    head(out, 20, "tfdt").putInt(1 << 24).putLong(baseTicks);
    // Data offset, and duration, size and flags for each unit; where pictures are not shown in the
    // order of decoding also composition offsets, which in version 1 may be negative.
    head(out, 20 + each * samples.size(), "trun")
        .putInt(reordered ? 1 << 24 | 0xf01 : 0x701)
        .putInt(samples.size());
    out.putInt(moof + MDAT_HEAD_BYTES);
    int bytes = MDAT_HEAD_BYTES;
    for (int i = 0; i < samples.size(); i++) {
      var sample = samples.get(i);
      long next = i + 1 < samples.size() ? samples.get(i + 1).ticks() : endTicks;
      long duration = next - sample.ticks();
      if (duration <= 0 || duration > 0xffff_ffffL) {
        throw new IllegalArgumentException("ticks do not rise: " + sample.ticks() + ", " + next);
      }
      out.putInt((int) duration).putInt(sample.bytes());
      out.putInt(sample.key() ? KEY_FLAGS : OTHER_FLAGS);
      if (reordered) {
        out.putInt(sample.compositionTicks());
      }
      bytes += sample.bytes();
    }
    head(out, bytes, "mdat");
  }

  private static boolean isReordered(List<Sample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).compositionTicks() != 0) {
        return true;
      }
    }
    return false;
  }

  private static void movieHeader(BoxWriter boxes, ByteBuffer out) {
    out.putInt(0).putInt(0).putInt(AccessUnit.TICKS_PER_SECOND).putInt(0);
    out.putInt(0x10000).putShort((short) 0x100);
    boxes.zeros(10);
    matrix(out);
    boxes.zeros(24);
    out.putInt(TRACK + 1);
  }

  private static void track(BoxWriter boxes, ByteBuffer out, VideoFormat format) {
    // Flags 3: enabled, and part of the presentation.
    boxes.full(
        "tkhd",
        0,
        3,
        () -> {
          out.putInt(0).putInt(0).putInt(TRACK);
          boxes.zeros(24);
          matrix(out);
          out.putInt(format.width() << 16).putInt(format.height() << 16);
        });
    boxes.box(
        "mdia",
        () -> {
          // Language "und".
          boxes.full(
              "mdhd",
              0,
              0,
              () ->
                  out.putInt(0)
                      .putInt(0)
                      .putInt(AccessUnit.TICKS_PER_SECOND)
                      .putInt(0)
                      .putInt(0x55c4_0000));
          boxes.full(
              "hdlr",
              0,
              0,
              () -> {
                out.putInt(0).put(ascii("vide"));
                boxes.zeros(12);
                out.put(ascii("video\0"));
              });
          boxes.box("minf", () -> media(boxes, out, format));
        });
  }

  private static void media(BoxWriter boxes, ByteBuffer out, VideoFormat format) {
    boxes.full("vmhd", 0, 1, () -> boxes.zeros(8));
    // One data reference that says: in this file.
    boxes.box(
        "dinf",
        () ->
            boxes.full(
                "dref",
                0,
                0,
                () -> {
                  out.putInt(1);
                  boxes.full("url ", 0, 1, () -> {});
                }));
    boxes.box(
        "stbl",
        () -> {
          boxes.full(
              "stsd",
              0,
              0,
              () -> {
                out.putInt(1);
                SampleEntry.write(boxes, out, format);
              });
          boxes.full("stts", 0, 0, () -> out.putInt(0));
          boxes.full("stsc", 0, 0, () -> out.putInt(0));
          boxes.full("stsz", 0, 0, () -> out.putInt(0).putInt(0));
          boxes.full("stco", 0, 0, () -> out.putInt(0));
        });
  }

  private static void matrix(ByteBuffer out) {
    for (int value : UNITY) {
      out.putInt(value);
    }
  }

  private static ByteBuffer head(ByteBuffer out, int size, String type) {
    return out.putInt(size).put(ascii(type));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
