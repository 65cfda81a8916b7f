package org.vigie.server.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Where cameras come to stand on a plan of a given width, north up, with its scale. Pure.
public final class PlanLayout {

  private static final double LEAST_METRES = 60;

  private final List<Placed> placed;
  private final double width;
  private final double height;
  private final double unitsAMetre;

  /// A camera on the plan.
  ///
  /// @param number of the camera in the list, from 1
  /// @param x from the left
  /// @param y from the top
  /// @param radius of what it overlooks; 0 where that is not known
  public record Placed(int number, Declaration.Camera camera, double x, double y, double radius) {

    /// Where a point of its rim is, in a direction.
    ///
    /// @param degrees clockwise from north
    public double rimX(double degrees) {
      return x + radius * Math.sin(Math.toRadians(degrees));
    }

    public double rimY(double degrees) {
      return y - radius * Math.cos(Math.toRadians(degrees));
    }

    /// The direction of its back, in radians: there a number hides nothing of its view.
    public double back() {
      return Math.toRadians(camera.fieldOfView().map(FieldOfView::direction).orElse(180.0) + 180);
    }
  }

  private record Site(int number, Declaration.Camera camera, double east, double north) {
    double reach() {
      return camera.fieldOfView().map(FieldOfView::reach).orElse(0.0);
    }
  }

  private PlanLayout(List<Site> sites, double width, double border) {
    double west = least(sites, s -> s.east() - s.reach());
    double east = -least(sites, s -> -s.east() - s.reach());
    double south = least(sites, s -> s.north() - s.reach());
    double north = -least(sites, s -> -s.north() - s.reach());
    double across = Math.max(LEAST_METRES, east - west);
    double up = Math.max(LEAST_METRES, north - south);
    double inner = width - 2 * border;
    this.width = width;
    this.height = Math.clamp(inner * up / across, width * 0.42, width * 1.1) + 2 * border;
    this.unitsAMetre = Math.min(inner / across, (height - 2 * border) / up);
    double left = width / 2 - (west + east) / 2 * unitsAMetre;
    double top = height / 2 + (north + south) / 2 * unitsAMetre;
    this.placed =
        sites.stream()
            .map(
                s ->
                    new Placed(
                        s.number(),
                        s.camera(),
                        left + s.east() * unitsAMetre,
                        top - s.north() * unitsAMetre,
                        s.reach() * unitsAMetre))
            .toList();
  }

  /// @param cameras as they are listed; those without a position are left out
  /// @param width of the plan
  /// @param border what numbers and scale take at each side
  public static PlanLayout of(List<Declaration.Camera> cameras, double width, double border) {
    var sites = new ArrayList<Site>();
    Position origin = null;
    for (int i = 0; i < cameras.size(); i++) {
      var camera = cameras.get(i);
      var at = camera.position();
      if (at.isPresent()) {
        origin = origin == null ? at.get() : origin;
        sites.add(
            new Site(i + 1, camera, at.get().metresEastOf(origin), at.get().metresNorthOf(origin)));
      }
    }
    return new PlanLayout(sites, width, border);
  }

  private static double least(List<Site> sites, ToDoubleFunction<Site> of) {
    return sites.stream().mapToDouble(of).min().orElse(0);
  }

  public List<Placed> placed() {
    return placed;
  }

  public double width() {
    return width;
  }

  public double height() {
    return height;
  }

  /// A round number of metres, about a sixth of the width.
  public double scaleMetres() {
    double wanted = width / 6 / unitsAMetre;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double lead = wanted / power;
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
  }

  /// How long the scale is drawn.
  public double scaleLength() {
    return scaleMetres() * unitsAMetre;
  }

  public String scaleText() {
    double metres = scaleMetres();
    return metres >= 1000
        ? String.format(Locale.ROOT, "%.0f km", metres / 1000)
        : String.format(Locale.ROOT, "%.0f m", metres);
  }
}
