package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.model.FireSign;
import org.vigie.model.MotionGrid;
import org.vigie.model.SceneSign;
import org.vigie.model.SceneSigns;
import org.vigie.model.ViewTrouble;

/// What one camera's view says beside its tracks: how the camera sees, always, and the signs that
/// were asked for. One thread only, like its scene.
final class Signs {

  private ViewHealth health;
  private final Flow flow;
  private final Rests rests;
  private final Flames flames;
  private final Smoke smoke;
  private Set<SceneSign> wanted = EnumSet.allOf(SceneSign.class);
  private Set<ViewTrouble> troubles = Set.of();

  Signs(Background background) {
    this.health = new ViewHealth(background.width, background.height);
    this.flow = new Flow(background);
    this.rests = new Rests(background);
    this.flames = new Flames(background.width, background.height);
    this.smoke = new Smoke(background);
  }

  /// What is known of the view as such, to be kept while the camera looks elsewhere.
  ViewHealth health() {
    return health;
  }

  /// The camera has looked at this view before.
  void knows(ViewHealth before) {
    before.again();
    health = before;
  }

  /// What is looked for from now on. Of the rest everything is forgotten.
  void lookFor(Set<SceneSign> signs) {
    wanted = Set.copyOf(signs);
    if (!wanted.contains(SceneSign.REST)) {
      rests.forget();
    }
    if (!wanted.contains(SceneSign.FLAME)) {
      flames.forget();
    }
    if (!wanted.contains(SceneSign.SMOKE)) {
      smoke.forget();
    }
    if (!wanted.contains(SceneSign.MOTION)) {
      flow.forget();
    }
  }

  /// Looks how the camera sees; comes first, for every picture.
  void lookAfterCamera(SmallPicture picture, double now) {
    troubles = health.look(picture, now);
  }

  /// The background is learnt again: what rested in the old one is part of the new.
  void forget() {
    rests.forget();
    flames.forget();
    smoke.forget();
  }

  /// Whether something is judged by how it changes from picture to picture.
  boolean wantAll() {
    return flames.isWatching() || smoke.isWatching();
  }

  /// Of a picture that cannot be judged.
  SceneSigns ofUnknown() {
    flow.forget();
    return new SceneSigns(List.of(), List.of(), Optional.empty(), troubles);
  }

  /// Of the picture that was compared last.
  ///
  /// @param found its blobs
  /// @param seconds since the picture before
  SceneSigns of(
      SmallPicture picture,
      List<Blob> found,
      List<Tracked> tracks,
      double seconds,
      double now,
      Instant at) {
    if (wanted.contains(SceneSign.REST)) {
      rests.look(picture, found, seconds, now, at);
    }
    if (wanted.contains(SceneSign.FLAME)) {
      flames.look(picture, seconds, now, at);
    }
    if (wanted.contains(SceneSign.SMOKE)) {
      smoke.look(picture, now, at);
    }
    Optional<MotionGrid> motion =
        wanted.contains(SceneSign.MOTION)
            ? flow.measure(picture, tracks, seconds)
            : Optional.empty();
    return new SceneSigns(rests.said(), fires(), motion, troubles);
  }

  private List<FireSign> fires() {
    var smoking = smoke.said();
    if (smoking.isEmpty()) {
      return flames.said();
    }
    var all = new ArrayList<>(flames.said());
    all.addAll(smoking);
    return all;
  }
}
