package org.vigie.simulator.stage;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Vec;

/// A scene made up by a seed: about one event or what is taken for one, or about people who pass.
/// The same seed gives the same scene. [StageFilm] draws it; what is true of it is written down in
/// the form of `clips.yaml`. One thread only.
public final class StagedScene {

  /// Pictures in a second.
  public static final int RATE = 10;

  /// Scenes of one venue, one of each plot.
  public static final int IN_A_VENUE = Plot.values().length;

  private final String name;
  private final Script script;
  private final long seed;

  private StagedScene(String name, Script script, long seed) {
    this.name = name;
    this.script = script;
    this.seed = seed;
  }

  /// What the scene of that number in a series is about.
  public static Plot plot(int number) {
    return Plot.values()[number % IN_A_VENUE];
  }

  /// The scene of that number in a series: about half a minute, about one event or what is taken
  /// for one.
  public static StagedScene of(long seed, int number) {
    var plot = plot(number);
    var venue = Squares.of(seed, number / IN_A_VENUE);
    long own = seed * 1_000_003 + number;
    var script = new Script(venue, seconds(plot), own);
    play(plot, script);
    weather(script);
    var name = String.format(Locale.ROOT, "%05d-%s-%s", number, word(plot), word(venue.setting()));
    return new StagedScene(name, script, own);
  }

  /// A scene about nothing but people: who passes when, and in which light.
  ///
  /// @param seconds how long it lasts
  public static StagedScene of(StageKind kind, long seed, double seconds) {
    var random = new SplittableRandom(seed * 131 + kind.ordinal());
    var script = new Script(KnownPlaces.of(kind, random), seconds, random.nextLong());
    StreetLife.play(kind, script);
    return new StagedScene("%s-%d".formatted(word(kind), seed), script, seed);
  }

  /// Long hours in which nothing happens that a rule should report, in the venue of that number in
  /// a series.
  ///
  /// @param seconds how long
  public static StagedScene vigil(long seed, int number, double seconds) {
    var venue = Squares.of(seed, number);
    long own = seed * 1_000_003 + number;
    var script = new Script(venue, seconds, own);
    Vigil.play(script);
    weather(script);
    var name = String.format(Locale.ROOT, "%05d-vigil-%s", number, word(venue.setting()));
    return new StagedScene(name, script, own);
  }

  /// People who walk to and fro on a square, as many at once from the fifth second on, seen from
  /// high up: no rule, but every box is known.
  public static StagedScene crowd(long seed, int people, double seconds) {
    var script = new Script(Squares.fromHighUp(seed), seconds, seed);
    CrowdPlots.strolling(script, people);
    return new StagedScene("crowd", script, seed);
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double seconds(Plot plot) {
    return switch (plot) {
      case INTRUSION, WRONG_WAY, PERSON_DOWN -> 24;
      case LINE_COUNT, CROWD_MOVEMENT, FIRE -> 26;
      case DENSITY, LIGHTS -> 28;
      case STILL_LIFE -> 32;
      case ABANDONED_OBJECT -> 38;
    };
  }

  private static void play(Plot plot, Script script) {
    boolean road = script.venue.road();
    switch (plot) {
      case INTRUSION -> {
        if (road && script.chance(0.5)) {
          RoadPlots.intrusion(script);
        } else {
          PeoplePlots.intrusion(script);
        }
      }
      case WRONG_WAY -> {
        if (road) {
          RoadPlots.wrongWay(script);
        } else {
          PeoplePlots.wrongWay(script);
        }
      }
      case LINE_COUNT -> {
        if (road) {
          RoadPlots.lineCount(script);
        } else {
          PeoplePlots.lineCount(script);
        }
      }
      case PERSON_DOWN -> PeoplePlots.fall(script);
      case ABANDONED_OBJECT -> PeoplePlots.abandoned(script);
      case CROWD_MOVEMENT -> CrowdPlots.movement(script);
      case DENSITY -> CrowdPlots.density(script);
      case FIRE -> Negatives.fire(script);
      case STILL_LIFE -> Negatives.stillLife(script);
      case LIGHTS -> Negatives.lights(script);
    }
  }

  private static void weather(Script script) {
    switch (script.venue.setting()) {
      case WIND -> {
        int seed = script.random.nextInt(1000);
        double near = script.between(12, 14);
        script.movers.add(new Foliage(new Vec(-7, 0, near), 1.1, seed));
        script.movers.add(new Foliage(new Vec(-7.8, 0, near + 0.4), 1.6, seed + 1));
        script.movers.add(new Foliage(new Vec(8.5, 0, near + 4), 2.2, seed + 2));
        script.movers.add(s -> Things.flag(5, 23.5, s, seed));
      }
      case HEADLIGHTS -> {
        boolean right = script.chance(0.5);
        script.lamps.add(Lights.sweep(script.between(1, 9), script.between(9, 13), right));
        script.lamps.add(Lights.sweep(script.between(11, 20), script.between(9, 13), !right));
      }
      case CLEAR, SHADOWS, OVERCAST, RAIN, NIGHT, NIGHT_RAIN -> {}
    }
  }

  public String name() {
    return name;
  }

  public Venue venue() {
    return script.venue;
  }

  Script script() {
    return script;
  }

  long seed() {
    return seed;
  }

  /// How many pictures it has.
  public int pictures() {
    return (int) Math.round(script.seconds * RATE);
  }

  /// What was drawn at a time, each with its box.
  public List<Performer> cast() {
    return List.copyOf(script.cast);
  }

  /// Whether nothing moves in the picture for the second that begins then.
  public boolean isQuiet(double s) {
    return script.movers.isEmpty() && isEmpty(s) && isEmpty(s + 0.5) && isEmpty(s + 1);
  }

  private boolean isEmpty(double s) {
    return script.lamps.stream().allMatch(lamp -> lamp.at(s).isEmpty())
        && script.cast.stream()
            .flatMap(one -> one.part().at(s).stream())
            .map(body -> body.bounds(script.venue.lens()))
            .noneMatch(box -> box[2] > -0.1 && box[0] < 1.1);
  }

  /// Clouds pass before the sun; lamps burn steadily.
  double gain(double s) {
    double depth =
        switch (venue().setting().sky()) {
          case SUN -> 0.08;
          case LOW_SUN -> 0.04;
          case CLOUDS -> 0.02;
          case NIGHT -> 0.005;
        };
    return 1 + depth * Math.sin(2 * Math.PI * s / 19 + Math.floorMod(seed, 7));
  }

  /// Its entry for a list of clips, so that it is scored like one.
  ///
  /// @param width of its pictures
  public String describe(int width, int height) {
    return new ClipEntry(script, never()).write(name, width, height, RATE);
  }

  /// What must not come in it: those of which nobody can say that something like them is there.
  private Set<EventType> never() {
    var never =
        EnumSet.of(
            EventType.FIRE,
            EventType.PERSON_DOWN,
            EventType.ABANDONED_OBJECT,
            EventType.CROWD_MOVEMENT);
    script.rules.forEach(rule -> never.remove(rule.event()));
    return never;
  }
}
