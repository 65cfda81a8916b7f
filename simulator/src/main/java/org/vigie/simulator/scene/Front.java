package org.vigie.simulator.scene;

import static org.vigie.simulator.draw.Noise.fractal;
import static org.vigie.simulator.draw.Noise.hash;

import org.vigie.simulator.draw.Ray;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid.Finish;
import org.vigie.simulator.draw.Solid.Look;

/// A house front: rendered wall, storeys of windows with frames and shutters, perhaps a shop below.
///
/// @param wall its colour
/// @param shutters their colour; the wall's own where there are none
/// @param bay metres from one window to the next
/// @param storey metres from one floor to the next
/// @param shop whether the ground floor is glazed
/// @param lit share of the windows with light in them
/// @param seed makes each front its own
public record Front(
    Rgb wall, Rgb shutters, double bay, double storey, boolean shop, double lit, int seed)
    implements Finish {

  private static final Rgb FRAME = Rgb.hex(0xcfcabf);
  private static final Rgb PANE = Rgb.hex(0x2b3440);
  private static final Rgb SILL = Rgb.hex(0xb5aea0);
  private static final Rgb WARM = new Rgb(1.15, 0.72, 0.34);

  @Override
  public Look at(Ray met) {
    double along = Finishes.along(met);
    double up = met.y();
    if (met.normal().y() > 0.5) {
      return Look.matt(Rgb.hex(0x77706a));
    }
    double weather = 0.86 + 0.22 * fractal(along * 0.5 + seed, up * 0.35);
    var plain = wall.times(weather * (up < 0.6 ? 0.75 : 1));
    if (shop && up < storey) {
      return shopFront(along, up, plain);
    }
    int floor = (int) Math.floor(up / storey);
    int column = (int) Math.floor(along / bay);
    double y = up - floor * storey;
    double x = along - (column + 0.5) * bay;
    double half = 0.5;
    double low = 0.75;
    double high = storey - 0.42;
    if (y < 0.1 && floor > 0) {
      return Look.matt(SILL.times(weather));
    }
    if (y > low - 0.1 && y < low && Math.abs(x) < half + 0.15) {
      return Look.matt(SILL);
    }
    if (y < low || y > high) {
      return Look.matt(plain);
    }
    if (Math.abs(x) < half) {
      return window(x, y, low, high, column, floor);
    }
    if (Math.abs(x) < half * 1.85) {
      double slat = ((y * 14) % 1) < 0.4 ? 0.82 : 1;
      return Look.matt(shutters.times(slat));
    }
    return Look.matt(plain);
  }

  private Look window(double x, double y, double low, double high, int column, int floor) {
    boolean frame =
        Math.abs(x) > 0.44
            || Math.abs(x) < 0.04
            || y - low < 0.06
            || high - y < 0.06
            || Math.abs(y - (low + (high - low) * 0.66)) < 0.03;
    if (frame) {
      return Look.matt(FRAME.times(high - y < 0.25 ? 0.55 : 0.9));
    }
    if (hash(column + seed * 31, floor) < lit) {
      double curtain = 0.55 + 0.45 * hash((int) Math.floor(x * 9), floor + seed);
      return new Look(PANE, WARM.times(curtain * (0.5 + 0.5 * hash(column, floor + 5))));
    }
    double sheen = 0.8 + 1.2 * hash(column, floor + seed) + (y - low) * 0.5;
    double curtain = hash(column + 3, floor - seed) < 0.4 && Math.abs(x) > 0.2 ? 3.2 : 1;
    return Look.matt(PANE.times(sheen * curtain * (high - y < 0.2 ? 0.5 : 1)));
  }

  private Look shopFront(double along, double up, Rgb plain) {
    double wide = bay * 2;
    int column = (int) Math.floor(along / wide);
    double x = along - (column + 0.5) * wide;
    if (up > storey - 0.65) {
      return Look.matt(shutters.times(up > storey - 0.1 || up < storey - 0.58 ? 0.6 : 1.05));
    }
    if (Math.abs(x) > wide / 2 - 0.3) {
      return Look.matt(plain.times(0.9));
    }
    if (up < 0.45 || Math.abs(x) > wide / 2 - 0.4 || Math.abs(x - wide * 0.18) < 0.05) {
      return Look.matt(shutters.times(0.55));
    }
    double goods = fractal(along * 2.3 + seed, up * 2.9);
    var inside = PANE.times(0.6 + goods * 1.6);
    return new Look(inside, lit > 0 ? WARM.times(0.25 + 0.9 * goods) : Rgb.BLACK);
  }
}
