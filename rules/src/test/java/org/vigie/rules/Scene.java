package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.MotionGrid;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;
import org.vigie.model.Track;

/// Writes observations by hand: what stands where, picture after picture.
final class Scene {

  static final CameraId CAMERA = new CameraId("yard");
  static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  private final RuleEngine engine;
  private final List<Signal> signals = new ArrayList<>();
  private Instant at = START;

  Scene(RuleBook book) {
    this.engine = new RuleEngine(book);
  }

  /// A thing of the size of a person far away, standing at a point.
  static Track standing(String id, CoarseClass kind, double x, double y) {
    return new Track(id, kind, new Box(x - 0.03, y - 0.15, 0.06, 0.15), 0.8, START);
  }

  static Track person(String id, double x, double y) {
    return standing(id, CoarseClass.PERSON, x, y);
  }

  static Observation observation(Instant at, boolean learning, List<Track> tracks) {
    var mask = new BlockMask(at, 4, 3, false, new BitSet());
    return new Observation(CAMERA, at, 0, learning, tracks, mask);
  }

  /// One picture now; then 100 ms pass.
  Scene see(Track... tracks) {
    return at(at, tracks);
  }

  /// The same thing for a while, ten pictures a second.
  Scene hold(double seconds, Track... tracks) {
    for (int i = 0; i < Math.round(seconds * 10); i++) {
      see(tracks);
    }
    return this;
  }

  /// A straight walk, ten pictures a second, both ends included.
  Scene walk(String id, CoarseClass kind, Point from, Point to, double seconds) {
    int steps = (int) Math.round(seconds * 10);
    for (int i = 0; i <= steps; i++) {
      double share = (double) i / steps;
      see(
          standing(
              id,
              kind,
              from.x() + share * (to.x() - from.x()),
              from.y() + share * (to.y() - from.y())));
    }
    return this;
  }

  /// One picture now, of which it is known how it moves; then 100 ms pass.
  Scene see(MotionGrid motion, Track... tracks) {
    var seen = observation(at, false, List.of(tracks));
    var signs = new SceneSigns(List.of(), List.of(), Optional.of(motion), Set.of());
    signals.addAll(
        engine.observe(new Observation(CAMERA, at, 0, false, seen.tracks(), signs, seen.mask())));
    at = at.plusMillis(100);
    return this;
  }

  Scene at(Instant instant, Track... tracks) {
    signals.addAll(engine.observe(observation(instant, false, List.of(tracks))));
    at = instant.plusMillis(100);
    return this;
  }

  Scene learning(double seconds) {
    for (int i = 0; i < Math.round(seconds * 10); i++) {
      signals.addAll(engine.observe(observation(at, true, List.of(person("x", 0.5, 0.5)))));
      at = at.plusMillis(100);
    }
    return this;
  }

  /// While the background is learnt and a detector follows who is there.
  Scene learningTracked(double seconds, Track... tracks) {
    for (int i = 0; i < Math.round(seconds * 10); i++) {
      var mask = new BlockMask(at, 4, 3, true, new BitSet());
      signals.addAll(
          engine.observe(
              new Observation(CAMERA, at, 0, true, true, List.of(tracks), SceneSigns.NONE, mask)));
      at = at.plusMillis(100);
    }
    return this;
  }

  Scene pass(long millis) {
    at = at.plusMillis(millis);
    return this;
  }

  RuleEngine engine() {
    return engine;
  }

  Instant now() {
    return at;
  }

  List<Signal> signals() {
    return List.copyOf(signals);
  }
}
