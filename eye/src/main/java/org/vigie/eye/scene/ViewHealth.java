package org.vigie.eye.scene;

import java.util.EnumSet;
import java.util.Set;
import org.vigie.model.ViewTrouble;

/// Whether a camera sees as it should: it compares the picture's outlines with those that it has
/// shown for long. Needs no background, so that it speaks while the view is learnt too.
public final class ViewHealth {

  private static final double EVERY = 0.5;

  /// The view is known after so long, however little moves in it.
  private static final double FIRST_IMPRESSION = 5;

  /// Dusk takes half an hour; what was learnt follows it, but nothing that takes seconds.
  private static final double FORGETS_OVER = 600;

  /// By then an alarm has been seen to: where a turned camera looks now is its view.
  private static final double ADOPTS_AFTER = 600;

  /// Noise and coding alone spread one grey over as much.
  private static final int SPREAD_OF_ONE_GREY = 14;

  private static final double WHITE_SHARE = 0.7;
  private static final double BLACK_SHARE = 0.95;

  /// Of the outlines that the view has shown for long: what still is there could be chance.
  private static final double VANISHED_SHARE = 0.7;

  /// With as little gone the view is still itself.
  private static final double WELL_SEEN_SHARE = 0.3;

  /// Fog and dusk take minutes, a hand or a spray can seconds.
  private static final double SUDDEN_SECONDS = 3;

  /// A lens half covered is covered: what is left is seen past the thing that hides it.
  private static final double HIDDEN_SHARE = 0.4;

  /// Outlines twice as wide as they used to be have lost half of their detail.
  private static final double BLURRED = 0.5;

  private static final double SAME_LAYOUT = 0.8;
  private static final double STILL_THERE = 0.5;

  /// Shelves, fences and façades repeat themselves: some parts are alike wherever one looks.
  private static final double PARTS_BY_CHANCE = 0.4;

  private static final double SHIFTED_GAIN = 0.2;

  // A bus before the lens or a lorry's headlights pass within these seconds.
  private final Held blinded = new Held(4, 3);
  private final Held defocused = new Held(6, 3);
  private final Held moved = new Held(5, 3);
  private final Held covered = new Held(6, 3);
  private final Outlines current;
  private final Outlines learnt;
  private double learntFor;
  private double nextAt;
  private double lookedAt;
  private double wellSeenAt = Double.NEGATIVE_INFINITY;
  private boolean wentSuddenly;
  private double movedSince = Double.NaN;
  private Set<ViewTrouble> troubles = Set.of();

  ViewHealth(int width, int height) {
    current = new Outlines(width, height);
    learnt = new Outlines(width, height);
  }

  /// The camera looks at this view again, after it looked elsewhere: what was learnt of it holds,
  /// and nothing is said yet.
  void again() {
    blinded.clear();
    defocused.clear();
    moved.clear();
    covered.clear();
    nextAt = 0;
    lookedAt = 0;
    wellSeenAt = Double.NEGATIVE_INFINITY;
    wentSuddenly = false;
    movedSince = Double.NaN;
    troubles = Set.of();
  }

  /// Takes in the next picture; looks at it only every half second.
  ///
  /// @param now seconds of the pictures' own time
  Set<ViewTrouble> look(SmallPicture picture, double now) {
    if (now < nextAt) {
      return troubles;
    }
    double seconds = Math.min(2, now - lookedAt);
    lookedAt = now;
    nextAt = now + EVERY;
    current.measure(picture);
    if (learntFor < FIRST_IMPRESSION) {
      learnFirst(now, seconds);
    } else {
      compare(now, seconds);
    }
    troubles = said();
    return troubles;
  }

  private boolean isWhiteOrBlack() {
    return current.levels().share(232, 255) >= WHITE_SHARE
        || current.levels().share(0, 26) >= BLACK_SHARE;
  }

  private boolean isOneGrey() {
    return current.levels().spread() <= SPREAD_OF_ONE_GREY;
  }

  private void learnFirst(double now, double seconds) {
    boolean blind = isWhiteOrBlack() || isOneGrey();
    blinded.update(blind, now);
    if (!blind) {
      learntFor += Math.max(seconds, EVERY);
      learnt.blend(current, learntFor <= EVERY ? 1 : EVERY / learntFor);
    }
  }

  private void compare(double now, double seconds) {
    boolean known = learnt.edges() >= Outlines.LEAST_EDGES;
    double vanished = known ? current.vanished(learnt) : 0;
    boolean flat = vanished >= VANISHED_SHARE;
    if (!flat) {
      wentSuddenly = false;
    } else if (now - wellSeenAt <= SUDDEN_SECONDS) {
      wentSuddenly = true;
    }
    if (known && vanished < WELL_SEEN_SHARE) {
      wellSeenAt = now;
    }
    boolean dark = current.levels().mean() < Levels.DARK;
    boolean blind = isWhiteOrBlack() || flat && dark || isOneGrey() && !wentSuddenly;
    boolean judged = known && !blind;
    // Out of focus, light and dark stay where they were; behind a hand they do not.
    boolean hidden = wentSuddenly && current.levels().likeness(learnt.levels()) < SAME_LAYOUT;
    boolean over = judged && (flat ? hidden : current.hiddenPart(learnt) >= HIDDEN_SHARE);
    // Where there are too few outlines to say how sharp they are, it is 0.
    boolean soft = current.sharpness() > 0 && current.sharpness() <= BLURRED * learnt.sharpness();
    boolean blurred = judged && (flat ? !hidden : soft);
    boolean elsewhere = judged && !flat && !blurred && !over && looksElsewhere();
    blinded.update(blind, now);
    covered.update(over, now);
    defocused.update(blurred && !over, now);
    moved.update(elsewhere, now);
    if (!blind && !over && !blurred && !elsewhere && said().isEmpty()) {
      learnt.blend(current, seconds / FORGETS_OVER);
    }
    adoptAfterLong(now);
  }

  private boolean looksElsewhere() {
    double likeness = current.likeness(learnt, 0, 0);
    if (likeness >= STILL_THERE) {
      return false;
    }
    // A lamp that is lit, a lorry or a crowd changes some parts of a view; a turn changes all.
    return current.partsAlike(learnt) <= PARTS_BY_CHANCE
        || current.bestShifted(learnt) >= Math.max(STILL_THERE, likeness + SHIFTED_GAIN);
  }

  /// A view that lasts is the camera's view, whatever it was before.
  private void adoptAfterLong(double now) {
    if (!moved.isOn()) {
      movedSince = Double.NaN;
    } else if (Double.isNaN(movedSince)) {
      movedSince = now;
    } else if (now - movedSince >= ADOPTS_AFTER) {
      learnt.blend(current, 1);
      learntFor = EVERY;
      moved.clear();
    }
  }

  private Set<ViewTrouble> said() {
    var said = EnumSet.noneOf(ViewTrouble.class);
    if (blinded.isOn()) {
      said.add(ViewTrouble.BLINDED);
    }
    if (defocused.isOn()) {
      said.add(ViewTrouble.DEFOCUSED);
    }
    if (moved.isOn()) {
      said.add(ViewTrouble.MOVED);
    }
    if (covered.isOn()) {
      said.add(ViewTrouble.COVERED);
    }
    return said;
  }
}
