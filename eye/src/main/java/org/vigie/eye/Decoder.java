package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.vigie.eye.NativeFailure.check;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.vigie.model.VideoFormat;

/// Decodes the access units of one run, with FFmpeg, on the calling thread.
///
/// Owns the native decoder: whoever calls [#open] closes. One thread only.
final class Decoder implements AutoCloseable {

  /// Receives decoded pictures in the order in which they are shown. A picture is valid during the
  /// call only.
  interface Sink {
    void decoded(Picture picture, long ticks) throws NativeFailure, IOException;
  }

  private final Thread owner = Thread.currentThread();
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;
  private final Picture picture;
  private boolean closed;

  private Decoder(AVCodecContext context, AVPacket packet, AVFrame frame) {
    this.context = context;
    this.packet = packet;
    this.frame = frame;
    this.picture = new Picture(frame);
  }

  static Decoder open(VideoFormat format) throws NativeFailure {
    var codec =
        avcodec_find_decoder(
            switch (format.codec()) {
              case H264 -> AV_CODEC_ID_H264;
              case H265 -> AV_CODEC_ID_HEVC;
            });
    if (codec == null) {
      throw NativeFailure.of("this build of FFmpeg has no decoder of " + format.codec());
    }
    var context = avcodec_alloc_context3(codec);
    var packet = av_packet_alloc();
    var frame = av_frame_alloc();
    if (context == null || packet == null || frame == null) {
      throw new OutOfMemoryError("decoder");
    }
    var decoder = new Decoder(context, packet, frame);
    try {
      var record =
          switch (format.codec()) {
            case H264 -> Avc.decoderConfiguration(format);
            case H265 -> Hevc.decoderConfiguration(format);
          };
      var extra = new BytePointer(av_mallocz(record.length + AV_INPUT_BUFFER_PADDING_SIZE));
      extra.put(record, 0, record.length);
      // The context frees it.
      context.extradata(extra).extradata_size(record.length).thread_count(1);
      check("opening the decoder", avcodec_open2(context, codec, (AVDictionary) null));
      return decoder;
    } catch (NativeFailure | RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  /// Whether block edges are smoothed, as the standard asks. Without it a picture is a third
  /// cheaper, and off by a level or two at the edges of its blocks, as are those decoded from it.
  void smooth(boolean wanted) {
    requireOpen();
    context.skip_loop_filter(wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
  }

  /// Decodes one unit. Damaged ones are shown as well as they can be, or give no picture.
  ///
  /// @throws NativeFailure if nothing of it can be decoded; the next unit may be tried
  void decode(long ticks, boolean key, byte[] bytes, Sink sink) throws NativeFailure, IOException {
    requireOpen();
    check("allocating a packet", av_new_packet(packet, bytes.length));
    try {
      packet.data().put(bytes, 0, bytes.length);
      packet.pts(ticks).dts(ticks).flags(key ? AV_PKT_FLAG_KEY : 0);
      check("decoding", avcodec_send_packet(context, packet));
    } finally {
      av_packet_unref(packet);
    }
    receive(sink);
  }

  /// Gives the pictures still held back for reordering, and forgets the references: the next unit
  /// must be a key picture.
  void drain(Sink sink) throws NativeFailure, IOException {
    requireOpen();
    if (avcodec_send_packet(context, null) >= 0) {
      receive(sink);
    }
    avcodec_flush_buffers(context);
  }

  private void receive(Sink sink) throws NativeFailure, IOException {
    // Any code but success means that there is no further picture now.
    while (avcodec_receive_frame(context, frame) >= 0) {
      try {
        sink.decoded(picture, frame.pts());
      } finally {
        av_frame_unref(frame);
      }
    }
  }

  /// Frees the decoder; the second call does nothing.
  @Override
  public void close() {
    requireOwner();
    if (!closed) {
      closed = true;
      picture.close();
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(context);
    }
  }

  private void requireOpen() {
    requireOwner();
    if (closed) {
      throw new IllegalStateException("decoder is closed");
    }
  }

  private void requireOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("decoder belongs to " + owner.getName());
    }
  }
}
