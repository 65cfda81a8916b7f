package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;

/// Stands where recorder and eye do behind a burner, and looks at what they are given.
final class Burned implements StreamSink {

  /// One run with its pictures; `end` is null while it goes on.
  static final class Run {
    final RunStart start;
    final List<AccessUnit> units = new ArrayList<>();
    @Nullable RunEnd end;

    Run(RunStart start) {
      this.start = start;
    }
  }

  private final List<Run> runs = new ArrayList<>();
  private final List<RunEnd> ends = new ArrayList<>();

  @Override
  public synchronized void begin(RunStart start) {
    runs.add(new Run(start));
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    runs.getLast().units.add(unit);
  }

  @Override
  public synchronized void end(RunEnd end) {
    ends.add(end);
    if (!runs.isEmpty() && runs.getLast().end == null) {
      runs.getLast().end = end;
    }
  }

  synchronized List<Run> runs() {
    return List.copyOf(runs);
  }

  synchronized List<GapReason> gaps() {
    return ends.stream().map(RunEnd::gap).toList();
  }

  synchronized List<AccessUnit> units() {
    return runs.stream().flatMap(run -> run.units.stream()).toList();
  }

  /// Decodes everything and checks that nothing shows in the rectangle, and something outside it.
  ///
  /// @param box left, top, right and bottom in fractions of the picture
  /// @return how many pictures were looked at
  int assertPainted(double... box) throws NativeFailure, IOException {
    var pictures = pictures();
    pictures.forEach(picture -> assertPainted(picture, box));
    return pictures.size();
  }

  /// All pictures, decoded.
  List<I420> pictures() throws NativeFailure, IOException {
    var all = new ArrayList<I420>();
    for (var run : runs()) {
      var pictures = new ArrayList<I420>();
      try (var decoder = Decoder.open(run.start.format())) {
        Decoder.Sink sink =
            (picture, ticks) -> {
              var copy = I420.allocate(picture.width(), picture.height());
              picture.copyInto(copy);
              pictures.add(copy);
            };
        for (var unit : run.units) {
          decoder.decode(unit.ticks(), unit.key(), unit.bytes(), sink);
        }
        decoder.drain(sink);
      }
      assertThat(pictures).hasSameSizeAs(run.units);
      all.addAll(pictures);
    }
    return all;
  }

  /// How far the luma in a rectangle is from that of a mask, on average.
  static double off(I420 picture, double... box) {
    long sum = 0;
    int count = 0;
    for (int y = (int) (box[1] * picture.height()); y < box[3] * picture.height(); y++) {
      for (int x = (int) (box[0] * picture.width()); x < box[2] * picture.width(); x++, count++) {
        sum += Math.abs((picture.y()[y * picture.width() + x] & 0xff) - MaskPaint.LUMA);
      }
    }
    return (double) sum / count;
  }

  private static void assertPainted(I420 picture, double... box) {
    int left = (int) (box[0] * picture.width());
    int top = (int) (box[1] * picture.height());
    int right = (int) (box[2] * picture.width());
    int bottom = (int) (box[3] * picture.height());
    int worst = 0;
    long sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int off = Math.abs((picture.y()[y * picture.width() + x] & 0xff) - MaskPaint.LUMA);
        worst = Math.max(worst, off);
        sum += off;
      }
    }
    // Coding smears a little of what is beside the mask over its edge.
    assertThat(worst).as("what shows in the mask, at most").isLessThanOrEqualTo(30);
    double mean = (double) sum / ((right - left) * (bottom - top));
    assertThat(mean).as("what shows in the mask").isLessThan(1.5);
    assertThat(detail(picture)).as("detail outside the mask").isGreaterThan(20);
  }

  /// How different the picture's lower half is from itself: the deviation of its luma.
  private static double detail(I420 picture) {
    var half = Arrays.copyOfRange(picture.y(), picture.y().length / 2, picture.y().length);
    double sum = 0;
    double squares = 0;
    for (byte sample : half) {
      sum += sample & 0xff;
      squares += (double) (sample & 0xff) * (sample & 0xff);
    }
    double mean = sum / half.length;
    return Math.sqrt(squares / half.length - mean * mean);
  }
}
