package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Glow;
import org.vigie.simulator.draw.Owners;
import org.vigie.simulator.draw.Shot;
import org.vigie.simulator.draw.Studio;

/// Draws a scripted scene, and says for each pixel whether it shows a person. Used by one thread.
public final class StageFilm {

  private static final int NOBODY = -1;

  private final StagedScene scene;
  private final int width;
  private final int height;
  private final Studio studio;
  private final List<Integer> shown = new ArrayList<>();

  /// Traces the empty place, which takes seconds.
  public StageFilm(StagedScene scene, int width, int height) {
    this(scene, scene.venue().backdrop(width, height));
  }

  /// @param backdrop of the scene's venue
  public StageFilm(StagedScene scene, Backdrop backdrop) {
    this.scene = scene;
    this.width = backdrop.width();
    this.height = backdrop.height();
    var venue = scene.venue();
    this.studio =
        new Studio(backdrop, venue.lens(), venue.light(), venue.setting().noise(), scene.seed());
  }

  /// Draws a picture.
  ///
  /// @param number [StagedScene#RATE] of them a second
  /// @param i420 width * height * 3 / 2 bytes
  public void draw(int number, byte[] i420) {
    double s = (double) number / StagedScene.RATE;
    var script = scene.script();
    shown.clear();
    var bodies = new ArrayList<Body>();
    for (int i = 0; i < script.cast.size(); i++) {
      var one = script.cast.get(i);
      var body = one.part().at(s);
      if (body.isPresent()) {
        bodies.add(body.get());
        shown.add(one.isPerson() ? i : NOBODY);
      }
    }
    for (var mover : script.movers) {
      bodies.add(mover.at(s));
      shown.add(NOBODY);
    }
    var glows = new ArrayList<Glow>();
    script.lamps.forEach(lamp -> glows.addAll(lamp.at(s)));
    var setting = scene.venue().setting();
    studio.draw(
        new Shot(bodies, glows, scene.gain(s), setting.wet(), setting.rain()), number, i420);
    if (setting == Setting.SHADOWS) {
      CloudEdge.over(s, width, height, i420);
    }
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
