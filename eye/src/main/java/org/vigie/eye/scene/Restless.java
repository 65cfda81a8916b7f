package org.vigie.eye.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds what stands in a view that is just being learnt and is no part of it: people who stand
/// still are never quite still.
///
/// Who stands sways by a centimetre or two within a few seconds: a fraction of a pixel, too little
/// to differ from the background, but over ten seconds the steps of light at its outline vary by
/// more than those of walls. How much those vary for other reasons, noise and coding, is measured
/// over the whole picture. Steps of light, not light itself: a cloud changes all light, and few
/// steps.
final class Restless {

  /// Pictures over which noise is averaged away, about half a second.
  private static final float SMOOTH = 0.25f;

  /// Fewer pictures say nothing.
  private static final int LEAST_PICTURES = 20;

  /// So many times what is usual in the picture, and at least so many levels, is movement.
  private static final float TIMES_USUAL = 2.5f;

  private static final float LEAST_LEVELS = 1;

  /// Steep steps vary more, by coding and where the mast shakes: so many times as much of their
  /// height as is usual among them.
  private static final float TIMES_USUAL_OF_STEP = 3;

  private static final float LEAST_OF_STEP = 0.015f;
  private static final float MOST_OF_STEP = 0.2f;

  /// A step of so many levels is an outline.
  private static final float STEEP = 20;

  private static final int LEAST_PIXELS = 2;

  /// Of the sixteen of a cell: a shadow falls on it, or a swaying outline would be as wide.
  private static final int SHADOW_PIXELS = 5;

  private static final int LEAST_CELLS = 2;

  /// How far a place reaches beyond the outlines that were seen to sway, in its own sizes.
  private static final double MARGIN = 0.3;

  private final int width;
  private final int height;
  private final Cells cells;
  private final float[] smooth;
  private final float[] mean;
  private final float[] square;
  private final boolean[] passed;
  private final int[] shadows;
  private int pictures;

  Restless(int width, int height) {
    this.width = width;
    this.height = height;
    this.cells = new Cells(width, height);
    this.smooth = new float[width * height];
    this.mean = new float[smooth.length];
    this.square = new float[smooth.length];
    this.passed = new boolean[cells.columns * cells.rows];
    this.shadows = new int[passed.length];
  }

  /// Takes in the picture that was compared last, at the exposure of the background: a darker one
  /// has smaller steps.
  ///
  /// @param passing boxes of what passes by: it is seen as such, and its traces are no swaying
  void add(Background background, List<double[]> passing) {
    for (var box : passing) {
      exclude(box);
    }
    excludeShadows(background);
    var luma = background.luma();
    float share = 1f / (pictures + 1);
    for (int y = 0; y < height; y++) {
      for (int i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
        float step = (luma[i + 1] & 255) - (luma[i - 1] & 255);
        float now = pictures == 0 ? step : smooth[i] + SMOOTH * (step - smooth[i]);
        smooth[i] = now;
        mean[i] += share * (now - mean[i]);
        square[i] += share * (now * now - square[i]);
      }
    }
    pictures++;
  }

  private void exclude(double[] box) {
    int left = Math.clamp((int) box[0] / Cells.SIDE - 1, 0, cells.columns - 1);
    int right = Math.clamp((int) box[2] / Cells.SIDE + 1, 0, cells.columns - 1);
    int top = Math.clamp((int) box[1] / Cells.SIDE - 1, 0, cells.rows - 1);
    int bottom = Math.clamp((int) box[3] / Cells.SIDE + 1, 0, cells.rows - 1);
    for (int y = top; y <= bottom; y++) {
      Arrays.fill(passed, y * cells.columns + left, y * cells.columns + right + 1, true);
    }
  }

  private void excludeShadows(Background background) {
    Arrays.fill(shadows, 0);
    for (int i = 0; i < background.kind.length; i++) {
      if (background.kind[i] == Background.SHADOW) {
        int cell = i / width / Cells.SIDE * cells.columns + i % width / Cells.SIDE;
        passed[cell] |= ++shadows[cell] >= SHADOW_PIXELS;
      }
    }
  }

  /// The boxes of what swayed since the last call, in pixels: left, top, right, bottom.
  List<double[]> take() {
    var boxes = new ArrayList<double[]>();
    if (pictures < LEAST_PICTURES) {
      return boxes; // A sleeping camera: the next call will have seen enough.
    }
    float least = Math.max(LEAST_LEVELS, TIMES_USUAL * usual());
    float ofStep = Math.clamp(TIMES_USUAL_OF_STEP * usualOfStep(), LEAST_OF_STEP, MOST_OF_STEP);
    var counts = new int[cells.columns * cells.rows];
    for (int i = 0; i < mean.length; i++) {
      if (deviation(i) > least + ofStep * Math.abs(mean[i])) {
        counts[i / width / Cells.SIDE * cells.columns + i % width / Cells.SIDE]++;
      }
    }
    cells.forGroups(
        cell -> counts[cell] >= LEAST_PIXELS && !passed[cell],
        (group, count) -> {
          if (count >= LEAST_CELLS) {
            boxes.add(box(group, count));
          }
        });
    begin();
    return boxes;
  }

  /// Begins to measure anew: in another light steps are others.
  void begin() {
    pictures = 0;
    Arrays.fill(mean, 0);
    Arrays.fill(square, 0);
    Arrays.fill(passed, false);
  }

  private float deviation(int i) {
    return (float) Math.sqrt(Math.max(0, square[i] - mean[i] * mean[i]));
  }

  /// The median deviation of a sample of the picture.
  private float usual() {
    var sample = new float[mean.length / 37];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = deviation(i * 37);
    }
    return median(sample, sample.length);
  }

  /// The median over outlines of their deviation, as a share of their height.
  private float usualOfStep() {
    var sample = new float[mean.length];
    int found = 0;
    for (int i = 0; i < mean.length; i++) {
      if (Math.abs(mean[i]) >= STEEP) {
        sample[found++] = deviation(i) / Math.abs(mean[i]);
      }
    }
    return median(sample, found);
  }

  private static float median(float[] sample, int count) {
    Arrays.sort(sample, 0, count);
    return count == 0 ? 0 : sample[count / 2];
  }

  private double[] box(int[] group, int count) {
    int left = cells.columns;
    int top = cells.rows;
    int right = 0;
    int bottom = 0;
    for (int g = 0; g < count; g++) {
      left = Math.min(left, group[g] % cells.columns);
      right = Math.max(right, group[g] % cells.columns + 1);
      top = Math.min(top, group[g] / cells.columns);
      bottom = Math.max(bottom, group[g] / cells.columns + 1);
    }
    double across = MARGIN * (right - left);
    double up = MARGIN * (bottom - top);
    return new double[] {
      Cells.SIDE * (left - across),
      Cells.SIDE * (top - up),
      Cells.SIDE * (right + across),
      Cells.SIDE * (bottom + up)
    };
  }
}
