package org.vigie.eye.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// Remembers where tracks ended without being seen to leave: there somebody may stand whose clothes
/// look like the ground. Such a place is held until the quiet period is over, or until something
/// comes out of it again.
///
/// A thing is seen to leave when it goes out of the picture, or goes on as part of another.
final class Footprints {

  /// A track that ends this near to the picture's edge, in pixels, has gone out.
  private static final double EDGE = 4;

  /// How far a held place reaches beyond the last box, in its own sizes: where a step leads to.
  private static final double STEP = 0.25;

  /// What covers so much of another's last box has taken it in.
  private static final double TAKEN_IN = 0.6;

  /// What comes out of a held place so soon is what ended there.
  private static final double COMES_BACK_SECONDS = 10;

  /// What looks for so long as before anything came is empty.
  private static final double LOOKS_EMPTY_SECONDS = 10;

  /// The same where somebody may have stood since before it was known what it looks like: who
  /// stands shifts their weight several times within this time.
  private static final double SAME_LOOK_SECONDS = 60;

  /// More than this share of the picture is nobody: a cloud's shadow, the light of a lamp.
  private static final double MOST_SHARE = 0.25;

  /// For so long what has come to rest still counts as moving.
  private static final double STILL_MOVES_SECONDS = 2;

  /// Who walks away from a camera that hangs as low as cameras do becomes smaller by at most this
  /// share in a second; cars do so faster, and are followed by what is seen of them.
  private static final double SHRINKS = 0.25;

  private static final int MOST_TRAIL = 200;
  private static final int MOST_HELD = 400;

  private final int width;
  private final int height;
  private final double quietSeconds;
  private Map<Tracked, Way> ways = new HashMap<>();
  private final List<Held> held = new ArrayList<>();

  /// What is seen of a block.
  enum Appearance {
    EMPTY,
    HIDDEN,
    STRANGE
  }

  /// How one track went.
  private static final class Way {

    private final double[] born;
    private final double bornAt;

    /// Whether it began as the light changed: then it is a piece of light, unless it travels.
    private boolean isOfLight;

    private double[] last;
    private double[] all;
    private double movedAt;
    private double seenAt;
    private double tallest;
    private double widest;

    /// Where it was seen since it was asked for, while that is not too long.
    private final List<double[]> trail = new ArrayList<>();

    Way(double[] born, double now) {
      this.born = born;
      this.bornAt = now;
      this.last = born;
      this.all = born;
      this.movedAt = now;
      this.seenAt = now;
      this.tallest = born[3] - born[1];
      this.widest = born[2] - born[0];
      trail.add(born);
    }

    /// @param shared whether its outline is others' too: then its size is a guess
    void see(double[] edges, boolean moving, boolean shared, double now) {
      last = edges;
      all = union(all, edges);
      movedAt = moving ? now : movedAt;
      double kept = moving ? Math.pow(1 - SHRINKS, now - seenAt) : 1;
      tallest = Math.max(kept * tallest, shared ? 0 : edges[3] - edges[1]);
      widest = Math.max(kept * widest, shared ? 0 : edges[2] - edges[0]);
      seenAt = now;
      if (trail.size() < MOST_TRAIL) {
        trail.add(edges);
      }
    }

    /// A box in which all of it is, though only part of it may differ from the ground.
    double[] reach(double[] edges) {
      // At least half of it is seen, or legs alone would be somebody.
      double across = Math.clamp(widest - (edges[2] - edges[0]), 0, edges[2] - edges[0]);
      double down = Math.clamp(tallest - (edges[3] - edges[1]), 0, edges[3] - edges[1]);
      return new double[] {edges[0] - across, edges[1] - down, edges[2] + across, edges[3] + down};
    }

    /// Whether it has left the place where it was first seen: what only grew, or swayed, has not.
    boolean hasTravelled() {
      return share(born, last) == 0;
    }
  }

  /// A place that is held.
  private static final class Held {

    private final double[] box;
    private final double at;

    /// Whether what ended there had come from elsewhere: then it is known what it looks like empty.
    private final boolean hasCome;

    /// For how long each of its blocks has been seen to look as it did when nothing was there.
    private float[] emptyFor = new float[0];

    Held(double[] box, double at, boolean hasCome) {
      this.box = box;
      this.at = at;
      this.hasCome = hasCome;
    }

    /// Takes in what is seen of it now; somebody who shows in one block stands before all of them.
    void see(
        BiConsumer<double[], IntConsumer> blocks, IntFunction<Appearance> looks, float seconds) {
      var looksNow = new ArrayList<Appearance>();
      blocks.accept(box, block -> looksNow.add(looks.apply(block)));
      if (emptyFor.length == 0 || looksNow.contains(Appearance.STRANGE)) {
        emptyFor = new float[looksNow.size()];
      }
      for (int i = 0; i < emptyFor.length; i++) {
        emptyFor[i] += looksNow.get(i) == Appearance.EMPTY ? seconds : 0;
      }
    }

    boolean hasLookedEmptyFor(double seconds) {
      for (float one : emptyFor) {
        if (one < seconds) {
          return false;
        }
      }
      return true;
    }
  }

