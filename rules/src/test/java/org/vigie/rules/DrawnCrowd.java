package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Observation;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;
import org.vigie.model.Track;

/// People and things on a square, seen by a camera on a mast, ten pictures a second: what the eye
/// would say of them, with its noise.
final class DrawnCrowd {

  /// @param x metres to the right of the camera
  /// @param y metres away from it
  /// @param vx metres a second to the right
  /// @param vy metres a second away
  record Walker(String id, CoarseClass kind, double x, double y, double vx, double vy) {

    Walker going(double toX, double toY) {
      return new Walker(id, kind, x, y, toX, toY);
    }
  }

  private static final double STEP_S = 0.1;

  private final DrawnCamera camera = new DrawnCamera(8, Math.toRadians(30));
  private final RuleEngine engine;
  private final Random random;
  private final List<Signal> signals = new ArrayList<>();
  private List<Walker> walkers = new ArrayList<>();
  private Instant at = Scene.START;
  private double seen = 1;
  private double shakeX;
  private double shakeY;

  DrawnCrowd(RuleBook book, long seed) {
    this.engine = new RuleEngine(book);
    this.random = new Random(seed);
  }

  DrawnCamera camera() {
    return camera;
  }

  Random random() {
    return random;
  }

  /// People on the square, each going somewhere at the given speed.
  DrawnCrowd people(int number, double speed) {
    for (int i = 0; i < number; i++) {
      double way = random.nextDouble(2 * Math.PI);
      walkers.add(
          new Walker(
              "p" + walkers.size(),
              CoarseClass.PERSON,
              random.nextDouble(-4, 4),
              random.nextDouble(11, 19),
              speed * Math.cos(way),
              speed * Math.sin(way)));
    }
    return this;
  }

  DrawnCrowd add(Walker walker) {
    walkers.add(walker);
    return this;
  }

  DrawnCrowd change(UnaryOperator<Walker> how) {
    walkers = new ArrayList<>(walkers.stream().map(how).toList());
    return this;
  }

  /// From now on only this share of each body, in width, differs from the ground enough to be seen.
  DrawnCrowd show(double share) {
    seen = share;
    return this;
  }

  /// From now on the camera trembles by so much of the picture's height.
  DrawnCrowd shake(double x, double y) {
    shakeX = x;
    shakeY = y;
    return this;
  }

  /// Lets time pass. People stay on the square as long as they walk slowly: at its edge they turn.
  DrawnCrowd go(double seconds, boolean turnAtEdge) {
    for (int i = 0; i < Math.round(seconds / STEP_S); i++) {
      picture();
      change(w -> step(w, turnAtEdge));
      at = at.plusMillis(100);
    }
    return this;
  }

  private Walker step(Walker w, boolean turnAtEdge) {
    double x = w.x + w.vx * STEP_S;
    double y = w.y + w.vy * STEP_S;
    boolean turnX = turnAtEdge && w.kind == CoarseClass.PERSON && Math.abs(x) > 4.5;
    boolean turnY = turnAtEdge && w.kind == CoarseClass.PERSON && (y < 10.5 || y > 19.5);
    return new Walker(w.id, w.kind, x, y, turnX ? -w.vx : w.vx, turnY ? -w.vy : w.vy);
  }

  private void picture() {
    var bodies = new ArrayList<Grids.Body>();
    var tracks = new ArrayList<Track>();
    double trembleX = shakeX * random.nextGaussian();
    double trembleY = shakeY * random.nextGaussian();
    for (var w : walkers) {
      var box = box(w);
      if (box.left() > 1 || box.left() + box.width() < 0 || box.top() > 1 || w.y < 3) {
        continue;
      }
      var here = camera.picture(w.x, w.y, 0.85);
      var next = camera.picture(w.x + w.vx * STEP_S, w.y + w.vy * STEP_S, 0.85);
      double noise = 0.02;
      bodies.add(
          new Grids.Body(
              new Box(box.left(), box.top(), seen * box.width(), box.height()),
              (next.x() - here.x()) * RuleBook.USUAL_ASPECT / STEP_S
                  + noise * random.nextGaussian()
                  + trembleX / STEP_S,
              (next.y() - here.y()) / STEP_S + noise * random.nextGaussian() + trembleY / STEP_S));
      if (random.nextInt(8) != 0) {
        tracks.add(new Track(w.id, w.kind, box, 0.8, at));
      }
    }
    if (shakeX > 0) {
      // Edges of the whole view come out of the background.
      for (int n = 0; n < 30; n++) {
        bodies.add(
            new Grids.Body(
                new Box(random.nextDouble(0.9), random.nextDouble(0.9), 0.1, 0.1),
                trembleX / STEP_S,
                trembleY / STEP_S));
      }
    }
    var signs = new SceneSigns(List.of(), List.of(), Optional.of(Grids.of(bodies)), Set.of());
    var mask = new BlockMask(at, 4, 3, false, new BitSet());
    signals.addAll(
        engine.observe(new Observation(Scene.CAMERA, at, 0, false, tracks, signs, mask)));
  }

  private Box box(Walker w) {
    if (!w.kind.isVehicle() && w.kind != CoarseClass.UNKNOWN) {
      return camera.person(w.x, w.y);
    }
    // A van, or a carriage: 5 m long, 2.5 m high.
    var left = camera.picture(w.x - 2.5, w.y, 0);
    var right = camera.picture(w.x + 2.5, w.y, 0);
    var top = camera.picture(w.x, w.y, 2.5);
    return new Box(left.x(), top.y(), right.x() - left.x(), left.y() - top.y());
  }

  List<Signal> signals() {
    return List.copyOf(signals);
  }

  Instant now() {
    return at;
  }
}
