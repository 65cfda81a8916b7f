package org.vigie.bench.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Box;
import org.vigie.model.EventType;
import org.vigie.rules.Place;

/// A page with misses and false alarms, up to sixty of each event: pictures before, at and after
/// it, with the zones, what the eye followed there, and where the signal was. One thread only.
final class ContactSheet implements AutoCloseable {

  private static final double AROUND_S = 1;
  private static final int WIDTH = 480;
  private static final int MOST_OF_AN_EVENT = 60;
  private static final Color DRAWN = new Color(0x00, 0xb0, 0xff);
  private static final Color FOLLOWED = new Color(0xff, 0xd6, 0x00);
  private static final Color SIGNALLED = new Color(0xff, 0x30, 0x30);

  private static final String HEAD =
      """
      <!doctype html><meta charset="utf-8"><title>Misses and false alarms</title>
      <style>body{font:15px sans-serif;margin:24px;max-width:1500px}figure{display:inline-block;margin:4px}
      figcaption{color:#555}h2{font-size:17px;margin:24px 0 4px}</style>
      <h1>Misses and false alarms</h1>
      <p>Blue: zones, lines and lanes. Yellow: what the eye followed. Red: where the signal was.</p>
      """;

  private final Path folder;
  private final Map<EventType, Integer> shown = new EnumMap<>(EventType.class);
  private final StringBuilder page = new StringBuilder(HEAD);
  private int pictures;

  /// Gives the picture of a clip that is shown nearest to an instant.
  @FunctionalInterface
  interface Album {

    /// @param s seconds after the clip's first picture
    BufferedImage at(double s) throws IOException;
  }

  /// @param about how its pictures are made, a sentence
  ContactSheet(Path folder, String about) throws IOException {
    this.folder = Files.createDirectories(folder);
    page.append("<p>").append(escaped(about)).append("</p>\n");
  }

  /// Shows what went wrong in one clip.
  void add(Evaluated clip, Album album) throws IOException {
    for (var miss : clip.verdict().misses()) {
      if (isFull(miss.event())) {
        continue;
      }
      title(
          "Missed: %s%s, %.1f to %.1f s%s"
              .formatted(
                  miss.event(),
                  Report.where(miss.zone()),
                  miss.fromS(),
                  miss.toS(),
                  clip.unavailable().containsKey(miss.event())
                      ? " (" + clip.unavailable().get(miss.event()) + ")"
                      : ""),
          clip);
      double middle = (miss.fromS() + miss.toS()) / 2;
      for (double s : new double[] {miss.fromS(), middle, miss.toS()}) {
        picture(clip, album, s, miss.zone(), List.of());
      }
    }
    for (var said : clip.verdict().falseAlarms()) {
      if (isFull(said.event())) {
        continue;
      }
      title(
          "False alarm: %s%s at %.1f s"
              .formatted(said.event(), Report.where(said.zone()), said.atS()),
          clip);
      for (double s : new double[] {said.atS() - AROUND_S, said.atS(), said.atS() + AROUND_S}) {
        picture(clip, album, s, said.zone(), s == said.atS() ? said.boxes() : List.of());
      }
    }
  }

  private boolean isFull(EventType event) {
    return shown.merge(event, 1, Integer::sum) > MOST_OF_AN_EVENT;
  }

  private void title(String what, Evaluated clip) {
    page.append("<h2>").append(escaped(what)).append(" - ");
    page.append(escaped(clip.clip().name())).append("</h2>\n");
  }

  private void picture(Evaluated clip, Album album, double s, String zone, List<Box> boxes)
      throws IOException {
    double at = Math.max(0, s);
    var image = scaled(album.at(at));
    var seen = nearest(clip.played(), at);
    paint(image, clip, zone, seen, boxes);
    var name = "p%04d.png".formatted(++pictures);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
    var kinds =
        seen.map(one -> one.observation().tracks().stream().map(t -> t.kind().name()).toList())
            .orElse(List.of());
    var learning = seen.isPresent() && seen.get().observation().learning() ? ", learning" : "";
    page.append(
        String.format(
            Locale.ROOT,
            "<figure><img src=\"%s\" alt=\"\"><figcaption>%.1f s%s, %d followed: %s</figcaption></figure>%n",
            name,
            at,
            learning,
            kinds.size(),
            escaped(String.join(", ", kinds).toLowerCase(Locale.ROOT))));
  }

  private static BufferedImage scaled(BufferedImage from) {
    int height = Math.max(1, from.getHeight() * WIDTH / from.getWidth());
    var image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.drawImage(from, 0, 0, WIDTH, height, null);
    graphics.dispose();
    return image;
  }

  private static Optional<Played.Seen> nearest(Played played, double s) {
    Played.@Nullable Seen nearest = null;
    for (var one : played.seen()) {
      if (nearest == null || Math.abs(one.s() - s) < Math.abs(nearest.s() - s)) {
        nearest = one;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static void paint(
      BufferedImage image,
      Evaluated clip,
      String zone,
      Optional<Played.Seen> seen,
      List<Box> boxes) {
    var graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (var place : clip.clip().book().places()) {
      if (zone.isEmpty() || place.id().equals(zone)) {
        outline(graphics, image, place);
      }
    }
    seen.ifPresent(
        one ->
            one.observation()
                .tracks()
                .forEach(track -> box(graphics, image, track.box(), FOLLOWED, 2)));
    boxes.forEach(box -> box(graphics, image, box, SIGNALLED, 3));
    graphics.dispose();
  }

  private static void outline(Graphics2D graphics, BufferedImage image, Place place) {
    var path = new Path2D.Double();
    for (var point : place.points()) {
      double x = point.x() * image.getWidth();
      double y = point.y() * image.getHeight();
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    if (!(place instanceof Place.Line)) {
      path.closePath();
    }
    graphics.setColor(DRAWN);
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(path);
  }

  private static void box(
      Graphics2D graphics, BufferedImage image, Box box, Color colour, int width) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(width));
    graphics.draw(
        new Rectangle2D.Double(
            box.left() * image.getWidth(),
            box.top() * image.getHeight(),
            box.width() * image.getWidth(),
            box.height() * image.getHeight()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /// Writes the page.
  @Override
  public void close() throws IOException {
    Files.writeString(folder.resolve("index.html"), page);
  }
}
