package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Observation;
import org.vigie.model.Resting;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;
import org.vigie.model.Track;

/// Writes observations by hand: who is in view, and what rests there, ten pictures a second.
final class Street {

  private final RuleEngine engine;
  private final List<Signal> signals = new ArrayList<>();
  private final List<Resting> resting = new ArrayList<>();
  private Instant at = Scene.START;

  Street(RuleBook book) {
    this.engine = new RuleEngine(book);
  }

  /// Somebody of two tenths of the picture's height, about a third as wide as high.
  static Track person(String id, double x, double y) {
    return track(id, CoarseClass.PERSON, new Box(x - 0.02, y - 0.2, 0.04, 0.2));
  }

  static Track track(String id, CoarseClass kind, Box box) {
    return new Track(id, kind, box, 0.8, Scene.START);
  }

  /// From now on something rests there.
  Street rests(Box box) {
    return rests(box, 0.8);
  }

  Street rests(Box box, double score) {
    resting.add(new Resting(box, at, score));
    return this;
  }

  /// Nothing rests any more.
  Street clear() {
    resting.clear();
    return this;
  }

  Street see(Track... tracks) {
    return see(List.of(tracks), List.copyOf(resting));
  }

  Street see(List<Track> tracks, List<Resting> rests) {
    var seen = Scene.observation(at, false, tracks);
    signals.addAll(
        engine.observe(
            new Observation(
                seen.camera(),
                at,
                0,
                false,
                tracks,
                new SceneSigns(rests, List.of(), Optional.empty(), Set.of()),
                seen.mask())));
    at = at.plusMillis(100);
    return this;
  }

  Street hold(double seconds, Track... tracks) {
    for (int i = 0; i < Math.round(seconds * 10); i++) {
      see(tracks);
    }
    return this;
  }

  /// Somebody walks along a row, both ends included.
  Street walk(String id, double from, double to, double y, double seconds) {
    int steps = (int) Math.round(seconds * 10);
    for (int i = 0; i <= steps; i++) {
      see(person(id, from + (to - from) * i / steps, y));
    }
    return this;
  }

  Street pass(Duration time) {
    at = at.plus(time);
    return this;
  }

  Instant now() {
    return at;
  }

  List<Signal> signals() {
    return List.copyOf(signals);
  }
}
