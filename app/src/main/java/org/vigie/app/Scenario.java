package org.vigie.app;

import java.util.Locale;

/// What a trainer chooses for an exercise: how often something happens. Names are options of
/// `vigie training` and stand in `demo.json`.
enum Scenario {
  /// An event on each camera every half an hour: waiting, and being awake when it comes.
  QUIET_NIGHT(30),
  /// Every eight minutes: an ordinary day.
  MARKET_DAY(8),
  /// Every other minute: several alerts wait at once.
  BUSY(2);

  private final int every;

  Scenario(int every) {
    this.every = every;
  }

  /// In one minute of so many each camera plays its events.
  int every() {
    return every;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
