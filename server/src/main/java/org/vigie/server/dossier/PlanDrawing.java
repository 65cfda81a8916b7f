package org.vigie.server.dossier;

import java.io.IOException;
import java.util.List;
import org.vigie.server.notice.Declaration;
import org.vigie.server.notice.FieldOfView;
import org.vigie.server.notice.PlanLayout;
import org.vigie.server.paper.Sheet;
import org.vigie.server.paper.Sheet.Weight;

/// The plan of cameras and of what they overlook, drawn on a sheet. Pure.
record PlanDrawing(PlanLayout layout) {

  private static final double BORDER = 34;
  private static final float BLACK = 0;
  private static final float SECTOR = 0.82f;
  private static final float GREY = 0.38f;

  /// A sector's rim is drawn with a corner every so many degrees.
  private static final double STEP = 4;

  static PlanDrawing of(List<Declaration.Camera> cameras, float width) {
    return new PlanDrawing(PlanLayout.of(cameras, width, BORDER));
  }

  boolean isEmpty() {
    return layout.placed().isEmpty();
  }

  float height() {
    return (float) layout.height();
  }

  void draw(Sheet sheet, float left, float top) throws IOException {
    for (var placed : layout.placed()) {
      var view = placed.camera().fieldOfView();
      if (view.isPresent()) {
        sheet.shape(SECTOR, sector(placed, view.get(), left, top));
      }
    }
    for (var placed : layout.placed()) {
      float x = left + (float) placed.x();
      float y = top + (float) placed.y();
      sheet.disc(x, y, 3.2f, BLACK);
      sheet.text(
          String.valueOf(placed.number()),
          Weight.BOLD,
          9,
          x + (float) (11 * Math.sin(placed.back())) - 3,
          y - (float) (11 * Math.cos(placed.back())) + 3,
          BLACK);
    }
    frame(sheet, left, top, (float) layout.width(), height());
    float length = (float) layout.scaleLength();
    sheet.box(left + 10, top + height() - 14, length, 1.2f, BLACK);
    sheet.text(layout.scaleText(), Weight.PLAIN, 8, left + 14 + length, top + height() - 11, BLACK);
    float x = left + (float) layout.width() - 16;
    sheet.text("N", Weight.BOLD, 9, x - 3, top + 16, BLACK);
    sheet.shape(BLACK, x, top + 19, x - 4, top + 31, x, top + 28, x + 4, top + 31);
  }

  private static float[] sector(PlanLayout.Placed placed, FieldOfView view, float left, float top) {
    int steps = Math.max(2, (int) Math.ceil(view.angle() / STEP));
    var corners = new float[2 * (steps + 2)];
    corners[0] = left + (float) placed.x();
    corners[1] = top + (float) placed.y();
    for (int i = 0; i <= steps; i++) {
      double at = view.direction() - view.angle() / 2 + i * view.angle() / steps;
      corners[2 * i + 2] = left + (float) placed.rimX(at);
      corners[2 * i + 3] = top + (float) placed.rimY(at);
    }
    return corners;
  }

  static void frame(Sheet sheet, float left, float top, float width, float height)
      throws IOException {
    sheet.box(left, top, width, 0.6f, GREY);
    sheet.box(left, top + height, width, 0.6f, GREY);
    sheet.box(left, top, 0.6f, height, GREY);
    sheet.box(left + width, top, 0.6f, height + 0.6f, GREY);
  }
}
