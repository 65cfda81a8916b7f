package org.vigie.eye;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vigie.model.BlockMask;
import org.vigie.model.VideoFormat;

/// Masked pictures of one source, coded: pixelates and encodes. One thread only.
final class MaskedStream implements AutoCloseable {

  /// Receives the coded pictures, their format before the first one.
  interface Sink {
    void begin(VideoFormat format) throws IOException;

    void coded(long ticks, boolean key, byte[] bytes) throws IOException;
  }

  private static final int SECOND = 90_000;
  private static final double BITS_PER_PIXEL = 0.09;

  private final int most;
  private final Sink sink;
  private @Nullable Encoder encoder;
  private I420 picture = I420.allocate(2, 2);
  private int sourceWidth;
  private int sourceHeight;
  private byte[] sps = {};
  private byte[] pps = {};
  private long lastKey;

  /// @param most the widest that coded pictures may be, in pixels
  MaskedStream(int most, Sink sink) {
    this.most = most;
    this.sink = sink;
  }

  /// Takes a copy of a picture, at the size of the coded ones.
  I420 copy(Picture from) throws NativeFailure {
    if (from.width() != sourceWidth || from.height() != sourceHeight) {
      close();
      sourceWidth = from.width();
      sourceHeight = from.height();
      double scale = Math.min(1.0, (double) most / sourceWidth);
      picture = I420.allocate(even(sourceWidth * scale), even(sourceHeight * scale));
    }
    var copy = I420.allocate(picture.width(), picture.height());
    from.copyInto(copy);
    return copy;
  }

  private static int even(double size) {
    return Math.max(16, (int) Math.round(size / 2) * 2);
  }

  /// Masks a copy made by [#copy], for good, and codes it.
  ///
  /// @param rate pictures a second, about
  /// @param asKey as a key picture, however short a time ago the last one was
  void code(I420 copy, BlockMask mask, long ticks, int rate, boolean asKey) throws NativeFailure {
    code(copy, picture -> Pixelator.apply(mask, picture), ticks, rate, asKey);
  }

  /// What overwrites what is not to be seen.
  interface Hiding {
    void apply(I420 copy);
  }

  /// The same, hidden in another way.
  void code(I420 copy, Hiding hiding, long ticks, int rate) throws NativeFailure {
    code(copy, hiding, ticks, rate, false);
  }

  private void code(I420 copy, Hiding hiding, long ticks, int rate, boolean asKey)
      throws NativeFailure {
    if (copy.width() != picture.width() || copy.height() != picture.height()) {
      return; // Of a size that has ended: its successor is on its way.
    }
    if (encoder == null) {
      int bitrate = (int) (copy.width() * copy.height() * rate * BITS_PER_PIXEL);
      encoder =
          Encoder.open(copy.width(), copy.height(), rate, Math.max(bitrate, 100_000), 10 * rate);
      lastKey = ticks - SECOND;
    }
    hiding.apply(copy);
    boolean key = asKey || ticks - lastKey >= SECOND || ticks < lastKey;
    if (key) {
      lastKey = ticks;
    }
    encoder.encode(copy, ticks, key, this::coded);
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
      sink.coded(ticks, key, parsed.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Codes what the encoder still holds back.
  void finish() throws NativeFailure {
    if (encoder != null) {
      encoder.finish(this::coded);
    }
  }

  /// Ends the stream; the next picture begins a new one.
  @Override
  public void close() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
    sps = new byte[0];
    pps = new byte[0];
  }
}
