package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Owners;
import org.vigie.simulator.draw.Studio;
import org.vigie.simulator.scene.Place;

/// Draws a scripted scene, and says for each pixel whether it shows a person. Used by one thread.
public final class StageFilm {

  private static final int NOBODY = -1;

  private final Stage stage;
  private final int width;
  private final int height;
  private final int rate;
  private final Studio studio;
  private final Weather weather;
  private final List<Integer> shown = new ArrayList<>();

  /// Traces the empty place, which takes seconds.
  ///
  /// @param rate pictures a second
  public StageFilm(Stage stage, int width, int height, int rate) {
    this.stage = stage;
    this.width = width;
    this.height = height;
    this.rate = rate;
    var venue = stage.venue;
    var backdrop =
        Studio.furnish(
            Backdrop.trace(venue.solids(), venue.light(), venue.lens(), width, height),
            venue.lens(),
            venue.light(),
            venue.still());
    this.studio = new Studio(backdrop, venue.lens(), venue.light(), venue.noise(), stage.seed);
    this.weather = new Weather(stage.kind, venue.lens(), stage.seed, width, height);
  }

  /// Draws a picture.
  ///
  /// @param i420 width * height * 3 / 2 bytes
  public void draw(int number, byte[] i420) {
    double s = (double) number / rate;
    shown.clear();
    var bodies = new ArrayList<Body>();
    for (int i = 0; i < stage.roles.size(); i++) {
      var role = stage.roles.get(i);
      var body = role.at(s);
      if (body.isPresent()) {
        bodies.add(body.get());
        shown.add(role.person() ? i : NOBODY);
      }
    }
    for (var branch : stage.foliage) {
      bodies.add(branch.at(s));
      shown.add(NOBODY);
    }
    studio.draw(bodies, number, Place.gain(s), i420);
    weather.over(s, number, stage.lamps(s), i420);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// What the picture drawn last shows at each pixel; valid until the next one.
  public Persons persons() {
    return new Persons(studio.owners(), shown);
  }

  /// Which pixels show a person.
  public static final class Persons {

    private final Owners owners;
    private final List<Integer> shown;

    private Persons(Owners owners, List<Integer> shown) {
      this.owners = owners;
      this.shown = shown;
    }

    /// A number of the person that a pixel shows, the same in all pictures; negative for none.
    public int at(int pixel) {
      int body = owners.body(pixel);
      return body < 0 ? NOBODY : shown.get(body);
    }

    /// Whether a pixel shows nobody and nothing that passes.
    public boolean isEmpty(int pixel) {
      return owners.body(pixel) < 0;
    }

    public boolean isHead(int pixel) {
      return owners.isHead(pixel) && at(pixel) >= 0;
    }
  }
}
