package org.vigie.bench.mask;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.vigie.simulator.stage.StageFilm;

/// A page with the pictures of scripted scenes in which the most of somebody was clear: masked
/// blocks flat, what should have been masked in red. One thread only.
final class MissSheet implements AutoCloseable {

  private static final int MOST_OF_A_SCENE = 8;

  /// Pictures nearer to one another than this show the same miss.
  private static final int APART = 2 * StageFootage.RATE;

  private static final int RED = 0xff2020;

  private final Path folder;
  private final StringBuilder page = new StringBuilder();

  MissSheet(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    page.append("<!doctype html><meta charset=utf-8><title>What masks left clear</title>")
        .append("<style>body{font:15px sans-serif}figure{display:inline-block;margin:6px}</style>")
        .append("<h1>What masks left clear</h1><p>Drawn scenes; nobody in them exists.</p>\n");
  }

  /// Adds the worst of a scene.
  ///
  /// @param masked by number of picture
  void add(String scene, StageFilm film, List<MaskTally.Miss> misses, List<boolean[]> masked)
      throws IOException {
    if (misses.isEmpty()) {
      return;
    }
    page.append("<h2>").append(scene).append("</h2>\n");
    var i420 = new byte[StageFootage.WIDTH * StageFootage.HEIGHT * 3 / 2];
    for (var miss : worst(misses)) {
      film.draw(miss.picture(), i420);
      var image = picture(film, i420, masked.get(miss.picture()));
      var name = "%s-%d.png".formatted(scene.replace(' ', '-'), miss.picture());
      ImageIO.write(image, "png", folder.resolve(name).toFile());
      page.append(
          "<figure><img src=\"%s\" width=480><figcaption>%.1f s: %d pixels</figcaption></figure>\n"
              .formatted(name, (double) miss.picture() / StageFootage.RATE, miss.pixels()));
    }
  }

  private static List<MaskTally.Miss> worst(List<MaskTally.Miss> misses) {
    var chosen = new ArrayList<MaskTally.Miss>();
    misses.stream()
        .sorted(Comparator.comparingInt(MaskTally.Miss::pixels).reversed())
        .filter(miss -> chosen.size() < MOST_OF_A_SCENE)
        .forEach(
            miss -> {
              boolean alone =
                  chosen.stream().noneMatch(o -> Math.abs(o.picture() - miss.picture()) < APART);
              if (alone && chosen.size() < MOST_OF_A_SCENE) {
                chosen.add(miss);
              }
            });
    return chosen;
  }

  private static BufferedImage picture(StageFilm film, byte[] i420, boolean[] masked) {
    int width = StageFootage.WIDTH;
    var image = new BufferedImage(width, StageFootage.HEIGHT, BufferedImage.TYPE_INT_RGB);
    var persons = film.persons();
    for (int pixel = 0; pixel < width * StageFootage.HEIGHT; pixel++) {
      int x = pixel % width;
      int y = pixel / width;
      int level = Math.clamp(((i420[pixel] & 255) - 16) * 255 / 219, 0, 255);
      boolean hidden = masked[StageFootage.GRID.block(x, y)];
      int grey = hidden ? 70 : level;
      boolean clear = !hidden && persons.at(pixel) >= 0;
      image.setRGB(x, y, clear ? RED : grey << 16 | grey << 8 | grey);
    }
    return image;
  }

  @Override
  public void close() throws IOException {
    Files.writeString(folder.resolve("index.html"), page, StandardCharsets.UTF_8);
  }
}
