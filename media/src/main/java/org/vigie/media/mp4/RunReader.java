package org.vigie.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vigie.media.MediaException;
import org.vigie.model.AccessUnit;

/// Reads the samples that one `trun` box lists.
final class RunReader {

  private static final int MOST_SAMPLES = 65_536;
  private static final int NON_SYNC = 0x1_0000;

  /// A minute: more is no order of decoding but an error. Below it version 0, without a sign, reads
  /// the same.
  private static final long MOST_COMPOSITION_TICKS = 60L * AccessUnit.TICKS_PER_SECOND;

  private final ByteBuffer run;
  private final Defaults defaults;
  private final int flags;
  private final int count;

  RunReader(ByteBuffer run, Defaults defaults) throws MediaException {
    this.run = run;
    this.defaults = defaults;
    this.flags = run.getInt();
    this.count = run.getInt();
    if (count < 0 || count > MOST_SAMPLES) {
      throw new MediaException.Broken("the MP4 fragment claims too many pictures");
    }
  }

  /// @param moofStart where offsets count from, in `whole`
  /// @param dataStart where the `mdat`'s content begins, in `whole`; samples lie inside it
  List<Sample> read(ByteBuffer whole, int moofStart, int dataStart, int dataLength, long base)
      throws MediaException {
    long at = has(0x1) ? (long) moofStart + run.getInt() : dataStart;
    int first = has(0x4) ? run.getInt() : defaults.flags();
    var samples = new ArrayList<Sample>();
    long ticks = base;
    for (int i = 0; i < count; i++) {
      long duration = has(0x100) ? run.getInt() & 0xffff_ffffL : defaults.duration();
      long size = has(0x200) ? run.getInt() & 0xffff_ffffL : defaults.size();
      int sampleFlags = has(0x400) ? run.getInt() : i == 0 ? first : defaults.flags();
      int composition = has(0x800) ? run.getInt() : 0;
      if (Math.abs((long) composition) > MOST_COMPOSITION_TICKS) {
        throw new MediaException.Broken("the MP4 fragment shows a picture far from its place");
      }
      if (size == 0) {
        // Or a few bytes could claim thousands of pictures.
        throw new MediaException.Broken("an MP4 picture is empty");
      }
      if (at < dataStart || at + size > (long) dataStart + dataLength) {
        throw new MediaException.Broken("an MP4 picture lies outside its fragment");
      }
      var bytes = new byte[(int) size];
      whole.get((int) at, bytes);
      samples.add(new Sample(ticks, composition, duration, (sampleFlags & NON_SYNC) == 0, bytes));
      at += size;
      ticks += duration;
    }
    return samples;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
