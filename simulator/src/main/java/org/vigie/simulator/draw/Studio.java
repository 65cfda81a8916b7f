package org.vigie.simulator.draw;

import java.util.List;

/// Draws one place, picture by picture. Used by one thread; the backdrop is its own.
public final class Studio {

  /// A camera's noise by day, in luma levels.
  private static final double NOISE_LEVELS = 1.6;

  private final Canvas canvas;
  private final Painter painter;
  private final Sensor sensor;
  private final long seed;

  public Studio(Backdrop backdrop, Lens lens, Light light, long seed) {
    this(backdrop, lens, light, NOISE_LEVELS, seed);
  }

  /// @param noise its standard deviation, in luma levels
  public Studio(Backdrop backdrop, Lens lens, Light light, double noise, long seed) {
    this.canvas = new Canvas(backdrop);
    this.painter = new Painter(canvas, lens, light);
    this.sensor = new Sensor(backdrop.pixels, backdrop.width, backdrop.height, noise, seed);
    this.seed = seed;
  }

  /// Puts what stands still for ever, parked cars and such, into a backdrop.
  public static Backdrop furnish(Backdrop backdrop, Lens lens, Light light, List<Body> still) {
    new Painter(new Canvas(backdrop), lens, light).bake(still);
    return backdrop;
  }

  /// Draws one picture.
  ///
  /// @param number chooses the noise: the same number gives the same bytes
  /// @param gain how bright the light is just then, about 1
  /// @param i420 width * height * 3 / 2 bytes
  public void draw(List<Body> bodies, int number, double gain, byte[] i420) {
    canvas.clear();
    painter.draw(bodies);
    sensor.expose(canvas, gain, seed * 1_000_003 + number, i420);
  }

  /// Draws one picture with its lights and its weather.
  ///
  /// @param number chooses noise and raindrops: the same number gives the same bytes
  /// @param i420 width * height * 3 / 2 bytes
  public void draw(Shot shot, int number, byte[] i420) {
    canvas.clear();
    painter.draw(shot, seed * 1_000_003 + number);
    sensor.expose(canvas, shot.gain(), seed * 1_000_003 + number, i420);
  }

  /// Which of the bodies drawn last each pixel shows.
  public Owners owners() {
    return canvas.owners();
  }
}
