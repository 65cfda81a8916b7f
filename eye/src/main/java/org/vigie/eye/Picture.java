package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.vigie.eye.NativeFailure.check;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.vigie.eye.scene.SmallPicture;

/// One decoded picture in native memory: valid while its decoder lends it, on its thread.
///
/// Closed by its decoder, not by those it is lent to.
final class Picture implements AutoCloseable {

  private final AVFrame frame;
  private @Nullable SwsContext scaler;
  private byte[] row = {};
  private byte[] row2 = {};

  Picture(AVFrame frame) {
    this.frame = frame;
  }

  int width() {
    return frame.width();
  }

  int height() {
    return frame.height();
  }

  /// Whether luma goes from 0 to 255 instead of 16 to 235.
  boolean isFullRange() {
    return frame.format() == AV_PIX_FMT_YUVJ420P || frame.color_range() == AVCOL_RANGE_JPEG;
  }

  private boolean isPlain() {
    return frame.format() == AV_PIX_FMT_YUV420P || frame.format() == AV_PIX_FMT_YUVJ420P;
  }

  /// Fills a picture of the size that [SmallPicture#widthFor] names: means of four luma samples in
  /// each cell, and the nearest colour.
  void shrinkInto(SmallPicture small) throws NativeFailure {
    if (!isPlain()) {
      // Rare formats (4:2:2, ten bits) take the slow road once, through a plain copy.
      var copy = I420.allocate(width() & ~1, height() & ~1);
      copyInto(copy);
      small.shrink(copy.y(), copy.u(), copy.v(), copy.width(), copy.height());
      return;
    }
    int factor = small.factor();
    if (row.length < width()) {
      row = new byte[width()];
      row2 = new byte[width()];
    }
    BytePointer luma = frame.data(0);
    BytePointer blue = frame.data(1);
    BytePointer red = frame.data(2);
    int lumaStride = frame.linesize(0);
    int chromaStride = frame.linesize(1);
    int redStride = frame.linesize(2);
    int used = small.width() * factor;
    for (int y = 0; y < small.height(); y++) {
      luma.position((long) (y * factor + factor / 4) * lumaStride).get(row, 0, used);
      luma.position((long) (y * factor + (3 * factor) / 4) * lumaStride).get(row2, 0, used);
      small.shrinkLuma(y, row, row2);
      int chromaRow = Math.min((y * factor + factor / 2) / 2, height() / 2 - 1);
      blue.position((long) chromaRow * chromaStride).get(row, 0, used / 2);
      red.position((long) chromaRow * redStride).get(row2, 0, used / 2);
      small.shrinkChroma(y, row, row2);
    }
  }

  /// Copies the picture out, scaled to the size of `target`.
  void copyInto(I420 target) throws NativeFailure {
    if (isPlain() && width() == target.width() && height() == target.height()) {
      copyPlane(0, target.y(), target.width(), target.height());
      copyPlane(1, target.u(), target.width() / 2, target.height() / 2);
      copyPlane(2, target.v(), target.width() / 2, target.height() / 2);
      return;
    }
    scale(target);
  }

  private void copyPlane(int plane, byte[] to, int width, int height) {
    BytePointer from = frame.data(plane);
    int stride = frame.linesize(plane);
    if (stride == width) {
      from.position(0).get(to, 0, width * height);
      return;
    }
    for (int y = 0; y < height; y++) {
      from.position((long) y * stride).get(to, y * width, width);
    }
  }

  private void scale(I420 target) throws NativeFailure {
    scaler =
        sws_getCachedContext(
            scaler,
            width(),
            height(),
            frame.format(),
            target.width(),
            target.height(),
            AV_PIX_FMT_YUV420P,
            SWS_AREA,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw NativeFailure.of("a picture of %dx%d cannot be scaled".formatted(width(), height()));
    }
    int chroma = target.u().length;
    try (var y = new BytePointer(target.y().length);
        var u = new BytePointer(chroma);
        var v = new BytePointer(chroma);
        var planes = new PointerPointer<BytePointer>(y, u, v, new BytePointer());
        var strides = new IntPointer(target.width(), target.width() / 2, target.width() / 2, 0)) {
      check(
          "scaling",
          sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides));
      y.get(target.y());
      u.get(target.u());
      v.get(target.v());
    }
  }

  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
  }
}
