package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;

/// The video of one source, opened with libavformat: coded pictures in Annex B, in the order of
/// decoding. Sound and data are left aside.
///
/// Owns the native input: whoever calls [#open] closes. One thread only. No address leaves this
/// class: what it says of failures is made of FFmpeg's codes.
final class DemuxedFile implements AutoCloseable {

  /// The source cannot be had.
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final String sentence;
    private final boolean refused;

    Failure(String sentence, boolean refused) {
      super(sentence);
      this.sentence = sentence;
      this.refused = refused;
    }

    String sentence() {
      return sentence;
    }

    /// Whether somebody has to change something before another try helps.
    boolean refused() {
      return refused;
    }
  }

  /// One coded picture.
  ///
  /// @param ticks 1/90000 s on the source's own time line of decoding
  /// @param damaged whether parts of it are known to be missing
  record Packet(long ticks, int compositionTicks, boolean damaged, byte[] bytes) {}

  /// Ways to read, and formats, that the video of cameras and recorders comes in. Nothing else:
  /// playlists and containers of addresses would lead to places that nobody configured.
  private static final String PROTOCOLS = "file,http,https,tcp,tls,udp,srt,rtmp,rtmps,crypto";

  private static final String FORMATS =
      "mpegts,mov,mp4,m4a,3gp,3g2,mj2,h264,hevc,matroska,webm,flv";

  /// Whoever sends calls us, and not the other way round; SRT says it so itself.
  private static final String LISTENER = "?mode=listener";

  /// How long senders that call are waited for, before it begins anew.
  private static final Duration UNTIL_CALLED = Duration.ofMinutes(10);

  /// Larger is no picture of a camera, and no message of the link.
  private static final int MOST_BYTES = 12 * 1024 * 1024;

  private static final AVRational TICKS = new AVRational().num(1).den(90_000);

  private final Clocks clocks;
  private long patienceNanos;
  private final AVIOInterruptCB.Callback_Pointer interrupt;
  private @Nullable AVFormatContext input;
  private @Nullable AVBSFContext filter;
  private @Nullable AVPacket packet;
  private long progressNanos;
  private int stream;
  private boolean h265;
  private boolean finite;
  private boolean ended;
  private AVRational base = TICKS;
  private long lastTicks;

  private DemuxedFile(Duration patience, Clocks clocks) {
    this.clocks = clocks;
    this.patienceNanos = patience.toNanos();
    this.progressNanos = clocks.elapsedNanos();
    this.interrupt =
        new AVIOInterruptCB.Callback_Pointer() {
          @Override
          public int call(Pointer unused) {
            return clocks.elapsedNanos() - progressNanos > patienceNanos ? 1 : 0;
          }
        };
  }

  /// Connects and finds the video.
  ///
  /// @param patience how long opening, and each picture after it, may take
  static DemuxedFile open(String address, Duration patience, Clocks clocks) throws Failure {
    var file = new DemuxedFile(patience, clocks);
    boolean opened = false;
    try {
      file.patienceNanos =
          address.contains("mode=listener") ? UNTIL_CALLED.toNanos() : patience.toNanos();
      file.connect(address);
      file.patienceNanos = patience.toNanos();
      file.progressNanos = clocks.elapsedNanos();
      file.findVideo();
      file.openFilter();
      opened = true;
      return file;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  private void connect(String address) throws Failure {
    var context = avformat_alloc_context();
    if (context == null) {
      throw new OutOfMemoryError("avformat_alloc_context");
    }
    context.interrupt_callback().callback(interrupt);
    var options = new AVDictionary();
    try {
      av_dict_set(options, "protocol_whitelist", PROTOCOLS, 0);
      av_dict_set(options, "format_whitelist", FORMATS, 0);
      av_dict_set(options, "user_agent", "Vigie", 0);
      av_dict_set(options, "probesize", "2000000", 0);
      av_dict_set(options, "analyzeduration", "2000000", 0);
      var plain = address;
      if (address.startsWith("rtmp") && address.endsWith(LISTENER)) {
        // FFmpeg has no way to say it in the address of this one.
        plain = address.substring(0, address.length() - LISTENER.length());
        av_dict_set(options, "rtmp_listen", "1", 0);
        av_dict_set(options, "listen", "1", 0);
      }
      // On failure FFmpeg has already freed the context: there is nothing to own yet.
      check("opening", avformat_open_input(context, plain, null, options));
      input = context;
    } finally {
      av_dict_free(options);
    }
    finite = context.pb() != null && avio_size(context.pb()) > 0;
    check("reading its beginning", avformat_find_stream_info(context, (AVDictionary) null));
  }

  private void findVideo() throws Failure {
    var context = opened();
    stream = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (stream < 0) {
      throw new Failure("the source holds no video", true);
    }
    AVStream video = context.streams(stream);
    int codec = video.codecpar().codec_id();
    if (codec != AV_CODEC_ID_H264 && codec != AV_CODEC_ID_HEVC) {
      var name = avcodec_get_name(codec).getString();
      throw new Failure("the source's video is " + name + "; it should be H.264 or H.265", true);
    }
    h265 = codec == AV_CODEC_ID_HEVC;
    base = new AVRational().num(video.time_base().num()).den(video.time_base().den());
  }

  private void openFilter() throws Failure {
    var name = h265 ? "hevc_mp4toannexb" : "h264_mp4toannexb";
    var made = new AVBSFContext(null);
    check("preparing", av_bsf_alloc(av_bsf_get_by_name(name), made));
    filter = made;
    check("preparing", avcodec_parameters_copy(made.par_in(), opened().streams(stream).codecpar()));
    made.time_base_in().num(base.num()).den(base.den());
    check("preparing", av_bsf_init(made));
    packet = av_packet_alloc();
    if (packet == null) {
      throw new OutOfMemoryError("av_packet_alloc");
    }
  }

  boolean isH265() {
    return h265;
  }

  /// Whether the source has a length, and so an end: a file, and not a camera.
  boolean isFinite() {
    return finite;
  }

  /// The next picture; nothing at the end.
  Optional<Packet> next() throws Failure {
    var from = filter;
    var into = packet;
    if (from == null || into == null) {
      throw new IllegalStateException("closed");
    }
    while (true) {
      progressNanos = clocks.elapsedNanos();
      if (av_bsf_receive_packet(from, into) >= 0) {
        return Optional.of(copyOut(into));
      }
      if (ended) {
        return Optional.empty();
      }
      feed(from, into);
    }
  }

  private void feed(AVBSFContext to, AVPacket into) throws Failure {
    int code = av_read_frame(opened(), into);
    if (code == AVERROR_EOF()) {
      ended = true;
      av_bsf_send_packet(to, null);
      return;
    }
    check("reading", code);
    if (into.stream_index() != stream || into.size() <= 0) {
      av_packet_unref(into);
      return;
    }
    if (av_bsf_send_packet(to, into) < 0) {
      // Not even its beginning makes sense: one picture less, and the next one says so.
      av_packet_unref(into);
    }
  }

  private Packet copyOut(AVPacket from) {
    try {
      int size = from.size();
      long dts = from.dts() == AV_NOPTS_VALUE ? from.pts() : from.dts();
      long ticks = dts == AV_NOPTS_VALUE ? lastTicks + 1 : av_rescale_q(dts, base, TICKS);
      long shown = from.pts() == AV_NOPTS_VALUE ? ticks : av_rescale_q(from.pts(), base, TICKS);
      lastTicks = ticks;
      boolean damaged = (from.flags() & AV_PKT_FLAG_CORRUPT) != 0 || size > MOST_BYTES;
      var bytes = new byte[damaged ? 0 : size];
      from.data().get(bytes);
      int composition = (int) Math.clamp(shown - ticks, -900_000, 900_000);
      return new Packet(ticks, composition, damaged, bytes);
    } finally {
      av_packet_unref(from);
    }
  }

  private AVFormatContext opened() {
    if (input == null) {
      throw new IllegalStateException("closed");
    }
    return input;
  }

  private static void check(String step, int code) throws Failure {
    if (code < 0) {
      throw new Failure(step + " failed: " + NativeFailure.describe(code), Refusals.isOne(code));
    }
  }

  /// Frees the input; the second call does nothing.
  @Override
  public void close() {
    if (packet != null) {
      av_packet_free(packet);
      packet = null;
    }
    if (filter != null) {
      av_bsf_free(filter);
      filter = null;
    }
    if (input != null) {
      avformat_close_input(input);
      input = null;
    }
    interrupt.close();
  }
}