  Footprints(int width, int height, double quietSeconds) {
    this.width = width;
    this.height = height;
    this.quietSeconds = quietSeconds;
  }

  /// Takes in the tracks of the next picture.
  ///
  /// @param light whether the light changes: see [Background#isUnderChangingLight]
  void follow(List<Tracked> tracks, boolean light, double now) {
    held.removeIf(place -> now - place.at >= quietSeconds);
    var next = new HashMap<Tracked, Way>();
    for (var track : tracks) {
      var way = ways.get(track);
      var edges = track.edges();
      if (way == null) {
        way = new Way(edges, now);
      } else if (track.unseen() == 0) {
        way.see(edges, track.isMoving(), track.shared() > 0, now);
      }
      way.isOfLight |= light && now - way.bornAt <= Background.LIGHT_SECONDS;
      if (track.isConfirmed() && way.hasTravelled()) {
        comeBack(way, now);
      }
      next.put(track, way);
    }
    var ended = new HashSet<>(ways.keySet());
    ended.removeAll(next.keySet());
    for (var track : ended) {
      end(track, Objects.requireNonNull(ways.get(track)), next, now);
    }
    ways = next;
  }

  /// Where all of a track of the last picture may be: as large as it ever was, and no less for
  /// standing before a ground like itself.
  double[] reach(Tracked track) {
    var way = ways.get(track);
    return way == null ? track.edges() : way.reach(track.edges());
  }

  /// Something has left the place where it was first seen: what ended there just before was it.
  private void comeBack(Way way, double now) {
    held.removeIf(
        place -> now - place.at < COMES_BACK_SECONDS && share(way.born, place.box) >= TAKEN_IN);
  }

  private void end(Tracked track, Way way, Map<Tracked, Way> others, double now) {
    if (now - way.movedAt >= quietSeconds - STILL_MOVES_SECONDS) {
      return; // It has stood still for so long that it is background now.
    }
    if (isAtEdge(track.edges()) || isAtEdge(way.last) || isTooLarge(way.last)) {
      return;
    }
    for (var other : others.entrySet()) {
      if (other.getKey().isConfirmed() && share(way.last, other.getValue().last) >= TAKEN_IN) {
        return;
      }
    }
    // What never got away from where it began may have been a hand of somebody who is still there.
    boolean travelled = track.isConfirmed() && way.hasTravelled();
    if (way.isOfLight && !travelled) {
      return;
    }
    if (held.size() == MOST_HELD) {
      held.set(0, new Held(union(held.get(0).box, held.remove(1).box), now, false));
    }
    held.add(new Held(grown(travelled ? way.last : way.all), now, travelled));
  }

  /// Lets go of places of which each block has looked for a while as it did before anything came.
  /// Who passes by hides some of it, and says nothing of that either way.
  ///
  /// @param blocks tells the blocks of a box, always in the same order
  /// @param appearance of a block
  /// @param seconds since the last picture
  void release(
      BiConsumer<double[], IntConsumer> blocks,
      IntFunction<Appearance> appearance,
      double seconds) {
    held.removeIf(
        place -> {
          place.see(blocks, appearance, (float) seconds);
          return place.hasLookedEmptyFor(place.hasCome ? LOOKS_EMPTY_SECONDS : SAME_LOOK_SECONDS);
        });
  }

  /// Where what has got away from where it began has been since the last call.
  List<double[]> passing() {
    var boxes = new ArrayList<double[]>();
    ways.forEach(
        (track, way) -> {
          if (track.isConfirmed() && way.hasTravelled()) {
            boxes.addAll(way.trail);
            boxes.add(way.last);
            way.trail.clear();
          }
        });
    return boxes;
  }

  /// Whether a track that has got away from where it began takes up most of a box.
  boolean holdsTraveller(double[] box) {
    return ways.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().isConfirmed()
                    && entry.getValue().hasTravelled()
                    && share(box, entry.getValue().reach(entry.getKey().edges())) >= TAKEN_IN);
  }

  private boolean isAtEdge(double[] box) {
    return box[0] <= EDGE || box[1] <= EDGE || box[2] >= width - EDGE || box[3] >= height - EDGE;
  }

  private boolean isTooLarge(double[] box) {
    return (box[2] - box[0]) * (box[3] - box[1]) > MOST_SHARE * width * height;
  }

  private static double[] grown(double[] box) {
    double across = STEP * (box[2] - box[0]);
    double up = STEP * (box[3] - box[1]);
    return new double[] {box[0] - across, box[1] - up, box[2] + across, box[3] + up};
  }

  private static double[] union(double[] a, double[] b) {
    return new double[] {
      Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])
    };
  }

  /// How much of `a` lies in `b`.
  private static double share(double[] a, double[] b) {
    double across = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
    double down = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    double size = (a[2] - a[0]) * (a[3] - a[1]);
    return across <= 0 || down <= 0 || size <= 0 ? 0 : across * down / size;
  }

  /// The places that are held, in pixels.
  List<double[]> held(double now) {
    return held.stream()
        .filter(place -> now - place.at < quietSeconds)
        .map(place -> place.box)
        .toList();
  }

  /// The tracks are gone because the view is learnt anew.
  void forget() {
    ways = new HashMap<>();
  }
}
