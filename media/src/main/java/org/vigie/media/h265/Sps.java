package org.vigie.media.h265;

import org.vigie.media.MediaException;
import org.vigie.media.h264.BitReader;

/// What Vigie needs of a sequence parameter set (ISO/IEC 23008-2 section 7.3.2.2.1).
///
/// @param width in pixels, after cropping
/// @param height in pixels, after cropping
/// @param chroma chroma_format_idc, 0 to 3
/// @param subLayers how many temporal layers, 1 to 7
/// @param nested sps_temporal_id_nesting_flag
/// @param reorderDepth how many pictures may be overtaken in the order of showing
record Sps(
    int width,
    int height,
    int chroma,
    int lumaDepth,
    int chromaDepth,
    int subLayers,
    boolean nested,
    int reorderDepth) {

  /// Level 6.2's largest side; what claims more is not a camera.
  private static final int MOST_PIXELS_A_SIDE = 16_888;

  private static final long MOST_PIXELS = 35_651_584L * 4;

  static Sps parse(byte[] nal) throws MediaException {
    if (nal.length < 4 || H265.type(nal[0]) != H265.SPS) {
      throw new MediaException.Broken("the H.265 sequence parameters are not such");
    }
    var in = new BitReader(nal, 2);
    in.bits(4);
    int moreLayers = in.bits(3);
    boolean nested = in.bit() == 1;
    if (moreLayers > 6) {
      throw new MediaException.Broken("the H.265 parameters claim too many layers");
    }
    skipProfileTierLevel(in, moreLayers);
    in.unsigned(15);
    int chroma = in.unsigned(3);
    boolean separatePlanes = chroma == 3 && in.bit() == 1;
    int width = in.unsigned(MOST_PIXELS_A_SIDE);
    int height = in.unsigned(MOST_PIXELS_A_SIDE);
    if ((long) width * height > MOST_PIXELS) {
      throw new MediaException.Broken("the H.265 parameters claim an impossible picture size");
    }
    if (in.bit() == 1) {
      int planes = separatePlanes ? 0 : chroma;
      int unitX = planes == 1 || planes == 2 ? 2 : 1;
      int unitY = planes == 1 ? 2 : 1;
      width -= unitX * (in.unsigned(MOST_PIXELS_A_SIDE) + in.unsigned(MOST_PIXELS_A_SIDE));
      height -= unitY * (in.unsigned(MOST_PIXELS_A_SIDE) + in.unsigned(MOST_PIXELS_A_SIDE));
    }
    if (width <= 0 || height <= 0) {
      throw new MediaException.Broken("the H.265 parameters crop the whole picture away");
    }
    int lumaDepth = 8 + in.unsigned(8);
    int chromaDepth = 8 + in.unsigned(8);
    in.unsigned(12);
    int depth = reorderDepth(in, moreLayers);
    return new Sps(width, height, chroma, lumaDepth, chromaDepth, moreLayers + 1, nested, depth);
  }

  /// That of the highest layer, which comes last.
  private static int reorderDepth(BitReader in, int moreLayers) throws MediaException {
    int depth = 0;
    boolean each = in.bit() == 1;
    for (int layer = each ? 0 : moreLayers; layer <= moreLayers; layer++) {
      in.unsigned(15);
      depth = in.unsigned(15);
      in.unsigned(Integer.MAX_VALUE);
    }
    return depth;
  }

  /// Section 7.3.3.
  private static void skipProfileTierLevel(BitReader in, int moreLayers) throws MediaException {
    skip(in, 96);
    int profiles = 0;
    int levels = 0;
    for (int layer = 0; layer < moreLayers; layer++) {
      profiles += in.bit();
      levels += in.bit();
    }
    if (moreLayers > 0) {
      skip(in, 2 * (8 - moreLayers));
    }
    skip(in, 88 * profiles + 8 * levels);
  }

  private static void skip(BitReader in, int bits) throws MediaException {
    for (int i = 0; i < bits; i++) {
      in.bit();
    }
  }
}
