package org.vigie.recording.clips;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// A film as fragmented MP4, in memory. Pure.
final class FilmFile {

  private static final int FRAGMENT_UNITS = 64;

  private FilmFile() {}

  /// @param endTicks until when the last unit lasts
  static byte[] write(VideoFormat format, List<AccessUnit> all, long endTicks) {
    var fragments = fragments(all);
    var init = Mp4.init(format);
    int size = init.length + fragments.stream().mapToInt(Mp4::fragmentSize).sum();
    var out = ByteBuffer.allocate(size).put(init);
    long origin = fragments.getFirst().getFirst().ticks();
    for (int i = 0; i < fragments.size(); i++) {
      var units = fragments.get(i);
      boolean more = i + 1 < fragments.size();
      long until = more ? fragments.get(i + 1).getFirst().ticks() : endTicks;
      long least = units.getLast().ticks() + 1;
      Mp4.writeFragment(
          out, i + 1, units.getFirst().ticks() - origin, units, Math.max(until, least));
    }
    return out.array();
  }

  /// Cut before key frames, and where they are far apart also in between.
  private static List<List<AccessUnit>> fragments(List<AccessUnit> units) {
    var fragments = new ArrayList<List<AccessUnit>>();
    var current = new ArrayList<AccessUnit>();
    for (var unit : units) {
      if (!current.isEmpty() && (unit.key() || current.size() == FRAGMENT_UNITS)) {
        fragments.add(List.copyOf(current));
        current.clear();
      }
      current.add(unit);
    }
    fragments.add(List.copyOf(current));
    return fragments;
  }
}
