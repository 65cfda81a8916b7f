package org.vigie.eye;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.link.Wire;
import org.vigie.link.wire.BurnBegin;
import org.vigie.link.wire.Unit;
import org.vigie.model.MaskCover;
import org.vigie.model.Point;
import org.vigie.model.VideoFormat;

/// One run of a masked camera: decodes each picture, paints over it, and codes it again with the
/// time it came with. One thread only.
final class BurnRun implements AutoCloseable {

  /// Receives the painted pictures, their format before the first one.
  interface Sink {
    void begin(VideoFormat format) throws IOException;

    void painted(long ticks, boolean key, byte[] bytes) throws IOException;
  }

  /// A key picture at least so often, in ticks: parts, views and exports begin there.
  private static final long MOST_BETWEEN_KEYS = 90_000;

  /// In pictures; the encoder is told when to make a key picture, and should not do so by itself.
  private static final int GROUP = 600;

  /// Of pictures that are on their way through the decoder, which of the shapes covers them.
  private final Map<Long, List<List<Point>>> covers = new HashMap<>();

  private List<List<Point>> shapes;
  private List<List<Point>> painting = List.of();
  private final SourcePace pace;
  private final Sink sink;
  private final Decoder decoder;
  private final Set<Long> keys = new HashSet<>();
  private I420 picture = I420.allocate(2, 2);
  private @Nullable MaskPaint paint;
  private @Nullable Encoder encoder;
  private SourcePace.Wanted asked = new SourcePace.Wanted(1, 1);
  private byte[] sps = {};
  private byte[] pps = {};
  private long lastKey;
  private int painted;

  private BurnRun(List<List<Point>> shapes, SourcePace pace, Decoder decoder, Sink sink) {
    this.shapes = shapes;
    this.pace = pace;
    this.decoder = decoder;
    this.sink = sink;
  }

  /// @param pace of the camera; lasts longer than one run
  static BurnRun begin(BurnBegin begin, SourcePace pace, Sink sink)
      throws NativeFailure, IOException {
    var shapes = Shapes.readAll(begin.getShapesList());
    if (shapes.isEmpty()) {
      throw NativeFailure.of("the host named nothing to paint over");
    }
    pace.begin();
    return new BurnRun(shapes, pace, Decoder.open(Wire.format(begin.getFormat())), sink);
  }

  /// What is painted over the units that follow; nothing of a view without anything to cover.
  void shapes(List<List<Point>> next) {
    shapes = List.copyOf(next);
  }

  /// Deals with the next unit; returns how many pictures came of it.
  int unit(Unit unit) throws NativeFailure, IOException {
    painted = 0;
    pace.add(unit.getTicks(), unit.getKey(), unit.getBytes().size());
    if (unit.getKey()) {
      keys.add(unit.getTicks());
    }
    covers.put(unit.getTicks(), shapes);
    decoder.decode(unit.getTicks(), unit.getKey(), unit.getBytes().toByteArray(), this::decoded);
    return painted;
  }

  /// Gives what is still held back.
  void finish() throws NativeFailure, IOException {
    decoder.drain(this::decoded);
    if (encoder != null) {
      encoder.finish(this::coded);
    }
  }

  private void decoded(Picture from, long ticks) throws NativeFailure {
    int width = from.width() & ~1;
    int height = from.height() & ~1;
    if (width < 16 || height < 16) {
      throw NativeFailure.of("a picture of %dx%d".formatted(from.width(), from.height()));
    }
    var over = paint;
    // A picture that was not announced is covered whole.
    var wanted = covers.getOrDefault(ticks, MaskCover.WHOLE);
    covers.keySet().removeIf(earlier -> earlier <= ticks);
    if (over == null || picture.width() != width || picture.height() != height) {
      closeEncoder();
      picture = I420.allocate(width, height);
      over = null;
    }
    if (over == null || wanted != painting) {
      over = MaskPaint.of(wanted, width, height);
      paint = over;
      painting = wanted;
    }
    from.copyInto(picture);
    over.over(picture);
    code(ticks, keys.remove(ticks), from.isFullRange());
  }

  private void code(long ticks, boolean sourceKey, boolean fullRange) throws NativeFailure {
    var wanted = pace.wanted(picture.width(), picture.height());
    boolean key =
        encoder == null || sourceKey || ticks - lastKey >= MOST_BETWEEN_KEYS || ticks < lastKey;
    if (key && encoder != null && !wanted.isNear(asked)) {
      closeEncoder();
    }
    var open = encoder;
    if (open == null) {
      open =
          Encoder.open(
              picture.width(), picture.height(), wanted.rate(), wanted.bitrate(), GROUP, fullRange);
      encoder = open;
      asked = wanted;
    }
    if (key) {
      lastKey = ticks;
    }
    open.encode(picture, ticks, key, this::coded);
  }

  private void coded(byte[] annexB, long ticks, boolean key) {
    var parsed = Avc.fromAnnexB(annexB);
    try {
      if (parsed.sps().length > 0
          && !(Arrays.equals(sps, parsed.sps()) && Arrays.equals(pps, parsed.pps()))) {
        sps = parsed.sps();
        pps = parsed.pps();
        sink.begin(
            new VideoFormat(
                VideoFormat.VideoCodec.H264, picture.width(), picture.height(), sps, pps));
      }
      painted++;
      sink.painted(ticks, key, parsed.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeEncoder() throws NativeFailure {
    if (encoder != null) {
      encoder.finish(this::coded);
      encoder.close();
      encoder = null;
    }
  }

  @Override
  public void close() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
    decoder.close();
  }
}
