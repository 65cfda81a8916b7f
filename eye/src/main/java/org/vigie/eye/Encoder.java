package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.vigie.eye.NativeFailure.check;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/// Codes pictures as H.264 (constrained baseline, no reordering) with OpenH264.
///
/// Every key picture carries its parameter sets, so that a stream can be entered at any of them.
/// Owns the native encoder: whoever calls [#open] closes. One thread only.
final class Encoder implements AutoCloseable {

  /// Receives one coded picture as Annex B bytes.
  interface Sink {
    void coded(byte[] annexB, long ticks, boolean key) throws NativeFailure;
  }

  private static final int TICKS_PER_SECOND = 90_000;

  private final Thread owner = Thread.currentThread();
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private boolean closed;

  private Encoder(AVCodecContext context, AVFrame frame, AVPacket packet) {
    this.context = context;
    this.frame = frame;
    this.packet = packet;
  }

  /// @param rate pictures a second, about; only the sharing out of bits depends on it
  /// @param bitrate bits a second
  /// @param group pictures from one key picture to the next
  static Encoder open(int width, int height, int rate, int bitrate, int group)
      throws NativeFailure {
    return open(width, height, rate, bitrate, group, false);
  }

  /// @param fullRange whether luma goes from 0 to 255 instead of 16 to 235
  static Encoder open(int width, int height, int rate, int bitrate, int group, boolean fullRange)
      throws NativeFailure {
    var codec = avcodec_find_encoder_by_name("libopenh264");
    if (codec == null) {
      throw NativeFailure.of("this build of FFmpeg has no OpenH264");
    }
    var context = avcodec_alloc_context3(codec);
    var frame = av_frame_alloc();
    var packet = av_packet_alloc();
    if (context == null || frame == null || packet == null) {
      throw new OutOfMemoryError("encoder");
    }
    var encoder = new Encoder(context, frame, packet);
    var options = new AVDictionary();
    try {
      context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
      context.time_base().num(1).den(TICKS_PER_SECOND);
      context.framerate().num(rate).den(1);
      context.bit_rate(bitrate).gop_size(group).max_b_frames(0).thread_count(1);
      if (fullRange) {
        context.color_range(AVCOL_RANGE_JPEG);
      }
      av_dict_set(options, "profile", "constrained_baseline", 0);
      av_dict_set(options, "rc_mode", "bitrate", 0);
      // A skipped picture would be one that the caller gave and nobody gets.
      av_dict_set(options, "allow_skip_frames", "0", 0);
      check("opening OpenH264", avcodec_open2(context, codec, options));
      frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
      check("allocating a picture", av_frame_get_buffer(frame, 0));
      return encoder;
    } catch (NativeFailure | RuntimeException e) {
      encoder.close();
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  /// Codes one picture of the size given to [#open].
  void encode(I420 picture, long ticks, boolean key, Sink sink) throws NativeFailure {
    requireOpen();
    check("preparing a picture", av_frame_make_writable(frame));
    copyPlane(picture.y(), picture.width(), picture.height(), 0);
    copyPlane(picture.u(), picture.width() / 2, picture.height() / 2, 1);
    copyPlane(picture.v(), picture.width() / 2, picture.height() / 2, 2);
    frame.pts(ticks).pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    check("coding a picture", avcodec_send_frame(context, frame));
    drain(sink);
  }

  /// Codes whatever is still held back.
  void finish(Sink sink) throws NativeFailure {
    requireOpen();
    check("ending the stream", avcodec_send_frame(context, null));
    drain(sink);
  }

  private void drain(Sink sink) throws NativeFailure {
    while (true) {
      int code = avcodec_receive_packet(context, packet);
      if (code == AVERROR_EAGAIN() || code == AVERROR_EOF()) {
        return;
      }
      check("coding a picture", code);
      try {
        var bytes = new byte[packet.size()];
        packet.data().get(bytes);
        sink.coded(bytes, packet.pts(), (packet.flags() & AV_PKT_FLAG_KEY) != 0);
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  private void copyPlane(byte[] from, int width, int height, int plane) {
    int stride = frame.linesize(plane);
    BytePointer to = frame.data(plane);
    if (stride == width) {
      to.position(0).put(from, 0, width * height);
      return;
    }
    for (int row = 0; row < height; row++) {
      to.position((long) row * stride).put(from, row * width, width);
    }
  }

  /// Frees the encoder; the second call does nothing.
  @Override
  public void close() {
    requireOwner();
    if (!closed) {
      closed = true;
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(context);
    }
  }

  private void requireOpen() {
    requireOwner();
    if (closed) {
      throw new IllegalStateException("encoder is closed");
    }
  }

  private void requireOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("encoder belongs to " + owner.getName());
    }
  }
}
