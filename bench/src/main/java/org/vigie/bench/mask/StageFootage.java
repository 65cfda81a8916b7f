package org.vigie.bench.mask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.vigie.bench.evaluate.EyeUnderTest;
import org.vigie.bench.evaluate.Footage;
import org.vigie.simulator.Encoder;
import org.vigie.simulator.Film;
import org.vigie.simulator.stage.StageFilm;
import org.vigie.simulator.stage.StagedScene;

/// A scripted scene as a camera would send it, and the truth of each of its pictures.
///
/// @param truth in the order of the pictures
record StageFootage(Footage footage, List<PictureTruth> truth) {

  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  static final int RATE = StagedScene.RATE;

  /// The usual one of a second stream.
  private static final int BITRATE = 300_000;

  static final Grid GRID = new Grid(40, 23, WIDTH, HEIGHT);

  StageFootage {
    truth = List.copyOf(truth);
  }

  /// Draws and codes a scene.
  static StageFootage of(StageFilm film, int pictures) throws IOException {
    var blockOf = new int[WIDTH * HEIGHT];
    for (int pixel = 0; pixel < blockOf.length; pixel++) {
      blockOf[pixel] = GRID.block(pixel % WIDTH, pixel / WIDTH);
    }
    var truth = new ArrayList<PictureTruth>();
    var encoder = new Encoder(EyeUnderTest.program("org.vigie.eye.EncodeMain"));
    byte[] stream =
        encoder.encode(
            new Film("stage", WIDTH, HEIGHT, RATE, BITRATE, RATE),
            pictures,
            (number, i420) -> {
              film.draw(number, i420);
              truth.add(PictureTruth.of(film, GRID, blockOf));
            },
            number -> {});
    return new StageFootage(Footage.coded(stream, RATE), truth);
  }
}
