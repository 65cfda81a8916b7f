package org.vigie.simulator.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigie.simulator.draw.Body.Face;
import org.vigie.simulator.draw.Body.Limb;

/// Draws bodies on a canvas: shadows first, then the bodies, farthest first.
///
/// Rounded limbs are drawn as flat shapes with the shading of a rod, which costs a twentieth of
/// tracing them. Used by one thread.
final class Painter {

  /// Figures stand on the ground that they hide: so much nearer they count.
  private static final double NEARER = 0.35;

  private final Canvas canvas;
  private final Lens lens;
  private final Light light;
  private final Tone tone;
  private final Vec sunSeen;
  private final Fill fill;
  private boolean baking;
  private double mirroring;
  private double bakedDepth;

  Painter(Canvas canvas, Lens lens, Light light) {
    this.canvas = canvas;
    this.lens = lens;
    this.light = light;
    this.tone = new Tone(light.exposure());
    this.sunSeen = lens.seen(light.toSun());
    this.fill = new Fill(canvas);
  }

  /// Draws what stands still for ever into the backdrop itself.
  void bake(List<Body> bodies) {
    baking = true;
    draw(bodies);
    canvas.bake();
    canvas.clear();
    baking = false;
  }

  private record Numbered(int number, Body body) {}

  void draw(List<Body> bodies) {
    var order = farthestFirst(bodies);
    shadows(order);
    drawEach(order);
  }

  /// Shadows, light on the ground, what the wet ground mirrors, bodies, lights, rain.
  ///
  /// @param salt chooses the raindrops
  void draw(Shot shot, long salt) {
    var order = farthestFirst(shot.bodies());
    shadows(order);
    var weather = new Weather(canvas, lens, tone, fill);
    weather.pools(shot.glows());
    if (shot.wet() > 0) {
      mirroring = 0.4 * shot.wet();
      for (var next : order) {
        body(new Numbered(next.number, next.body.mirrored()), 0);
      }
      mirroring = 0;
      weather.mirror(shot.glows(), shot.wet());
    }
    drawEach(order);
    weather.lights(shot.glows());
    weather.rain(shot.rain(), salt);
  }

  private List<Numbered> farthestFirst(List<Body> bodies) {
    var order = new ArrayList<Numbered>();
    for (int i = 0; i < bodies.size(); i++) {
      if (lens.depth(bodies.get(i).at()) >= 1.5) {
        order.add(new Numbered(i, bodies.get(i)));
      }
    }
    order.sort(Comparator.comparingDouble((Numbered n) -> lens.depth(n.body.at())).reversed());
    return order;
  }

  private void shadows(List<Numbered> order) {
    for (var next : order) {
      shadow(next.body);
    }
    canvas.castShadows();
  }

  private void drawEach(List<Numbered> order) {
    for (var next : order) {
      double sun = canvas.sunAt(lens.across(next.body.at()), lens.down(next.body.at()));
      body(next, sun);
    }
  }

  private void shadow(Body body) {
    press(body);
    if (light.sun().r() == 0) {
      return;
    }
    for (var limb : body.limbs()) {
      rod(
          new Limb(
              cast(limb.from()), cast(limb.to()), limb.fromRadius(), limb.toRadius(), Rgb.BLACK),
          0.9,
          0.6,
          (pixel, cover, x, y) -> canvas.shade(pixel, (float) cover));
    }
    for (var face : body.faces()) {
      if (face.layer() < 2) {
        var corners = face.corners().stream().map(this::cast).toList();
        fill.polygon(flat(corners), (pixel, cover, y) -> canvas.shade(pixel, (float) cover));
      }
    }
  }

  /// The dark where a body meets the ground, sun or not.
  private void press(Body body) {
    double flatness = Math.clamp(lens.height() / lens.depth(body.at()), 0.15, 1.0);
    var parts = body.faces().isEmpty() ? List.of(body.at()) : feet(body);
    for (int i = 0; i < parts.size(); i++) {
      var from = parts.get(i);
      var to = parts.get(Math.min(i + 1, parts.size() - 1));
      rod(
          new Limb(from, to, body.footprint(), body.footprint(), Rgb.BLACK),
          1,
          flatness,
          (pixel, cover, x, y) -> canvas.press(pixel, (float) cover));
    }
  }

  /// The corners of the lowest faces, on the ground.
  private static List<Vec> feet(Body body) {
    return body.faces().getFirst().corners().stream().map(c -> new Vec(c.x(), 0, c.z())).toList();
  }

  /// Where the shadow of a point falls on the ground.
  private Vec cast(Vec p) {
    var to = light.toSun();
    double steps = p.y() / to.y();
    return new Vec(p.x() - to.x() * steps, 0.0, p.z() - to.z() * steps);
  }

