package org.vigie.eye;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.Point;

/// Paints polygons over pictures of one size with one colour, so that nothing of what was there is
/// left in the picture that is coded afterwards.
///
/// Painted is every chroma sample, with its four luma samples, that comes within [#MARGIN] of a
/// polygon: colour is filmed at half the resolution and bleeds over edges, and so does the
/// camera's own compression.
final class MaskPaint {

  /// In luma samples, beyond the polygon's edge.
  static final int MARGIN = 4;

  /// A dark grey that nobody takes for a hole in the picture.
  static final byte LUMA = 64;

  private static final byte NO_COLOUR = (byte) 128;

  /// One stretch of a row of chroma samples.
  private record Stretch(int row, int from, int to) {}

  private final int width;
  private final int height;
  private final List<Stretch> stretches;

  private MaskPaint(int width, int height, List<Stretch> stretches) {
    this.width = width;
    this.height = height;
    this.stretches = stretches;
  }

  static MaskPaint of(List<List<Point>> polygons, int width, int height) {
    var stretches = new ArrayList<Stretch>();
    var covered = new boolean[width / 2];
    for (int row = 0; row < height / 2; row++) {
      Arrays.fill(covered, false);
      for (var polygon : polygons) {
        cover(scaled(polygon, width, height), 2 * row + 1, covered);
      }
      for (int x = 0; x < covered.length; x++) {
        int from = x;
        while (x < covered.length && covered[x]) {
          x++;
        }
        if (x > from) {
          stretches.add(new Stretch(row, from, x));
        }
      }
    }
    return new MaskPaint(width, height, List.copyOf(stretches));
  }

  private static double[][] scaled(List<Point> polygon, int width, int height) {
    return polygon.stream()
        .map(corner -> new double[] {corner.x() * width, corner.y() * height})
        .toArray(double[][]::new);
  }

  /// Marks the samples of a row whose middle is inside the polygon or near one of its edges.
  private static void cover(double[][] corners, double y, boolean[] covered) {
    // Half a diagonal of the four luma samples comes on top: no corner of them is left out.
    double reach = MARGIN + Math.sqrt(2);
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (var corner : corners) {
      least = Math.min(least, corner[1]);
      most = Math.max(most, corner[1]);
    }
    if (y < least - reach || y > most + reach) {
      return;
    }
    for (int i = 0; i < covered.length; i++) {
      double x = 2 * i + 1;
      covered[i] = covered[i] || isInside(corners, x, y) || isNear(corners, x, y, reach);
    }
  }

  /// By the winding number: where a polygon crosses itself, all of what it encloses is inside.
  private static boolean isInside(double[][] corners, double x, double y) {
    int winding = 0;
    for (int i = 0; i < corners.length; i++) {
      var a = corners[i];
      var b = corners[(i + 1) % corners.length];
      double side = (b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1]);
      if (a[1] <= y && b[1] > y && side > 0) {
        winding++;
      } else if (a[1] > y && b[1] <= y && side < 0) {
        winding--;
      }
    }
    return winding != 0;
  }

  private static boolean isNear(double[][] corners, double x, double y, double reach) {
    for (int i = 0; i < corners.length; i++) {
      var a = corners[i];
      var b = corners[(i + 1) % corners.length];
      double dx = b[0] - a[0];
      double dy = b[1] - a[1];
      double length = dx * dx + dy * dy;
      double at = length == 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / length;
      double along = Math.clamp(at, 0, 1);
      double offX = x - a[0] - along * dx;
      double offY = y - a[1] - along * dy;
      if (offX * offX + offY * offY <= reach * reach) {
        return true;
      }
    }
    return false;
  }

  boolean fits(I420 picture) {
    return picture.width() == width && picture.height() == height;
  }

  /// Paints a picture of this size.
  void over(I420 picture) {
    if (!fits(picture)) {
      throw new IllegalArgumentException("a mask of another size");
    }
    for (var stretch : stretches) {
      int luma = 2 * stretch.row * width;
      int chroma = stretch.row * (width / 2);
      Arrays.fill(picture.y(), luma + 2 * stretch.from, luma + 2 * stretch.to, LUMA);
      Arrays.fill(
          picture.y(), luma + width + 2 * stretch.from, luma + width + 2 * stretch.to, LUMA);
      Arrays.fill(picture.u(), chroma + stretch.from, chroma + stretch.to, NO_COLOUR);
      Arrays.fill(picture.v(), chroma + stretch.from, chroma + stretch.to, NO_COLOUR);
    }
  }
}
