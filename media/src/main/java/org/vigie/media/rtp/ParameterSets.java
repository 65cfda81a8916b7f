package org.vigie.media.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.model.VideoFormat;

/// The parameter sets that are in force, from the SDP and then from the stream. Used by one thread.
///
/// A [VideoFormat] holds one of each kind. Of several in one access unit the first counts; the
/// others are left in the unit, where decoders find them.
final class ParameterSets {

  private byte @Nullable [] sps;
  private byte @Nullable [] pps;
  private @Nullable VideoFormat format;
  private boolean spsSeen;
  private boolean ppsSeen;
  private boolean changed;

  ParameterSets(@Nullable VideoFormat announced) {
    if (announced != null) {
      format = announced;
      sps = announced.sequenceParameters();
      pps = announced.pictureParameters();
    }
  }

  /// A new access unit begins.
  void begin() {
    spsSeen = false;
    ppsSeen = false;
  }

  /// Takes a parameter set; false if it has to stay in the access unit.
  boolean take(int type, byte[] bytes, int from, int to) {
    int end = to;
    while (end > from + 1 && bytes[end - 1] == 0) {
      end--;
    }
    if (type == H264.SPS) {
      if (spsSeen) {
        return sps != null && Arrays.equals(sps, 0, sps.length, bytes, from, end);
      }
      spsSeen = true;
      if (sps == null || !Arrays.equals(sps, 0, sps.length, bytes, from, end)) {
        sps = Arrays.copyOfRange(bytes, from, end);
        changed = true;
      }
      return true;
    }
    if (ppsSeen) {
      return pps != null && Arrays.equals(pps, 0, pps.length, bytes, from, end);
    }
    ppsSeen = true;
    if (pps == null || !Arrays.equals(pps, 0, pps.length, bytes, from, end)) {
      pps = Arrays.copyOfRange(bytes, from, end);
      changed = true;
    }
    return true;
  }

  /// The format in force; null until both sets are known.
  @Nullable VideoFormat format() throws MediaException {
    if (changed && sps != null && pps != null) {
      changed = false;
      var next = H264.format(sps, pps);
      if (!next.equals(format)) {
        format = next;
      }
    }
    return format;
  }
}
