package org.vigie.server.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A plain plan of where cameras stand and what they overlook: positions, sectors, north and a
/// scale, drawn from nothing but the declaration. Pure.
final class SitePlan {

  /// Numbers and scale take this much of the border, in units of the drawing.
  private static final double BORDER = 46;

  private static final double LEAST_METRES = 60;
  private static final double DOT = 5;

  private final List<Placed> placed = new ArrayList<>();
  private final Tongue tongue;
  private final double width;
  private final double height;
  private final double left;
  private final double top;
  private final double unitsAMetre;

  /// @param number of the camera in the list, from 1
  private record Placed(int number, Declaration.Camera camera, double east, double north) {
    double reach() {
      return camera.fieldOfView().map(FieldOfView::reach).orElse(0.0);
    }
  }

  private SitePlan(List<Declaration.Camera> cameras, Tongue tongue, double width) {
    this.tongue = tongue;
    this.width = width;
    Position origin = null;
    for (int i = 0; i < cameras.size(); i++) {
      var camera = cameras.get(i);
      var at = camera.position();
      if (at.isPresent()) {
        origin = origin == null ? at.get() : origin;
        placed.add(
            new Placed(
                i + 1, camera, at.get().metresEastOf(origin), at.get().metresNorthOf(origin)));
      }
    }
    double west = least(p -> p.east() - p.reach());
    double east = -least(p -> -p.east() - p.reach());
    double south = least(p -> p.north() - p.reach());
    double north = -least(p -> -p.north() - p.reach());
    double across = Math.max(LEAST_METRES, east - west);
    double up = Math.max(LEAST_METRES, north - south);
    double inner = width - 2 * BORDER;
    this.height = Math.clamp(inner * up / across, width * 0.42, width * 1.1) + 2 * BORDER;
    this.unitsAMetre = Math.min(inner / across, (height - 2 * BORDER) / up);
    this.left = width / 2 - (west + east) / 2 * unitsAMetre;
    this.top = height / 2 + (north + south) / 2 * unitsAMetre;
  }

  private double least(java.util.function.ToDoubleFunction<Placed> of) {
    return placed.stream().mapToDouble(of).min().orElse(0);
  }

  /// The drawing as SVG to stand in a page; nothing where no camera's position is known.
  ///
  /// @param width in units of text: how many pixels wide it is shown, about
  static Optional<String> draw(List<Declaration.Camera> cameras, Tongue tongue, double width) {
    var plan = new SitePlan(cameras, tongue, width);
    return plan.placed.isEmpty() ? Optional.empty() : Optional.of(plan.svg());
  }

  private String svg() {
    var out = new StringBuilder();
    out.append(
        line(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            width,
            height,
            Html.escaped(
                tongue.say("Plan des caméras et de leur champ", "Plan of cameras and views"))));
    grid(out);
    placed.forEach(p -> p.camera().fieldOfView().ifPresent(view -> sector(out, p, view)));
    placed.forEach(p -> dot(out, p));
    scale(out);
    north(out);
    return out.append("</svg>").toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private double x(Placed p) {
    return left + p.east() * unitsAMetre;
  }

  private double y(Placed p) {
    return top - p.north() * unitsAMetre;
  }

  /// Lines as far apart as the scale is long.
  private void grid(StringBuilder out) {
    double step = scaleMetres() * unitsAMetre;
    out.append("<path class=\"grid\" d=\"");
    for (double x = left % step; x < width; x += step) {
      out.append(line("M%.1f 0V%.1f", x, height));
    }
    for (double y = top % step; y < height; y += step) {
      out.append(line("M0 %.1fH%.1f", y, width));
    }
    out.append("\"/>");
  }

  private void sector(StringBuilder out, Placed p, FieldOfView view) {
    double radius = view.reach() * unitsAMetre;
    if (view.angle() >= 359.5) {
      out.append(
          line("<circle class=\"view\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x(p), y(p), radius));
      return;
    }
    double from = Math.toRadians(view.direction() - view.angle() / 2);
    double to = Math.toRadians(view.direction() + view.angle() / 2);
    out.append(
        line(
            "<path class=\"view\" d=\"M%.1f %.1fL%.1f %.1fA%.1f %.1f 0 %d 1 %.1f %.1fZ\"/>",
            x(p),
            y(p),
            x(p) + radius * Math.sin(from),
            y(p) - radius * Math.cos(from),
            radius,
            radius,
            view.angle() > 180 ? 1 : 0,
            x(p) + radius * Math.sin(to),
            y(p) - radius * Math.cos(to)));
  }

  /// The number stands behind the camera's back, where it hides nothing of its view.
  private void dot(StringBuilder out, Placed p) {
    double back =
        Math.toRadians(p.camera().fieldOfView().map(FieldOfView::direction).orElse(180.0) + 180);
    out.append(
        line(
            "<a href=\"#camera-%s\"><circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\"/>"
                + "<text class=\"number\" x=\"%.1f\" y=\"%.1f\">%d</text><title>%s</title></a>",
            Html.escaped(p.camera().id()),
            x(p),
            y(p),
            DOT,
            x(p) + 16 * Math.sin(back),
            y(p) - 16 * Math.cos(back) + 5,
            p.number(),
            Html.escaped(p.camera().name())));
  }

  /// A round number of metres, about a sixth of the width.
  private double scaleMetres() {
    double wanted = width / 6 / unitsAMetre;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double lead = wanted / power;
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
  }

  private void scale(StringBuilder out) {
    double metres = scaleMetres();
    double length = metres * unitsAMetre;
    var label = metres >= 1000 ? line("%.0f km", metres / 1000) : line("%.0f m", metres);
    out.append(
        line(
            "<path class=\"ruler\" d=\"M16 %.1fv6h%.1fv-6\"/>"
                + "<text class=\"ruler-text\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            height - 22, length, 24 + length, height - 14, label));
  }

  private void north(StringBuilder out) {
    double x = width - 26;
    out.append(
        line(
            "<path class=\"north\" d=\"M%.1f 34l-6 18 6-4 6 4z\"/>"
                + "<text class=\"north-text\" x=\"%.1f\" y=\"28\">N</text>",
            x, x));
  }
}
