package org.vigie.media.mp4;

import java.util.List;

/// One `moof` with its `mdat`.
///
/// @param sequence its number in its file
/// @param baseTicks where its first picture stands on the file's time line, in 1/90000 s
/// @param samples its pictures in order
public record Fragment(int sequence, long baseTicks, List<Sample> samples) {

  public Fragment {
    samples = List.copyOf(samples);
  }
}
