package org.vigie.media.h264;

import org.vigie.media.MediaException;

/// Reads the one thing that is needed of the video usability information, which ends an SPS
/// (ISO/IEC 14496-10 annex E.1.1).
final class Vui {

  private static final int EXTENDED_ASPECT = 255;
  private static final int MOST_SCHEDULES = 31;

  private Vui() {}

  /// max_num_reorder_frames; -1 where it is not said. Cameras write this part carelessly: what
  /// cannot be read was not said.
  ///
  /// @param in stands at vui_parameters_present_flag
  static int reorderDepth(BitReader in) {
    try {
      return in.bit() == 0 ? -1 : read(in);
    } catch (MediaException e) {
      return -1;
    }
  }

  private static int read(BitReader in) throws MediaException {
    if (in.bit() == 1 && in.bits(8) == EXTENDED_ASPECT) {
      in.bits(32);
    }
    if (in.bit() == 1) {
      in.bit();
    }
    if (in.bit() == 1) {
      in.bits(4);
      if (in.bit() == 1) {
        in.bits(24);
      }
    }
    if (in.bit() == 1) {
      in.unsigned(5);
      in.unsigned(5);
    }
    if (in.bit() == 1) {
      in.bits(32);
      in.bits(32);
      in.bit();
    }
    boolean network = skipSchedule(in);
    boolean video = skipSchedule(in);
    if (network || video) {
      in.bit();
    }
    in.bit();
    if (in.bit() == 0) {
      return -1;
    }
    in.bit();
    for (int i = 0; i < 4; i++) {
      in.unsigned(Integer.MAX_VALUE);
    }
    return in.unsigned(16);
  }

  /// Hypothetical reference decoder parameters, where they are there.
  private static boolean skipSchedule(BitReader in) throws MediaException {
    if (in.bit() == 0) {
      return false;
    }
    int count = in.unsigned(MOST_SCHEDULES) + 1;
    in.bits(8);
    for (int i = 0; i < count; i++) {
      in.unsigned(Integer.MAX_VALUE);
      in.unsigned(Integer.MAX_VALUE);
      in.bit();
    }
    in.bits(20);
    return true;
  }
}
