package org.vigie.simulator.stage;

import java.util.List;

/// Light and weather of a scene.
///
/// @see Skies
public enum Setting {
  /// Sun, passing clouds.
  CLEAR(Sky.SUN, 0, 0, 1.6),
  /// A low sun: shadows longer than those who cast them.
  SHADOWS(Sky.LOW_SUN, 0, 0, 1.6),
  OVERCAST(Sky.CLOUDS, 0, 0, 1.8),
  /// Falling rain, and ground that mirrors.
  RAIN(Sky.CLOUDS, 1, 260, 2.2),
  /// Branches and a flag that sway.
  WIND(Sky.SUN, 0, 0, 1.6),
  NIGHT(Sky.NIGHT, 0, 0, 3.0),
  NIGHT_RAIN(Sky.NIGHT, 1, 200, 3.0),
  /// Night, and the light of cars that pass sweeps over the ground.
  HEADLIGHTS(Sky.NIGHT, 0.3, 0, 3.0);

  /// What lights a venue.
  public enum Sky {
    SUN,
    LOW_SUN,
    CLOUDS,
    NIGHT
  }

  private final Sky sky;
  private final double wet;
  private final int rain;
  private final double noise;

  Setting(Sky sky, double wet, int rain, double noise) {
    this.sky = sky;
    this.wet = wet;
    this.rain = rain;
    this.noise = noise;
  }

  public Sky sky() {
    return sky;
  }

  /// Whether it is night.
  public boolean isNight() {
    return sky == Sky.NIGHT;
  }

  /// How much the ground mirrors, 0 to 1.
  double wet() {
    return wet;
  }

  /// Streaks in a picture.
  int rain() {
    return rain;
  }

  /// The sensor's noise, as its standard deviation in luma levels: the darker, the more.
  double noise() {
    return noise;
  }

  /// Day and night in turn, so that a short series has both.
  static Setting inTurn(int number) {
    var turn =
        List.of(
            CLEAR, NIGHT, RAIN, HEADLIGHTS, SHADOWS, NIGHT_RAIN, WIND, NIGHT, OVERCAST, HEADLIGHTS);
    return turn.get(Math.floorMod(number, turn.size()));
  }
}
