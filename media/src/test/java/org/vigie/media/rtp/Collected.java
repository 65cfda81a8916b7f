package org.vigie.media.rtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Remembers what a stream held.
public class Collected implements VideoReceiver {

  public record Picture(
      VideoFormat format, long ticks, int compositionTicks, boolean key, byte[] bytes) {

    /// The access unit that a sink gets, but for its wall time.
    public AccessUnit unit() {
      return new AccessUnit(ticks, compositionTicks, Instant.EPOCH, key, bytes);
    }
  }

  public final List<Picture> pictures = new ArrayList<>();
  public final List<String> breaks = new ArrayList<>();
  public final List<SenderReport> reports = new ArrayList<>();
  public int dropped;
  public int jumps;

  @Override
  public void picture(
      VideoFormat format,
      long ticks,
      int compositionTicks,
      boolean key,
      byte[] bytes,
      long arrived) {
    pictures.add(new Picture(format, ticks, compositionTicks, key, bytes));
  }

  @Override
  public void dropped(long arrived) {
    dropped++;
  }

  @Override
  public void broken(String why) {
    breaks.add(why);
  }

  @Override
  public void jumped() {
    jumps++;
  }

  @Override
  public void report(SenderReport report, long arrived) {
    reports.add(report);
  }
}
