package org.vigie.media.mp4;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.model.VideoFormat;
import org.vigie.model.VideoFormat.VideoCodec;

/// The box that says how a track is coded: `avc1` with `avcC`, or `hvc1` with `hvcC` (ISO/IEC
/// 14496-15 sections 5.4.2 and 8.4.1). Written and read. Pure.
final class SampleEntry {

  private static final int MOST_ARRAYS = 16;

  private SampleEntry() {}

  static String type(VideoCodec codec) {
    return switch (codec) {
      case H264 -> "avc1";
      case H265 -> "hvc1";
    };
  }

  static void write(BoxWriter boxes, ByteBuffer out, VideoFormat format) {
    boxes.box(type(format.codec()), () -> content(boxes, out, format));
  }

  private static void content(BoxWriter boxes, ByteBuffer out, VideoFormat format) {
    boxes.zeros(6);
    out.putShort((short) 1);
    boxes.zeros(16);
    out.putShort((short) format.width()).putShort((short) format.height());
    // 72 dpi, one frame per sample, no compressor name, 24 bits, no colour table.
    out.putInt(0x0048_0000).putInt(0x0048_0000).putInt(0).putShort((short) 1);
    boxes.zeros(32);
    out.putShort((short) 0x18).putShort((short) -1);
    try {
      switch (format.codec()) {
        case H264 -> {
          var configuration = H264.decoderConfiguration(format);
          boxes.box("avcC", () -> out.put(configuration));
        }
        case H265 -> {
          var configuration = H265.decoderConfiguration(format);
          boxes.box("hvcC", () -> out.put(configuration));
        }
      }
    } catch (MediaException e) {
      throw new IllegalArgumentException("not a format: " + e.getMessage(), e);
    }
  }

  /// The format that the first known description among these says.
  static VideoFormat read(List<Box> descriptions) throws MediaException {
    for (var box : descriptions) {
      var entry = box.content();
      if (box.type().equals("avc1")) {
        skip(entry, 78);
        return avc(Box.get(Box.list(entry), "avcC").content());
      }
      if (box.type().equals("hvc1") || box.type().equals("hev1")) {
        skip(entry, 78);
        return hevc(Box.get(Box.list(entry), "hvcC").content());
      }
    }
    throw new MediaException.Broken("the MP4 track is neither H.264 nor H.265");
  }

  private static VideoFormat avc(ByteBuffer in) throws MediaException {
    skip(in, 4);
    requireLengths(in.get());
    var sps = one(in, in.get() & 0x1f);
    var pps = one(in, in.get() & 0xff);
    return H264.format(sps, pps);
  }

  private static VideoFormat hevc(ByteBuffer in) throws MediaException {
    skip(in, 21);
    requireLengths(in.get());
    int arrays = in.get() & 0xff;
    if (arrays > MOST_ARRAYS) {
      throw new MediaException.Broken("the MP4 track has too many parameter sets");
    }
    byte[] vps = {};
    byte[] sps = {};
    byte[] pps = {};
    for (int i = 0; i < arrays; i++) {
      int type = in.get() & 0x3f;
      if (type == H265.VPS || type == H265.SPS || type == H265.PPS) {
        var set = one(in, in.getShort() & 0xffff);
        vps = type == H265.VPS ? set : vps;
        sps = type == H265.SPS ? set : sps;
        pps = type == H265.PPS ? set : pps;
      } else {
        // Remarks (SEI) that hold for the whole track.
        int count = in.getShort() & 0xffff;
        for (int j = 0; j < count; j++) {
          skip(in, in.getShort() & 0xffff);
        }
      }
    }
    return H265.format(vps, sps, pps);
  }

  private static void requireLengths(byte flags) throws MediaException {
    if ((flags & 3) != 3) {
      throw new MediaException.Broken(
          "the MP4 track's NAL units do not have lengths of four bytes");
    }
  }

  private static byte[] one(ByteBuffer in, int count) throws MediaException {
    if (count != 1) {
      throw new MediaException.Broken("the MP4 track should have one parameter set of each kind");
    }
    int length = in.getShort() & 0xffff;
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    var set = new byte[length];
    in.get(set);
    return set;
  }

  private static void skip(ByteBuffer in, int count) {
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + count);
  }
}
