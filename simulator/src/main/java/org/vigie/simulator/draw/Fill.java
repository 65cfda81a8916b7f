package org.vigie.simulator.draw;

import java.util.Arrays;

/// Finds the pixels of flat shapes and how much of each is covered. Used by one thread.
final class Fill {

  private static final int SUB_ROWS = 4;

  private final Canvas canvas;
  private final float[] cover;

  Fill(Canvas canvas) {
    this.canvas = canvas;
    this.cover = new float[canvas.width + 2];
  }

  /// Paints one pixel of a rod; x and y say where across it the pixel lies, -1 to 1.
  interface RodPaint {

    void at(int pixel, double cover, double x, double y);
  }

  /// Paints one pixel of a polygon, in row y.
  interface FlatPaint {

    void at(int pixel, double cover, int y);
  }

  /// A rod with round ends, in pixels.
  ///
  /// @param softness 0 for a sharp edge, 1 for one that fades over the whole radius
  /// @param flatness 1 for round; less for what lies on the ground and is seen from the side
  void rod(
      double ax,
      double ay,
      double ar,
      double bx,
      double by,
      double br,
      double softness,
      double flatness,
      RodPaint paint) {
    double most = Math.max(ar, br) * (1 + softness / 2) + 1;
    double tall = most * flatness + 1;
    int[] box = {
      (int) Math.floor(Math.min(ax, bx) - most),
      (int) Math.floor(Math.min(ay, by) - tall),
      (int) Math.ceil(Math.max(ax, bx) + most),
      (int) Math.ceil(Math.max(ay, by) + tall)
    };
    if (!canvas.touch(box)) {
      return;
    }
    double dx = bx - ax;
    double dy = (by - ay) / flatness;
    double length2 = Math.max(1e-9, dx * dx + dy * dy);
    for (int y = box[1]; y < box[3]; y++) {
      double py = (y + 0.5 - ay) / flatness;
      for (int x = box[0]; x < box[2]; x++) {
        double px = x + 0.5 - ax;
        double t = Math.clamp((px * dx + py * dy) / length2, 0.0, 1.0);
        double ox = px - t * dx;
        double oy = py - t * dy;
        double radius = ar + t * (br - ar);
        double away = Math.sqrt(ox * ox + oy * oy);
        double edge = 1 + softness * radius;
        double share = (radius - away) / edge + 0.5;
        if (share > 0) {
          double inverse = 1 / Math.max(0.5, Math.max(radius, away));
          paint.at(y * canvas.width + x, Math.min(1, share), ox * inverse, oy * inverse);
        }
      }
    }
  }

  /// A convex polygon: x and y of each corner in turn, in pixels.
  void polygon(double[] corners, FlatPaint paint) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < corners.length; i += 2) {
      left = Math.min(left, corners[i]);
      right = Math.max(right, corners[i]);
      top = Math.min(top, corners[i + 1]);
      bottom = Math.max(bottom, corners[i + 1]);
    }
    int[] box = {
      (int) Math.floor(Math.max(-1, left)),
      (int) Math.floor(Math.max(-1, top)),
      (int) Math.ceil(Math.min(canvas.width + 1.0, right)),
      (int) Math.ceil(Math.min(canvas.height + 1.0, bottom))
    };
    if (!canvas.touch(box)) {
      return;
    }
    for (int y = box[1]; y < box[3]; y++) {
      Arrays.fill(cover, box[0], box[2] + 1, 0);
      for (int sub = 0; sub < SUB_ROWS; sub++) {
        span(corners, y + (sub + 0.5) / SUB_ROWS, box[0], box[2]);
      }
      for (int x = box[0]; x < box[2]; x++) {
        if (cover[x] > 0) {
          paint.at(y * canvas.width + x, Math.min(1, cover[x]), y);
        }
      }
    }
  }

  /// Adds the part of one sub-row inside the polygon to the row's cover.
  private void span(double[] corners, double y, int from, int to) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    for (int i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
      double y0 = corners[j + 1];
      double y1 = corners[i + 1];
      if (y0 <= y != y1 <= y) {
        double x = corners[j] + (corners[i] - corners[j]) * (y - y0) / (y1 - y0);
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    }
    left = Math.max(left, from);
    right = Math.min(right, to);
    if (left >= right) {
      return;
    }
    int first = (int) left;
    int last = Math.min((int) right, to - 1);
    if (first == last) {
      cover[first] += (float) (right - left) / SUB_ROWS;
      return;
    }
    cover[first] += (float) (first + 1 - left) / SUB_ROWS;
    for (int x = first + 1; x < last; x++) {
      cover[x] += 1f / SUB_ROWS;
    }
    cover[last] += (float) (right - last) / SUB_ROWS;
  }
}