  private void body(Numbered numbered, double sun) {
    var body = numbered.body;
    var parts = new ArrayList<Part>();
    for (var limb : body.limbs()) {
      var middle = limb.from().plus(limb.to()).times(0.5);
      parts.add(new Part(0, lens.depth(middle), limb.head(), () -> limb(limb, middle, sun)));
    }
    for (var face : body.faces()) {
      var centre = face.centre();
      if (face.normal().dot(lens.eye().minus(centre)) > 0) {
        parts.add(new Part(face.layer(), lens.depth(centre), false, () -> face(face, centre, sun)));
      }
    }
    parts.sort(
        Comparator.comparingInt(Part::layer)
            .thenComparing(Comparator.comparingDouble(Part::depth).reversed()));
    bakedDepth = lens.depth(body.at()) - NEARER;
    for (var part : parts) {
      // Each part of a baked body lies a hair before the last, or it would be hidden by it.
      bakedDepth -= 1e-3;
      canvas.owner(Owners.of(numbered.number, part.head));
      part.draw.run();
    }
  }

  private record Part(int layer, double depth, boolean head, Runnable draw) {}

  private void put(int pixel, double cover, double depth, int colour) {
    if (mirroring > 0) {
      canvas.mirror(pixel, cover * mirroring, colour);
    } else if (baking) {
      canvas.set(pixel, cover, bakedDepth, colour);
    } else {
      canvas.paint(pixel, cover, depth, colour);
    }
  }

  private void limb(Limb limb, Vec middle, double sun) {
    double depth = lens.depth(middle) - NEARER;
    var dim = limb.colour().times(light.ambient(middle, new Vec(0, 0.3, 0)));
    var lit = limb.colour().times(light.sun().times(sun));
    rod(
        limb,
        0,
        1,
        (pixel, cover, x, y) -> {
          double towards = Math.sqrt(Math.max(0, 1 - x * x - y * y));
          double facing = Math.max(0, x * sunSeen.x() - y * sunSeen.y() + towards * sunSeen.z());
          double soft = 0.72 + 0.2 * towards - 0.18 * y;
          int colour =
              tone.pixel(
                  dim.r() * soft + lit.r() * facing,
                  dim.g() * soft + lit.g() * facing,
                  dim.b() * soft + lit.b() * facing);
          put(pixel, cover, depth, colour);
        });
  }

  private void face(Face face, Vec centre, double sun) {
    var normal = face.normal();
    double facing = Math.max(0, normal.dot(light.toSun())) * sun;
    var colour =
        face.colour()
            .times(light.ambient(centre, normal).plus(light.sun().times(facing)))
            .plus(face.glow());
    var view = centre.minus(lens.eye()).unit();
    var mirrored = view.minus(normal.times(2 * view.dot(normal)));
    var shine = light.sky(new Vec(mirrored.x(), Math.abs(mirrored.y()), mirrored.z()));
    double grazing = Math.pow(1 + Math.min(0, view.dot(normal)), 3);
    var lit = colour.plus(shine.times(face.gloss() * (0.25 + 0.75 * grazing)));
    int top = tone.pixel(lit.times(1.12));
    int bottom = tone.pixel(lit.times(0.86));
    double depth = lens.depth(centre) - NEARER;
    var flat = flat(face.corners());
    double low = flat[1];
    double high = flat[1];
    for (int i = 1; i < flat.length; i += 2) {
      low = Math.min(low, flat[i]);
      high = Math.max(high, flat[i]);
    }
    double from = low;
    double middle = (low + high) / 2;
    double span = Math.max(1, high - low);
    int plain = tone.pixel(lit);
    fill.polygon(
        flat,
        (pixel, cover, y) -> {
          double t = (y - from) / span;
          int shade = t < 0.33 ? top : t > 0.72 ? bottom : plain;
          put(pixel, cover, depth, span < 4 || y == middle ? plain : shade);
        });
  }

  private double[] flat(List<Vec> corners) {
    var flat = new double[corners.size() * 2];
    for (int i = 0; i < corners.size(); i++) {
      flat[2 * i] = lens.across(corners.get(i)) * canvas.width;
      flat[2 * i + 1] = lens.down(corners.get(i)) * canvas.height;
    }
    return flat;
  }

  private void rod(Limb limb, double softness, double flatness, Fill.RodPaint paint) {
    if (lens.depth(limb.from()) < 1 || lens.depth(limb.to()) < 1) {
      return;
    }
    fill.rod(
        lens.across(limb.from()) * canvas.width,
        lens.down(limb.from()) * canvas.height,
        limb.fromRadius() * lens.scale(limb.from()) * canvas.width,
        lens.across(limb.to()) * canvas.width,
        lens.down(limb.to()) * canvas.height,
        limb.toRadius() * lens.scale(limb.to()) * canvas.width,
        softness,
        flatness,
        paint);
  }
}
