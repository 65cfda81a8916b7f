package org.vigie.eye.detect;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.eye.scene.Detection;
import org.vigie.link.detector.DetectorCheck;
import org.vigie.link.detector.DetectorFile;
import org.vigie.link.detector.DetectorInput;
import org.vigie.link.detector.DetectorManifest;
import org.vigie.link.detector.OnnxFile;
import org.vigie.model.Box;

/// Finds people, vehicles, things and animals in parts of pictures, with one model on one thread.
///
/// Owns the model: whoever calls [#open] closes. One thread only.
public final class Detector implements AutoCloseable {

  private static final Box WHOLE = new Box(0, 0, 1, 1);

  /// A box nearer to the edge of a part than this share of it goes on beyond.
  private static final double CUT = 0.012;

  private final DetectorManifest manifest;
  private final DetectorSession session;
  private final Decoding decoding;
  private final byte[] bgr;
  private final float[] plane;

  private Detector(DetectorManifest manifest, DetectorSession session) {
    this.manifest = manifest;
    this.session = session;
    this.decoding = new Decoding(manifest);
    int size = manifest.input().width() * manifest.input().height();
    this.bgr = new byte[3 * size];
    this.plane = new float[size];
  }

  /// Loads a model, after the same check that the host has made: what runs is what was read and
  /// checked here.
  ///
  /// @param manifestFile nothing for a model of the catalogue
  /// @throws BadInput if it is refused
  /// @throws IOException if ONNX Runtime's libraries cannot be used
  public static Detector open(Path file, Optional<Path> manifestFile) throws BadInput, IOException {
    var bytes = DetectorFile.read(file);
    var manifest = DetectorFile.declared(file, manifestFile, DetectorFile.sha256(bytes));
    DetectorCheck.require(manifest, OnnxFile.read(bytes));
    var session = DetectorSession.open(manifest, bytes);
    try {
      // What a model declares and what it gives may differ: it shows on the first picture.
      session.run();
      return new Detector(manifest, session);
    } catch (BadInput | IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  public DetectorManifest manifest() {
    return manifest;
  }

  /// Looks at parts of one picture.
  ///
  /// @param parts fractions of the picture, within it
  /// @return what was found in all of them, each thing once
  /// @throws IOException if the model fails
  public List<Detection> look(Pixels picture, List<Box> parts) throws IOException {
    var found = new ArrayList<Detection>();
    for (var part : parts) {
      look(picture, part, found);
    }
    return Doubles.without(found);
  }

  private void look(Pixels picture, Box part, List<Detection> found) throws IOException {
    var input = manifest.input();
    double across = part.width() * picture.width();
    double down = part.height() * picture.height();
    int width = input.width();
    int height = input.height();
    if (input.letterbox()) {
      double scale = Math.min(width / across, height / down);
      width = Math.clamp(Math.round(across * scale), 1, width);
      height = Math.clamp(Math.round(down * scale), 1, height);
    }
    picture.part(part, width, height, bgr);
    show(input, width, height);
    List<Found> boxes;
    try {
      boxes = decoding.read(session.run());
    } catch (BadInput e) {
      throw new IOException(e.getMessage(), e);
    }
    for (var box : boxes) {
      toPicture(box, part, width, height).ifPresent(found::add);
    }
  }

  private void show(DetectorInput input, int width, int height) {
    var numbers = session.numbers();
    for (int channel = 0; channel < 3; channel++) {
      int from = input.channels() == DetectorInput.Channels.BGR ? channel : 2 - channel;
      double mean = input.mean().get(channel);
      double deviation = input.deviation().get(channel);
      fill(input, width, height, from, (float) mean, (float) (1 / deviation));
      put(numbers, channel);
    }
  }

  private void fill(
      DetectorInput input, int width, int height, int from, float mean, float factor) {
    float rest = (input.fill() - mean) * factor;
    for (int y = 0; y < input.height(); y++) {
      int to = y * input.width();
      int shown = y < height ? width : 0;
      for (int x = 0, at = y * width * 3 + from; x < shown; x++, at += 3) {
        plane[to + x] = ((bgr[at] & 255) - mean) * factor;
      }
      java.util.Arrays.fill(plane, to + shown, to + input.width(), rest);
    }
  }

  private void put(FloatBuffer numbers, int channel) {
    numbers.put(channel * plane.length, plane);
  }

  /// In fractions of the picture, without what lies outside; nothing of what is not said.
  private Optional<Detection> toPicture(Found box, Box part, int width, int height) {
    double left = Math.max(0, box.left() / width);
    double top = Math.max(0, box.top() / height);
    double right = Math.min(1, box.right() / width);
    double bottom = Math.min(1, box.bottom() / height);
    var kind = manifest.coarse(box.label());
    if (right <= left || bottom <= top || kind.isEmpty()) {
      return Optional.empty();
    }
    boolean cut =
        (left < CUT && part.left() > 0)
            || (top < CUT && part.top() > 0)
            || (right > 1 - CUT && part.left() + part.width() < WHOLE.width() - 1e-6)
            || (bottom > 1 - CUT && part.top() + part.height() < WHOLE.height() - 1e-6);
    return Optional.of(
        new Detection(
            kind.get(),
            new Box(
                part.left() + left * part.width(),
                part.top() + top * part.height(),
                (right - left) * part.width(),
                (bottom - top) * part.height()),
            comparable(box.score()),
            cut));
  }

  /// The model's score on the scale of all models: 0.5 where its manifest says that it is sure.
  private double comparable(double score) {
    double sure = manifest.sure();
    return score < sure ? 0.5 * score / sure : 0.5 + 0.5 * (score - sure) / (1 - sure);
  }

  /// Frees the model; the second call does nothing.
  @Override
  public void close() {
    session.close();
  }
}
