package org.vigie.eye;

/// How many bits and pictures a second a source sends, by the last seconds of it. One thread only.
final class SourcePace {

  private static final int SECOND = 90_000;
  private static final long LONG_ENOUGH = 3 * SECOND;
  private static final int USUAL_RATE = 25;
  private static final int MOST_RATE = 60;

  /// What a picture takes while nothing is known of its source.
  private static final double USUAL_BITS_PER_PIXEL = 0.08;

  private static final double LEAST_BITS_PER_PIXEL = 0.03;
  private static final double MOST_BITS_PER_PIXEL = 0.35;

  /// The same picture takes more when it is coded a second time, by a simpler coder.
  private static final double SHARE = 1.1;

  /// What an encoder is asked for.
  record Wanted(int rate, int bitrate) {
    /// Whether another one would be worth a new encoder.
    boolean isNear(Wanted other) {
      return near(rate, other.rate) && near(bitrate, other.bitrate);
    }

    private static boolean near(int one, int other) {
      return Math.max(one, other) <= 1.3 * Math.min(one, other);
    }
  }

  private long from = Long.MIN_VALUE;
  private long bits;
  private int pictures;
  private double bitsPerSecond;
  private double rate;

  /// A run begins: the time before it says nothing about it.
  void begin() {
    from = Long.MIN_VALUE;
  }

  void add(long ticks, boolean key, int bytes) {
    if (from == Long.MIN_VALUE || ticks < from) {
      restart(ticks);
    }
    long passed = ticks - from;
    // From key picture to key picture, where they are not too rare: those are the large ones.
    if (passed >= LONG_ENOUGH && (key || passed > 4 * LONG_ENOUGH)) {
      bitsPerSecond = (double) bits * SECOND / passed;
      rate = (double) pictures * SECOND / passed;
      restart(ticks);
    }
    bits += 8L * bytes;
    pictures++;
  }

  private void restart(long ticks) {
    from = ticks;
    bits = 0;
    pictures = 0;
  }

  Wanted wanted(int width, int height) {
    int now = rate == 0 ? USUAL_RATE : Math.clamp(Math.round(rate), 1, MOST_RATE);
    double pixels = (double) width * height * now;
    double wanted = rate == 0 ? pixels * USUAL_BITS_PER_PIXEL : bitsPerSecond * SHARE;
    double least = Math.max(100_000, pixels * LEAST_BITS_PER_PIXEL);
    return new Wanted(
        now, (int) Math.clamp(wanted, least, Math.max(least, pixels * MOST_BITS_PER_PIXEL)));
  }
}
