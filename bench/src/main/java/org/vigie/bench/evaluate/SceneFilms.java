package org.vigie.bench.evaluate;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.vigie.simulator.Encoder;
import org.vigie.simulator.Film;
import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.stage.StageFilm;
import org.vigie.simulator.stage.StagedScene;

/// Draws scripted scenes and codes them in H.264, as their camera would: what the eye gets is what
/// a camera sends. One thread only.
final class SceneFilms {

  private final Film film;
  private final Encoder encoder;
  private @Nullable Backdrop backdrop;
  private long backdropOf;

  /// @param bitrate bits in a second
  SceneFilms(int width, int height, int bitrate) throws IOException {
    this.film = new Film("scene", width, height, StagedScene.RATE, bitrate, StagedScene.RATE);
    this.encoder = new Encoder(EyeUnderTest.program("org.vigie.eye.EncodeMain"));
  }

  /// A scene as coded pictures, and the empty place behind it.
  record Filmed(StagedScene scene, Footage footage, Backdrop backdrop) {

    /// The picture drawn for an instant: nobody real is on it.
    BufferedImage still(double s) {
      int last = scene.pictures() - 1;
      int picture = Math.clamp(Math.round(s * StagedScene.RATE), 0, last);
      var i420 = new byte[backdrop.width() * backdrop.height() * 3 / 2];
      new StageFilm(scene, backdrop).draw(picture, i420);
      return Stills.image(i420, backdrop.width(), backdrop.height());
    }
  }

  /// @throws IOException if the encoder fails
  Filmed film(StagedScene scene) throws IOException {
    var behind = backdrop;
    if (behind == null || backdropOf != scene.venue().seed()) {
      behind = scene.venue().backdrop(film.width(), film.height());
      backdrop = behind;
      backdropOf = scene.venue().seed();
    }
    var drawn = new StageFilm(scene, behind);
    byte[] stream =
        encoder.encode(
            film,
            scene.pictures(),
            (number, i420) -> {
              // While nothing moves the eye looks at key pictures only: the others repeat them.
              int key = number - number % StagedScene.RATE;
              if (number == key || !scene.isQuiet((double) key / StagedScene.RATE)) {
                drawn.draw(number, i420);
              }
            },
            number -> {});
    return new Filmed(scene, Footage.coded(stream, StagedScene.RATE), behind);
  }
}
