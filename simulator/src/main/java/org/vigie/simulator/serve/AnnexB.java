package org.vigie.simulator.serve;

import java.util.ArrayList;
import java.util.List;

/// Cuts an encoder's H.264 byte stream (ISO/IEC 14496-10 annex B) into pictures.
final class AnnexB {

  static final int SLICE = 1;
  static final int IDR = 5;
  static final int SPS = 7;
  static final int PPS = 8;
  private static final int DELIMITER = 9;
  private static final int FILLER = 12;

  private AnnexB() {}

  /// One NAL unit inside the stream, without its start code.
  record Nal(int offset, int length, int type) {}

  /// The NAL units of one picture, parameter sets included.
  record Picture(List<Nal> nals) {

    boolean key() {
      return nals.stream().anyMatch(nal -> nal.type == IDR);
    }
  }

  /// The pictures in order. Delimiters and filler, which say nothing, are left out.
  static List<Picture> pictures(byte[] stream) {
    var pictures = new ArrayList<Picture>();
    var current = new ArrayList<Nal>();
    boolean hasSlice = false;
    for (var nal : nals(stream)) {
      if (nal.type == DELIMITER || nal.type == FILLER) {
        continue;
      }
      boolean slice = nal.type == SLICE || nal.type == IDR;
      if (hasSlice && (!slice || startsPicture(stream, nal))) {
        pictures.add(new Picture(List.copyOf(current)));
        current.clear();
        hasSlice = false;
      }
      current.add(nal);
      hasSlice |= slice;
    }
    if (hasSlice) {
      pictures.add(new Picture(List.copyOf(current)));
    }
    return pictures;
  }

  /// Whether first_mb_in_slice is 0: its Exp-Golomb code is then the single bit 1.
  private static boolean startsPicture(byte[] stream, Nal slice) {
    return slice.length > 1 && (stream[slice.offset + 1] & 0x80) != 0;
  }

  private static List<Nal> nals(byte[] stream) {
    var nals = new ArrayList<Nal>();
    int start = -1;
    int i = 0;
    while (i + 3 <= stream.length) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        add(nals, stream, start, i);
        start = i + 3;
        i += 3;
      } else {
        i++;
      }
    }
    add(nals, stream, start, stream.length);
    return nals;
  }

  private static void add(List<Nal> nals, byte[] stream, int start, int end) {
    if (start < 0) {
      return;
    }
    int last = end;
    // Zeros before a start code belong to it, never to the NAL unit.
    while (last > start && stream[last - 1] == 0) {
      last--;
    }
    if (last > start) {
      nals.add(new Nal(start, last - start, stream[start] & 31));
    }
  }
}
