package org.vigie.media.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.model.VideoFormat;
import org.vigie.model.VideoFormat.VideoCodec;

/// The parameter sets that are in force, from the SDP and then from the stream. Used by one thread.
///
/// A [VideoFormat] holds one of each kind. Of several in one access unit the first counts; the
/// others are left in the unit, where decoders find them.
final class ParameterSets {

  /// One kind of them.
  private final class Kind {
    private byte @Nullable [] set;
    private boolean seen;

    /// Takes a parameter set; false if it has to stay in the access unit.
    boolean take(byte[] bytes, int from, int to) {
      int end = to;
      while (end > from + 1 && bytes[end - 1] == 0) {
        end--;
      }
      var known = set;
      boolean same = known != null && Arrays.equals(known, 0, known.length, bytes, from, end);
      if (seen) {
        return same;
      }
      seen = true;
      if (!same) {
        set = Arrays.copyOfRange(bytes, from, end);
        changed = true;
      }
      return true;
    }
  }

  private final VideoCodec codec;
  private final Kind video = new Kind();
  private final Kind sequence = new Kind();
  private final Kind picture = new Kind();
  private @Nullable VideoFormat format;
  private int reorderDepth = -1;
  private boolean changed;

  private ParameterSets(VideoCodec codec, @Nullable VideoFormat announced) {
    this.codec = codec;
    if (announced != null && announced.codec() == codec) {
      use(announced);
      video.set = codec == VideoCodec.H265 ? announced.videoParameters() : null;
      sequence.set = announced.sequenceParameters();
      picture.set = announced.pictureParameters();
    }
  }

  static ParameterSets h264(@Nullable VideoFormat announced) {
    return new ParameterSets(VideoCodec.H264, announced);
  }

  static ParameterSets h265(@Nullable VideoFormat announced) {
    return new ParameterSets(VideoCodec.H265, announced);
  }

  /// A new access unit begins.
  void begin() {
    video.seen = false;
    sequence.seen = false;
    picture.seen = false;
  }

  /// Takes a VPS; false if it has to stay in the access unit.
  boolean takeVideo(byte[] bytes, int from, int to) {
    return video.take(bytes, from, to);
  }

  /// Takes an SPS; false if it has to stay in the access unit.
  boolean takeSequence(byte[] bytes, int from, int to) {
    return sequence.take(bytes, from, to);
  }

  /// Takes a PPS; false if it has to stay in the access unit.
  boolean takePicture(byte[] bytes, int from, int to) {
    return picture.take(bytes, from, to);
  }

  /// The format in force; null until all sets are known.
  @Nullable VideoFormat format() throws MediaException {
    var sps = sequence.set;
    var pps = picture.set;
    if (!changed || sps == null || pps == null) {
      return format;
    }
    var vps = video.set;
    if (codec == VideoCodec.H265 && vps == null) {
      return format;
    }
    changed = false;
    var next =
        codec == VideoCodec.H264 || vps == null
            ? H264.format(sps, pps)
            : H265.format(vps, sps, pps);
    if (!next.equals(format)) {
      use(next);
    }
    return format;
  }

  /// How many pictures may be overtaken in the order of showing, as the parameters say; -1 if they
  /// do not.
  int reorderDepth() {
    return reorderDepth;
  }

  private void use(VideoFormat next) {
    format = next;
    reorderDepth =
        switch (codec) {
          case H264 -> H264.reorderDepth(next.sequenceParameters());
          case H265 -> H265.reorderDepth(next.sequenceParameters());
        };
  }
}
