package org.vigie.server.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigie.server.notice.PlanLayout.Placed;

/// A plain plan of where cameras stand and what they overlook: positions, sectors, north and a
/// scale, drawn from nothing but the declaration. Pure.
final class SitePlan {

  /// Numbers and scale take this much of the border, in units of the drawing.
  private static final double BORDER = 46;

  private static final double DOT = 5;

  private final PlanLayout layout;
  private final Tongue tongue;

  private SitePlan(PlanLayout layout, Tongue tongue) {
    this.layout = layout;
    this.tongue = tongue;
  }

  /// The drawing as SVG to stand in a page; nothing where no camera's position is known.
  ///
  /// @param width in units of text: how many pixels wide it is shown, about
  static Optional<String> draw(List<Declaration.Camera> cameras, Tongue tongue, double width) {
    var layout = PlanLayout.of(cameras, width, BORDER);
    return layout.placed().isEmpty()
        ? Optional.empty()
        : Optional.of(new SitePlan(layout, tongue).svg());
  }

  private String svg() {
    var out = new StringBuilder();
    out.append(
        line(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            layout.width(),
            layout.height(),
            Html.escaped(
                tongue.say("Plan des caméras et de leur champ", "Plan of cameras and views"))));
    grid(out);
    layout.placed().forEach(p -> p.camera().fieldOfView().ifPresent(view -> sector(out, p, view)));
    layout.placed().forEach(p -> dot(out, p));
    scale(out);
    north(out);
    return out.append("</svg>").toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /// Lines as far apart as the scale is long.
  private void grid(StringBuilder out) {
    double step = layout.scaleLength();
    out.append("<path class=\"grid\" d=\"");
    var first = layout.placed().getFirst();
    for (double x = first.x() % step; x < layout.width(); x += step) {
      out.append(line("M%.1f 0V%.1f", x, layout.height()));
    }
    for (double y = first.y() % step; y < layout.height(); y += step) {
      out.append(line("M0 %.1fH%.1f", y, layout.width()));
    }
    out.append("\"/>");
  }

  private void sector(StringBuilder out, Placed p, FieldOfView view) {
    if (view.angle() >= 359.5) {
      out.append(
          line(
              "<circle class=\"view\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
              p.x(), p.y(), p.radius()));
      return;
    }
    double from = view.direction() - view.angle() / 2;
    double to = view.direction() + view.angle() / 2;
    out.append(
        line(
            "<path class=\"view\" d=\"M%.1f %.1fL%.1f %.1fA%.1f %.1f 0 %d 1 %.1f %.1fZ\"/>",
            p.x(),
            p.y(),
            p.rimX(from),
            p.rimY(from),
            p.radius(),
            p.radius(),
            view.angle() > 180 ? 1 : 0,
            p.rimX(to),
            p.rimY(to)));
  }

  /// The number stands behind the camera's back, where it hides nothing of its view.
  private void dot(StringBuilder out, Placed p) {
    out.append(
        line(
            "<a href=\"#camera-%s\"><circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\"/>"
                + "<text class=\"number\" x=\"%.1f\" y=\"%.1f\">%d</text><title>%s</title></a>",
            Html.escaped(p.camera().id()),
            p.x(),
            p.y(),
            DOT,
            p.x() + 16 * Math.sin(p.back()),
            p.y() - 16 * Math.cos(p.back()) + 5,
            p.number(),
            Html.escaped(p.camera().name())));
  }

  private void scale(StringBuilder out) {
    double height = layout.height();
    double length = layout.scaleLength();
    out.append(
        line(
            "<path class=\"ruler\" d=\"M16 %.1fv6h%.1fv-6\"/>"
                + "<text class=\"ruler-text\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            height - 22, length, 24 + length, height - 14, layout.scaleText()));
  }

  private void north(StringBuilder out) {
    double x = layout.width() - 26;
    out.append(
        line(
            "<path class=\"north\" d=\"M%.1f 34l-6 18 6-4 6 4z\"/>"
                + "<text class=\"north-text\" x=\"%.1f\" y=\"28\">N</text>",
            x, x));
  }
}
