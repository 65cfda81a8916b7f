package org.vigie.simulator.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The shape of something that moves, at one instant: rounded limbs and flat faces.
///
/// @param at where it stands on the ground
/// @param footprint how far it reaches from there, in metres
public record Body(Vec at, double footprint, List<Limb> limbs, List<Face> faces) {

  /// A rounded rod from one point to another.
  ///
  /// @param head whether it is part of somebody's head
  public record Limb(
      Vec from, Vec to, double fromRadius, double toRadius, Rgb colour, boolean head) {

    public Limb(Vec from, Vec to, double fromRadius, double toRadius, Rgb colour) {
      this(from, to, fromRadius, toRadius, colour, false);
    }

    /// The same, its ends elsewhere.
    Limb moved(UnaryOperator<Vec> where) {
      return new Limb(where.apply(from), where.apply(to), fromRadius, toRadius, colour, head);
    }
  }

  /// A flat convex face, its corners anticlockwise as seen from outside.
  ///
  /// @param layer drawn after all faces of lower layers
  /// @param glow light of its own: a lamp
  public record Face(List<Vec> corners, Rgb colour, double gloss, int layer, Rgb glow) {

    public Face {
      corners = List.copyOf(corners);
    }

    /// With its corners in the opposite order, because what was left is right.
    Face mirrored() {
      var turned = new ArrayList<Vec>();
      corners.reversed().forEach(corner -> turned.add(corner.mirrored()));
      return new Face(turned, colour, gloss, layer, glow);
    }

    Vec normal() {
      var a = corners.get(1).minus(corners.get(0));
      var b = corners.get(2).minus(corners.get(1));
      // The axes are left-handed.
      return b.cross(a).unit();
    }

    Vec centre() {
      var sum = new Vec(0, 0, 0);
      for (var corner : corners) {
        sum = sum.plus(corner);
      }
      return sum.times(1.0 / corners.size());
    }
  }

  public Body {
    limbs = List.copyOf(limbs);
    faces = List.copyOf(faces);
  }

  /// The same, upside down under the ground: what wet ground shows.
  Body mirrored() {
    return new Body(
        at,
        footprint,
        limbs.stream().map(limb -> limb.moved(Vec::mirrored)).toList(),
        faces.stream().map(Face::mirrored).toList());
  }

  /// The smallest rectangle around it, as fractions of the picture, not cut at the edges: left,
  /// top, right, bottom.
  public double[] bounds(Lens lens) {
    double[] bounds = {9, 9, -9, -9};
    for (var limb : limbs) {
      extend(bounds, lens, limb.from(), limb.fromRadius());
      extend(bounds, lens, limb.to(), limb.toRadius());
    }
    for (var face : faces) {
      face.corners().forEach(corner -> extend(bounds, lens, corner, 0));
    }
    return bounds;
  }

  private static void extend(double[] bounds, Lens lens, Vec at, double radius) {
    double reach = radius * lens.scale(at);
    double x = lens.across(at);
    double y = lens.down(at);
    bounds[0] = Math.min(bounds[0], x - reach);
    bounds[1] = Math.min(bounds[1], y - reach * 16 / 9);
    bounds[2] = Math.max(bounds[2], x + reach);
    bounds[3] = Math.max(bounds[3], y + reach * 16 / 9);
  }

  /// The same, leaning: each part moved aside by so much for each metre above the ground.
  public Body leaning(double byX, double byZ) {
    return new Body(
        at,
        footprint,
        limbs.stream().map(limb -> limb.moved(end -> lean(end, byX, byZ))).toList(),
        faces);
  }

  private static Vec lean(Vec of, double byX, double byZ) {
    return new Vec(of.x() + of.y() * byX, of.y(), of.z() + of.y() * byZ);
  }

  /// Collects parts given in the body's own directions: forward, to its right, up.
  public static final class Builder {

    private final Vec at;
    private final double forwardX;
    private final double forwardZ;
    private final List<Limb> limbs = new ArrayList<>();
    private final List<Face> faces = new ArrayList<>();

    /// @param heading of its front, in radians from the z axis towards x
    public Builder(Vec at, double heading) {
      this.at = at;
      this.forwardX = Math.sin(heading);
      this.forwardZ = Math.cos(heading);
    }

    public Vec place(double forward, double right, double up) {
      return new Vec(
          at.x() + forward * forwardX + right * forwardZ,
          at.y() + up,
          at.z() + forward * forwardZ - right * forwardX);
    }

    public Builder limb(Vec from, Vec to, double fromRadius, double toRadius, Rgb colour) {
      limbs.add(new Limb(from, to, fromRadius, toRadius, colour));
      return this;
    }

    /// A ball that is part of somebody's head.
    public Builder head(Vec at, double radius, Rgb colour) {
      limbs.add(new Limb(at, at, radius, radius, colour, true));
      return this;
    }

    public Builder face(Rgb colour, double gloss, int layer, Vec... corners) {
      faces.add(new Face(List.of(corners), colour, gloss, layer, Rgb.BLACK));
      return this;
    }

    public Builder lamp(Rgb colour, Rgb glow, int layer, Vec... corners) {
      faces.add(new Face(List.of(corners), colour, 0, layer, glow));
      return this;
    }

    public Body build(double footprint) {
      return new Body(at, footprint, limbs, faces);
    }
  }
}
