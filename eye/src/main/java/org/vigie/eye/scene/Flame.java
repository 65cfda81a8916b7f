package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.FireSign;

/// One place that flickers in a flame's colours, and whether it does so as a flame does.
///
/// - Parts of a flame rise while others fall; a lamp, a sign or a beacon is lit and dark as a
///   whole.
/// - A flame never repeats itself; what blinks or turns does.
/// - A flame stays; headlights and people in bright vests go, one after the other perhaps, but then
///   light comes on one side and goes on the other.
/// - A flame's tips lick up and down; the edge of a lit sign or a screen stands.
/// - A flame is bright at its heart, and of deeper colour than skin at its rim.
///
/// In samples of [Flames]. Belongs to it.
final class Flame {

  private static final int REMEMBERED = 32;
  private static final double WINDOW = 3.2;

  /// In seconds: flicker and its repetition are known after as long.
  private static final double LEAST_WINDOW = 2;

  private static final int LEAST_LOOKS = 12;

  /// Pictures further apart than this do not show flicker.
  private static final double RAREST = 0.25;

  private static final double GONE = 1.6;
  private static final double SAID_FROM = 0.5;

  // Draught blows a flame down for a second.
  private final Held burns = new Held(1.5, 3);
  private final FlameLook[] looks = new FlameLook[REMEMBERED];
  private final Instant since;
  private final double born;
  private int seen;
  private double score;
  private double lastAt;

  Flame(FlameLook first, Instant since) {
    this.since = since;
    this.born = first.at;
    add(first);
  }

  void add(FlameLook look) {
    lastAt = look.at;
    if (seen > 0 && look(0).at == look.at) {
      look(0).join(look);
    } else {
      looks[seen++ % REMEMBERED] = look;
    }
  }

  /// The last but so many.
  private FlameLook look(int back) {
    return looks[(seen - 1 - back) % REMEMBERED];
  }

  double age(double now) {
    return now - born;
  }

  /// Whether another look meets it, or nearly.
  boolean holds(FlameLook other) {
    var last = look(0);
    int reach = 2;
    return other.left <= last.right + reach
        && last.left <= other.right + reach
        && other.top <= last.bottom + reach
        && last.top <= other.bottom + reach;
  }

  boolean isOver(double now) {
    return now - lastAt > GONE && !burns.isOn();
  }

  boolean isSaid() {
    return burns.isOn();
  }

  /// Comes to a judgement about the last seconds.
  void judge(double now) {
    var recent = new ArrayList<FlameLook>();
    for (int k = 0; k < Math.min(seen, REMEMBERED) && now - look(k).at <= WINDOW; k++) {
      recent.add(look(k));
    }
    score = now - lastAt <= GONE && shows(recent, now) ? new Flickering(recent).score() : 0;
    burns.update(score >= SAID_FROM, now);
  }

  private static boolean shows(List<FlameLook> recent, double now) {
    if (recent.size() < LEAST_LOOKS) {
      return false;
    }
    double span = now - recent.getLast().at;
    return span >= LEAST_WINDOW && span / recent.size() <= RAREST;
  }

  FireSign said(double across, double down) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = 0;
    int bottom = 0;
    for (int k = 0; k < Math.min(seen, REMEMBERED) && lastAt - look(k).at <= 1; k++) {
      left = Math.min(left, look(k).left);
      top = Math.min(top, look(k).top);
      right = Math.max(right, look(k).right);
      bottom = Math.max(bottom, look(k).bottom);
    }
    return new FireSign(
        false,
        new Box(
            left * across,
            top * down,
            Math.min(1 - left * across, (right - left) * across),
            Math.min(1 - top * down, (bottom - top) * down)),
        since,
        Math.max(SAID_FROM, score));
  }
}
