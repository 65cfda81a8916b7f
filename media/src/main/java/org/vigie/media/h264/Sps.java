package org.vigie.media.h264;

import org.vigie.media.MediaException;

/// What Vigie needs of a sequence parameter set (ISO/IEC 14496-10 section 7.3.2.1.1).
///
/// @param width in pixels, after cropping
/// @param height in pixels, after cropping
/// @param chroma chroma_format_idc, 0 to 3
/// @param reorderDepth how many pictures may be overtaken in the order of showing; -1 where it does
///     not say
record Sps(
    int id, int width, int height, int chroma, int lumaDepth, int chromaDepth, int reorderDepth) {

  /// Level 6.2's largest side; what claims more is not a camera.
  private static final int MOST_PIXELS = 16_880;

  private static final int MOST_MACROBLOCKS = 139_264;

  /// Has no B slices.
  private static final int BASELINE = 66;

  /// Whether the profile's parameter set names its chroma format and bit depths.
  static boolean isHigh(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  static Sps parse(byte[] nal) throws MediaException {
    if (nal.length < 4 || H264.type(nal[0]) != H264.SPS) {
      throw new MediaException.Broken("the H.264 sequence parameters are not such");
    }
    var in = new BitReader(nal, 1);
    int profile = in.bits(8);
    in.bits(16);
    int id = in.unsigned(31);
    int chroma = 1;
    int lumaDepth = 8;
    int chromaDepth = 8;
    boolean separatePlanes = false;
    if (isHigh(profile)) {
      chroma = in.unsigned(3);
      separatePlanes = chroma == 3 && in.bit() == 1;
      lumaDepth = 8 + in.unsigned(6);
      chromaDepth = 8 + in.unsigned(6);
      in.bit();
      skipScaling(in, chroma);
    }
    in.unsigned(12);
    skipOrderCount(in);
    in.unsigned(16);
    in.bit();
    int wide = in.unsigned(MOST_PIXELS / 16) + 1;
    int units = in.unsigned(MOST_PIXELS / 16) + 1;
    int fieldsPerFrame = 2 - in.bit();
    if (fieldsPerFrame == 2) {
      in.bit();
    }
    in.bit();
    if (wide * units * fieldsPerFrame > MOST_MACROBLOCKS) {
      throw new MediaException.Broken("the H.264 parameters claim an impossible picture size");
    }
    int width = wide * 16;
    int height = units * fieldsPerFrame * 16;
    if (in.bit() == 1) {
      int planes = separatePlanes ? 0 : chroma;
      int unitX = planes == 1 || planes == 2 ? 2 : 1;
      int unitY = (planes == 1 ? 2 : 1) * fieldsPerFrame;
      width -= unitX * (in.unsigned(MOST_PIXELS) + in.unsigned(MOST_PIXELS));
      height -= unitY * (in.unsigned(MOST_PIXELS) + in.unsigned(MOST_PIXELS));
    }
    if (width <= 0 || height <= 0) {
      throw new MediaException.Broken("the H.264 parameters crop the whole picture away");
    }
    int depth = profile == BASELINE ? 0 : Vui.reorderDepth(in);
    return new Sps(id, width, height, chroma, lumaDepth, chromaDepth, depth);
  }

  private static void skipScaling(BitReader in, int chroma) throws MediaException {
    if (in.bit() == 0) {
      return;
    }
    for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
      if (in.bit() == 1) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < (list < 6 ? 16 : 64); i++) {
          if (next != 0) {
            next = (last + in.signed() + 256) & 255;
          }
          last = next == 0 ? last : next;
        }
      }
    }
  }

  private static void skipOrderCount(BitReader in) throws MediaException {
    int type = in.unsigned(2);
    if (type == 0) {
      in.unsigned(12);
    } else if (type == 1) {
      in.bit();
      in.signed();
      in.signed();
      int cycle = in.unsigned(255);
      for (int i = 0; i < cycle; i++) {
        in.signed();
      }
    }
  }
}
