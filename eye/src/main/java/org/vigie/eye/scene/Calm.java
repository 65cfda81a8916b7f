package org.vigie.eye.scene;

/// For how long each pixel that differs from the background has shown the same, but for glimpses.
///
/// A raindrop, a flake, an insect or a burst of noise hides a pixel for one picture and leaves what
/// was behind it as it was: where it rains, hardly any pixel shows the same for two seconds without
/// a break. So a break of [#GLIMPSE_MS] at most is forgiven, and costs twice its own length: what
/// shows the same in two thirds of the pictures grows calm in time, what flickers does not.
///
/// One thread only.
final class Calm {

  /// Two pictures of ten a second. Whoever walks, or moves an arm, hides a place for longer.
  private static final int GLIMPSE_MS = 250;

  private static final int PRICE = 2;

  /// How far luma may stray and still be the same look: as in [Background].
  private static final int STRAY = 9;

  private static final int MOST_MS = 30_000;

  private final Background background;
  private final byte[] looks;
  private final short[] calmMs;
  private final int[] seenMs;
  private int nowMs;

  Calm(Background background) {
    this.background = background;
    this.looks = new byte[background.kind.length];
    this.calmMs = new short[looks.length];
    this.seenMs = new int[looks.length];
  }

  /// Takes in the picture that was compared last.
  void see(double seconds) {
    int elapsed = (int) Math.round(seconds * 1000);
    nowMs += elapsed;
    var kind = background.kind;
    var luma = background.luma();
    for (int i = Marked.next(kind, 0, kind.length);
        i < kind.length;
        i = Marked.next(kind, i + 1, kind.length)) {
      see(i, luma[i] & 255, elapsed);
    }
  }

  private void see(int i, int luma, int elapsed) {
    int unseen = nowMs - seenMs[i];
    int step = luma - (looks[i] & 255);
    if (Math.abs(step) <= STRAY) {
      int broken = unseen - elapsed;
      int calm = broken > GLIMPSE_MS ? 0 : calmMs[i] + elapsed - PRICE * broken;
      calmMs[i] = (short) Math.clamp(calm, 0, MOST_MS);
      looks[i] += (byte) (step / 4);
      seenMs[i] = nowMs;
    } else if (unseen > GLIMPSE_MS) {
      looks[i] = (byte) luma;
      calmMs[i] = 0;
      seenMs[i] = nowMs;
    }
  }

  /// For how long a pixel that differs has been calm, in milliseconds, up to half a minute.
  int ms(int i) {
    return calmMs[i];
  }
}
