package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.model.Track;

/// Follows things through short losses and changes of track id, so that neither restarts a rule's
/// patience nor counts a passage twice.
///
/// Something missing comes back as itself within [#INERTIA], either under its own id or as a new
/// track whose box overlaps where it was or would be by now. Nothing is remembered for longer, and
/// nothing but boxes is compared.
final class Lives {

  /// How long something may be missing before it is gone.
  static final Duration INERTIA = Duration.ofSeconds(1);

  private static final double LEAST_OVERLAP = 0.15;

  private final Map<String, Life> byTrack = new LinkedHashMap<>();

  /// Takes one observation's tracks.
  void see(List<Track> tracks, Instant at) {
    var present = new LinkedHashMap<String, Track>();
    tracks.forEach(track -> present.putIfAbsent(track.id(), track));
    byTrack.forEach(
        (id, life) -> {
          if (!present.containsKey(id)) {
            life.missed(at);
          }
        });
    byTrack.values().removeIf(life -> life.missedFor(at).compareTo(INERTIA) > 0);
    takeOver(present.values(), at);
    for (var track : present.values()) {
      var life = byTrack.get(track.id());
      if (life == null) {
        byTrack.put(track.id(), new Life(track, at));
      } else {
        life.see(track, at);
      }
    }
  }

  /// Lets new tracks take the place of missing lives, best fit first.
  private void takeOver(Collection<Track> present, Instant at) {
    record Fit(String missing, Track track, double overlap) {}
    var fits = new ArrayList<Fit>();
    for (var track : present) {
      if (!byTrack.containsKey(track.id())) {
        byTrack.forEach(
            (id, life) -> {
              double overlap = life.isVisible() ? 0 : life.fits(track.box(), at);
              if (overlap >= LEAST_OVERLAP) {
                fits.add(new Fit(id, track, overlap));
              }
            });
      }
    }
    fits.sort(
        Comparator.comparingDouble((Fit fit) -> -fit.overlap)
            .thenComparing(fit -> fit.track.id())
            .thenComparing(Fit::missing));
    var taken = new HashSet<String>();
    for (var fit : fits) {
      if (!taken.contains(fit.missing) && taken.add(fit.track.id()) && taken.add(fit.missing)) {
        byTrack.put(fit.track.id(), byTrack.remove(fit.missing));
      }
    }
  }

  /// Everything in view or missing for a moment only.
  Set<Life> all() {
    return new HashSet<>(byTrack.values());
  }

  /// Everything in view, in the order in which it came.
  List<Life> visible() {
    return byTrack.values().stream().filter(Life::isVisible).toList();
  }

  void forget() {
    byTrack.clear();
  }
}
