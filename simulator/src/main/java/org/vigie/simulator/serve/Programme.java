package org.vigie.simulator.serve;

import java.util.SplittableRandom;

/// In which turns of its loop a camera of an exercise plays its events, and in which it shows the
/// same place without them: once in every so many turns, at a turn that the seed chooses.
///
/// A turn begins at the second of the loop in which nobody who plays an event is about, so that
/// nobody vanishes. It is as long as the loop. Immutable.
public final class Programme {

  /// Turns until it begins again: about a day of loops of a minute.
  private static final int TURNS = 1440;

  private final int seamS;
  private final boolean[] eventful;

  /// @param every how many turns for one with events, from 1
  /// @param camera whose programme it is: two cameras of one seed have other turns
  /// @param seamS at which second of its loop a turn begins
  public Programme(int every, long seed, String camera, int seamS) {
    if (every < 1 || every > TURNS) {
      throw new IllegalArgumentException("every should be from 1 to " + TURNS + ": " + every);
    }
    this.seamS = seamS;
    this.eventful = new boolean[Math.ceilDiv(TURNS, every) * every];
    var random = new SplittableRandom(seed * 31 + camera.hashCode());
    for (int first = 0; first < eventful.length; first += every) {
      // The very first turn is calm where it can be: the eye is still learning the place.
      int least = first == 0 && every > 1 ? 1 : 0;
      eventful[first + least + random.nextInt(every - least)] = true;
    }
  }

  /// At which second of the loop a turn begins.
  public int seamS() {
    return seamS;
  }

  /// Whether the camera's events are played in a turn; turn 0 is the one that begins in the loop
  /// that the epoch began.
  public boolean plays(long turn) {
    return eventful[(int) Math.floorMod(turn, (long) eventful.length)];
  }

  /// The turns until it begins again: 1 where events are played, 0 where not.
  public String text() {
    var text = new StringBuilder();
    for (boolean turn : eventful) {
      text.append(turn ? '1' : '0');
    }
    return text.toString();
  }
}
