package org.vigie.simulator;

import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.draw.Studio;
import org.vigie.simulator.scene.Place;

/// Draws the pictures of one stream of one place. Used by one thread.
final class Projection implements Encoder.Source {

  private final Place place;
  private final Film film;
  private final Studio studio;

  private Projection(Place place, Film film, Studio studio) {
    this.place = place;
    this.film = film;
    this.studio = studio;
  }

  /// @param backdrop of the place in the film's size, from [#backdrop]
  static Projection of(Place place, Film film, Backdrop backdrop, long seed) {
    return new Projection(
        place, film, new Studio(backdrop, place.lens(), place.light(), seed ^ film.width()));
  }

  /// The empty place in the size of the main stream.
  static Backdrop backdrop(Place place) {
    var traced =
        Backdrop.trace(
            place.solids(), place.light(), place.lens(), Film.MAIN.width(), Film.MAIN.height());
    return Studio.furnish(traced, place.lens(), place.light(), place.still());
  }

  int pictures() {
    return Place.LOOP_S * film.rate();
  }

  @Override
  public void draw(int picture, byte[] i420) {
    double s = (double) picture / film.rate();
    studio.draw(place.bodies(s), picture, Place.gain(s), i420);
  }
}
