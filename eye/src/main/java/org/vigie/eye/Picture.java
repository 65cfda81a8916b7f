package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.vigie.eye.NativeFailure.check;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.vigie.eye.detect.Pixels;
import org.vigie.eye.scene.SmallPicture;
import org.vigie.model.Box;

/// One decoded picture in native memory: valid while its decoder lends it, on its thread.
///
/// Closed by its decoder, not by those it is lent to.
final class Picture implements AutoCloseable, Pixels {

  /// The scaler writes whole vectors, the last of them beyond the picture's end.
  private static final int SCALER_SLACK = 256;

  private final AVFrame frame;
  private @Nullable SwsContext scaler;
  private @Nullable SwsContext partScaler;
  private byte[] row = {};
  private byte[] row2 = {};

  Picture(AVFrame frame) {
    this.frame = frame;
  }

  @Override
  public int width() {
    return frame.width();
  }

  @Override
  public int height() {
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
    var luma = plane(0, height());
    var blue = plane(1, height() / 2);
    var red = plane(2, height() / 2);
    int lumaStride = frame.linesize(0);
    int chromaStride = frame.linesize(1);
    int redStride = frame.linesize(2);
    int used = small.width() * factor;
    for (int y = 0; y < small.height(); y++) {
      copyRow(luma, (long) (y * factor + factor / 4) * lumaStride, row, used);
      copyRow(luma, (long) (y * factor + (3 * factor) / 4) * lumaStride, row2, used);
      small.shrinkLuma(y, row, row2);
      int chromaRow = Math.min((y * factor + factor / 2) / 2, height() / 2 - 1);
      copyRow(blue, (long) chromaRow * chromaStride, row, used / 2);
      copyRow(red, (long) chromaRow * redStride, row2, used / 2);
      small.shrinkChroma(y, row, row2);
    }
  }

  /// The memory of a plane's first rows, without JNI: there are hundreds of rows in each picture.
  private MemorySegment plane(int number, int rows) {
    return MemorySegment.ofAddress(frame.data(number).address())
        .reinterpret((long) rows * frame.linesize(number));
  }

  private static void copyRow(MemorySegment plane, long from, byte[] to, int bytes) {
    MemorySegment.copy(plane, ValueLayout.JAVA_BYTE, from, to, 0, bytes);
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

  @Override
  public void part(Box part, int width, int height, byte[] bgr) throws IOException {
    // Colour is filmed at half the size or more: parts begin and end at even places.
    int left = Math.clamp((int) (part.left() * width()) & ~1, 0, Math.max(0, width() - 2));
    int top = Math.clamp((int) (part.top() * height()) & ~1, 0, Math.max(0, height() - 2));
    int across = Math.clamp(Math.round(part.width() * width()) & ~1, 2, width() - left);
    int down = Math.clamp(Math.round(part.height() * height()) & ~1, 2, height() - top);
    partScaler =
        sws_getCachedContext(
            partScaler,
            across,
            down,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (partScaler == null) {
      throw new IOException("a part of %dx%d cannot be scaled".formatted(across, down));
    }
    try (var out = new BytePointer((long) width * height * 3 + SCALER_SLACK);
        var y = plane(0, left, top);
        var u = plane(1, left, top);
        var v = plane(2, left, top);
        var from = new PointerPointer<BytePointer>(y, u, v, new BytePointer());
        var strides = new IntPointer(frame.linesize(0), frame.linesize(1), frame.linesize(2), 0);
        var planes = new PointerPointer<BytePointer>(out, new BytePointer());
        var rows = new IntPointer(3 * width, 0)) {
      if (sws_scale(partScaler, from, strides, 0, down, planes, rows) < 0) {
        throw new IOException("a part of %dx%d was not scaled".formatted(across, down));
      }
      out.get(bgr, 0, width * height * 3);
    }
  }

  /// Where a plane's sample for an even place of the picture lies: of any format with planes of
  /// their own, which all decoders of cameras' pictures give.
  private BytePointer plane(int number, int left, int top) {
    var data = frame.data(number);
    if (data == null || data.isNull()) {
      return new BytePointer();
    }
    var format = av_pix_fmt_desc_get(frame.format());
    int across = number == 0 ? left : left >> format.log2_chroma_w();
    int down = number == 0 ? top : top >> format.log2_chroma_h();
    long offset = (long) down * frame.linesize(number) + (long) across * format.comp(number).step();
    return new BytePointer(data).position(offset);
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
    if (partScaler != null) {
      sws_freeContext(partScaler);
      partScaler = null;
    }
  }
}
