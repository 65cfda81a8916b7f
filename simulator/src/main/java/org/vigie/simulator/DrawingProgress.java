package org.vigie.simulator;

import java.io.PrintStream;

/// Says how far drawing has come: `drawing scenes 3/8 37 %`, streams and share of all pixels. Safe
/// for use by any thread.
final class DrawingProgress {

  private static final int STEP_PERCENT = 5;

  private final PrintStream out;
  private long pixels;
  private long drawn;
  private int streams;
  private int finished;
  private int shownPercent;

  DrawingProgress(PrintStream out) {
    this.out = out;
  }

  /// A stream will have to be drawn.
  synchronized void expect(Film film, int pictures) {
    streams++;
    pixels += (long) film.pictureBytes() * pictures;
  }

  /// One picture of a stream was drawn.
  synchronized void drawn(Film film) {
    drawn += film.pictureBytes();
    int percent = (int) Math.min(99, drawn * 100 / Math.max(1, pixels));
    if (percent >= shownPercent + STEP_PERCENT) {
      show(percent);
    }
  }

  /// One stream is encoded.
  synchronized void finished() {
    finished++;
    if (finished == streams) {
      show(100);
    }
  }

  private void show(int percent) {
    shownPercent = percent;
    out.println("drawing scenes " + finished + "/" + streams + " " + percent + " %");
  }
}
