package org.vigie.bench.evaluate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.vigie.model.Box;

/// How well tracks follow what is really there: MOTA of the CLEAR MOT metrics (Bernardin and
/// Stiefelhagen, "Evaluating multiple object tracking performance", 2008) and IDF1 (Ristani et al.,
/// "Performance measures and a data set for multi-target, multi-camera tracking", 2016). A box fits
/// a true one when they share at least half of their joint area. One thread only.
public final class TrackScore {

  private static final double FITS = 0.5;

  /// More than any number of pictures.
  private static final double NEVER = 1e9;

  private final Map<String, String> followedBy = new HashMap<>();
  private final Map<String, Map<String, Integer>> together = new HashMap<>();
  private int pictures;
  private int mostAtOnce;
  private long truths;
  private long said;
  private long matched;
  private long switches;

  /// One picture: boxes by the name of what is there, and by the id of the track.
  public void add(Map<String, Box> truth, Map<String, Box> tracks) {
    pictures++;
    truths += truth.size();
    said += tracks.size();
    mostAtOnce = Math.max(mostAtOnce, tracks.size());
    truth.forEach(
        (name, box) ->
            tracks.forEach(
                (id, track) -> {
                  if (share(box, track) >= FITS) {
                    together.computeIfAbsent(name, n -> new HashMap<>()).merge(id, 1, Integer::sum);
                  }
                }));
    match(truth, tracks);
  }

  /// Who was followed by a track stays with it while it fits; the rest is matched anew.
  private void match(Map<String, Box> truth, Map<String, Box> tracks) {
    var open = new HashMap<>(truth);
    var free = new HashMap<>(tracks);
    truth.forEach(
        (name, box) -> {
          var id = followedBy.get(name);
          var track = id == null ? null : free.get(id);
          if (track != null && share(box, track) >= FITS) {
            open.remove(name);
            free.remove(id);
            matched++;
          }
        });
    var things = List.copyOf(open.entrySet());
    var others = List.copyOf(free.entrySet());
    var cost = new double[things.size()][others.size()];
    for (int i = 0; i < things.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        double share = share(things.get(i).getValue(), others.get(j).getValue());
        cost[i][j] = share >= FITS ? 1 - share : NEVER;
      }
    }
    int[] chosen = LeastCost.assign(cost);
    for (int i = 0; i < things.size(); i++) {
      if (chosen[i] >= 0 && cost[i][chosen[i]] < NEVER) {
        matched++;
        var id = others.get(chosen[i]).getKey();
        var before = followedBy.put(things.get(i).getKey(), id);
        if (before != null && !before.equals(id)) {
          switches++;
        }
      }
    }
  }

  private static double share(Box one, Box other) {
    double wide =
        Math.min(one.left() + one.width(), other.left() + other.width())
            - Math.max(one.left(), other.left());
    double high =
        Math.min(one.top() + one.height(), other.top() + other.height())
            - Math.max(one.top(), other.top());
    if (wide <= 0 || high <= 0) {
      return 0;
    }
    double joint = wide * high;
    return joint / (one.width() * one.height() + other.width() * other.height() - joint);
  }

  public int pictures() {
    return pictures;
  }

  /// The most tracks in one picture.
  public int mostAtOnce() {
    return mostAtOnce;
  }

  /// How many things there really were in a picture, on average.
  public double truthsAPicture() {
    return pictures == 0 ? 0 : (double) truths / pictures;
  }

  /// How many tracks changed who they follow.
  public long switches() {
    return switches;
  }

  /// The share of true boxes that a track fits.
  public double recall() {
    return truths == 0 ? 0 : (double) matched / truths;
  }

  /// The share of tracks' boxes that fit something.
  public double precision() {
    return said == 0 ? 0 : (double) matched / said;
  }

  /// 1 less misses, false boxes and switches per true box; may be negative.
  public double mota() {
    return truths == 0 ? 0 : 1 - (double) (truths - matched + said - matched + switches) / truths;
  }

  /// The share of boxes of each true thing that belong to the one track which fits it best overall.
  public double idf1() {
    var names = List.copyOf(together.keySet());
    var all = new HashSet<String>();
    together.values().forEach(ids -> all.addAll(ids.keySet()));
    var ids = List.copyOf(all);
    var cost = new double[names.size()][ids.size()];
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < ids.size(); j++) {
        cost[i][j] = -together.getOrDefault(names.get(i), Map.of()).getOrDefault(ids.get(j), 0);
      }
    }
    int[] chosen = LeastCost.assign(cost);
    double right = 0;
    for (int i = 0; i < names.size(); i++) {
      right -= chosen[i] < 0 ? 0 : cost[i][chosen[i]];
    }
    return truths + said == 0 ? 0 : 2 * right / (truths + said);
  }
}
