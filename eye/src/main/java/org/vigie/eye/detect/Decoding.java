package org.vigie.eye.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigie.link.detector.DetectorManifest;

/// Reads boxes out of what a model gives, layout by layout. Pure.
final class Decoding {

  /// What a model has given: numbers and shape of each output, whole numbers as floats.
  record Output(float[] numbers, long[] shape) {}

  /// Boxes of a lower score than this share of what is sure are not even looked at: they are most.
  private static final double LEAST = 0.3;

  private static final int MOST = 1000;

  private final DetectorManifest manifest;
  private final double least;
  private final boolean[] said;

  Decoding(DetectorManifest manifest) {
    this.manifest = manifest;
    this.least = LEAST * manifest.sure();
    this.said = new boolean[manifest.labels().size()];
    for (int label = 0; label < said.length; label++) {
      said[label] = manifest.coarse(label).isPresent();
    }
  }

  /// The boxes, doubles among them, of labels that are said.
  List<Found> read(List<Output> outputs) {
    var found = new ArrayList<Found>();
    switch (manifest.layout()) {
      case YOLOX -> yolox(outputs.getFirst(), found);
      case FASTESTDET -> fastestDet(outputs.getFirst(), found);
      case RTMDET -> rtmdet(outputs.getFirst(), outputs.get(1), found);
      case PLAIN -> plain(outputs.getFirst(), found);
    }
    return most(found);
  }

  /// No part of a street holds more things; finding doubles takes the square of their number.
  private static List<Found> most(List<Found> found) {
    if (found.size() <= MOST) {
      return found;
    }
    found.sort(Comparator.comparingDouble(Found::score).reversed());
    return found.subList(0, MOST);
  }

  private void yolox(Output output, List<Found> found) {
    var numbers = output.numbers;
    int each = 5 + said.length;
    int place = 0;
    for (int stride : manifest.strides()) {
      int columns = manifest.input().width() / stride;
      int rows = manifest.input().height() / stride;
      for (int cell = 0; cell < columns * rows; cell++, place++) {
        int at = place * each;
        float there = numbers[at + 4];
        if (there < least) {
          continue;
        }
        int label = best(numbers, at + 5, 1);
        double x = (numbers[at] + cell % columns) * stride;
        double y = (numbers[at + 1] + cell / columns) * stride;
        double w = Math.exp(numbers[at + 2]) * stride;
        double h = Math.exp(numbers[at + 3]) * stride;
        add(label, x, y, w, h, there * numbers[at + 5 + label], found);
      }
    }
  }

  private void fastestDet(Output output, List<Found> found) {
    var numbers = output.numbers;
    int rows = (int) output.shape[2];
    int columns = (int) output.shape[3];
    int plane = rows * columns;
    double cellWidth = (double) manifest.input().width() / columns;
    double cellHeight = (double) manifest.input().height() / rows;
    for (int cell = 0; cell < plane; cell++) {
      int label = best(numbers, cell + 5 * plane, plane);
      double score =
          Math.pow(numbers[cell], 0.6) * Math.pow(numbers[cell + (5 + label) * plane], 0.4);
      if (score < least) {
        continue;
      }
      double x = (cell % columns + Math.tanh(numbers[cell + plane])) * cellWidth;
      double y = (cell / columns + Math.tanh(numbers[cell + 2 * plane])) * cellHeight;
      double w = sigmoid(numbers[cell + 3 * plane]) * manifest.input().width();
      double h = sigmoid(numbers[cell + 4 * plane]) * manifest.input().height();
      add(label, x, y, w, h, score, found);
    }
  }

  private void rtmdet(Output boxes, Output labels, List<Found> found) {
    for (int i = 0; i < labels.numbers.length && 5 * i + 4 < boxes.numbers.length; i++) {
      corners(boxes.numbers, 5 * i, (int) labels.numbers[i], found);
    }
  }

  private void plain(Output output, List<Found> found) {
    for (int at = 0; at + 5 < output.numbers.length; at += 6) {
      corners(output.numbers, at, (int) output.numbers[at + 5], found);
    }
  }

  private void corners(float[] numbers, int at, int label, List<Found> found) {
    double left = numbers[at];
    double top = numbers[at + 1];
    double right = numbers[at + 2];
    double bottom = numbers[at + 3];
    add(
        label,
        (left + right) / 2,
        (top + bottom) / 2,
        right - left,
        bottom - top,
        numbers[at + 4],
        found);
  }

  /// The label of the highest of the scores that begin at `at`.
  private int best(float[] numbers, int at, int step) {
    int best = 0;
    for (int label = 1; label < said.length; label++) {
      if (numbers[at + label * step] > numbers[at + best * step]) {
        best = label;
      }
    }
    return best;
  }

  /// A model that gives nonsense (no number, no size, no such label) gives nothing.
  private void add(
      int label, double x, double y, double w, double h, double score, List<Found> found) {
    boolean sound =
        w >= 1 && h >= 1 && w < 1e5 && h < 1e5 && Math.abs(x) < 1e5 && Math.abs(y) < 1e5;
    if (label >= 0
        && label < said.length
        && said[label]
        && score >= least
        && score <= 1.001
        && sound) {
      found.add(new Found(label, x - w / 2, y - h / 2, x + w / 2, y + h / 2, Math.min(1, score)));
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
