package org.vigie.bench.mask;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.vigie.bench.evaluate.Footage;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.model.AccessUnit;
import org.vigie.simulator.serve.CodedPictures;
import org.vigie.simulator.stage.StageFilm;

/// A scripted scene as a camera would send it, and the truth of each of its pictures.
///
/// @param truth in the order of the pictures
record StageFootage(Footage footage, List<PictureTruth> truth) {

  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  static final int RATE = 10;

  /// The usual one of a second stream.
  private static final int BITRATE = 300_000;

  static final Grid GRID = new Grid(40, 23, WIDTH, HEIGHT);

  StageFootage {
    truth = List.copyOf(truth);
  }

  /// Draws and codes a scene.
  ///
  /// @param encoder the command line of `org.vigie.eye.EncodeMain`
  static StageFootage of(StageFilm film, int pictures, List<String> encoder) throws IOException {
    var line = new ArrayList<>(encoder);
    line.addAll(
        List.of(
            "--width", "" + WIDTH,
            "--height", "" + HEIGHT,
            "--rate", "" + RATE,
            "--bitrate", "" + BITRATE,
            "--gop", "" + RATE));
    var process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var reader = Executors.newVirtualThreadPerTaskExecutor();
        var in = process.getInputStream()) {
      var coded =
          reader.submit(
              () -> {
                var bytes = new ByteArrayOutputStream();
                in.transferTo(bytes);
                return bytes.toByteArray();
              });
      var truth = draw(film, pictures, process);
      return new StageFootage(footage(coded.get(), pictures), truth);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("encoding was interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("the encoder failed: " + e.getMessage(), e);
    } finally {
      process.destroy();
    }
  }

  private static List<PictureTruth> draw(StageFilm film, int pictures, Process encoder)
      throws IOException {
    var blockOf = new int[WIDTH * HEIGHT];
    for (int pixel = 0; pixel < blockOf.length; pixel++) {
      blockOf[pixel] = GRID.block(pixel % WIDTH, pixel / WIDTH);
    }
    var truth = new ArrayList<PictureTruth>();
    var i420 = new byte[WIDTH * HEIGHT * 3 / 2];
    try (var out = encoder.getOutputStream()) {
      for (int i = 0; i < pictures; i++) {
        film.draw(i, i420);
        out.write(i420);
        truth.add(PictureTruth.of(film, GRID, blockOf));
      }
    }
    return truth;
  }

  private static Footage footage(byte[] annexB, int pictures) throws IOException {
    var coded = CodedPictures.of(annexB);
    if (coded.pictures().size() != pictures) {
      throw new IOException(
          "the encoder gave %d pictures for the %d it got"
              .formatted(coded.pictures().size(), pictures));
    }
    var units = new ArrayList<AccessUnit>();
    for (int i = 0; i < pictures; i++) {
      var picture = coded.pictures().get(i);
      units.add(
          new AccessUnit(
              i * 90_000L / RATE,
              Footage.START.plusNanos(i * 1_000_000_000L / RATE),
              picture.key(),
              picture.bytes()));
    }
    try {
      return new Footage(H264.format(coded.sps(), coded.pps()), units);
    } catch (MediaException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
