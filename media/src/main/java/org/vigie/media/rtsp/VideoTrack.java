package org.vigie.media.rtsp;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtp.VideoStream;
import org.vigie.model.VideoFormat;
import org.vigie.model.VideoFormat.VideoCodec;

/// The one track that is set up: H.264 or H.265 video. Sound and metadata never are.
///
/// @param control its address, as written
/// @param rate timestamps in a second
/// @param numbered whether H.265 NAL units have decoding order numbers
/// @param format what the description says of it; else its first key frame will
record VideoTrack(
    Optional<String> control,
    VideoCodec codec,
    int payloadType,
    int rate,
    boolean numbered,
    Optional<VideoFormat> format) {

  private static final Map<String, String> SPOKEN =
      Map.of(
          "JPEG", "Motion JPEG",
          "MP4V-ES", "MPEG-4 part 2",
          "H263", "H.263",
          "H266", "H.266",
          "AV1", "AV1",
          "VP8", "VP8",
          "VP9", "VP9");

  /// Chooses the first track that can be recorded.
  ///
  /// @throws MediaException.Refused if there is none, with what there is instead
  static VideoTrack choose(Sdp sdp) throws MediaException {
    Optional<MediaException> why = Optional.empty();
    for (var media : sdp.media()) {
      if (!media.kind().equals("video")) {
        continue;
      }
      for (int type : media.payloadTypes()) {
        try {
          return track(media, type);
        } catch (MediaException e) {
          why = why.or(() -> Optional.of(e));
        }
      }
    }
    throw why.orElseGet(() -> new MediaException.Refused("offers no video under this address"));
  }

  private static VideoTrack track(Sdp.Media media, int type) throws MediaException {
    // RFC 3551 gives Motion JPEG a number of its own.
    var unnamed = new Sdp.Codec(type == 26 ? "JPEG" : "an unnamed codec", 90_000);
    var codec = media.codecs().getOrDefault(type, unnamed);
    var settings = media.settings().getOrDefault(type, Map.of());
    return switch (codec.name()) {
      case "H264" -> h264(media, type, rate(media, codec), settings);
      case "H265", "HEVC" -> h265(media, type, rate(media, codec), settings);
      default ->
          throw new MediaException.Refused(
              "sends "
                  + SPOKEN.getOrDefault(codec.name(), plain(codec.name()))
                  + ", which this version does not record; set the camera to H.264 or H.265");
    };
  }

  private static int rate(Sdp.Media media, Sdp.Codec codec) throws MediaException {
    if (!media.protocol().equals("RTP/AVP")
        && !media.protocol().startsWith("RTP/AVP/")
        && !media.protocol().equals("RTP/AVPF")) {
      throw new MediaException.Refused(
          "offers its video by " + plain(media.protocol()) + "; only RTP/AVP is recorded");
    }
    return codec.rate() >= 1000 ? codec.rate() : 90_000;
  }

  private static VideoTrack h264(Sdp.Media media, int type, int rate, Map<String, String> settings)
      throws MediaException {
    if (settings.getOrDefault("packetization-mode", "").equals("2")) {
      throw new MediaException.Refused(
          "sends H.264 interleaved (packetization mode 2), which this version does not record");
    }
    return new VideoTrack(
        media.control(), VideoCodec.H264, type, rate, false, h264Format(settings));
  }

  private static VideoTrack h265(
      Sdp.Media media, int type, int rate, Map<String, String> settings) {
    boolean numbered = !settings.getOrDefault("sprop-max-don-diff", "0").matches("0*");
    return new VideoTrack(
        media.control(), VideoCodec.H265, type, rate, numbered, h265Format(settings));
  }

  /// The stream that the track's packets make.
  VideoStream stream(VideoReceiver receiver) {
    var announced = format.orElse(null);
    return switch (codec) {
      case H264 -> VideoStream.h264(payloadType, rate, announced, receiver);
      case H265 -> VideoStream.h265(payloadType, rate, numbered, announced, receiver);
    };
  }

  /// Parameters that cannot be read are no matter: the stream itself carries them.
  private static Optional<VideoFormat> h264Format(Map<String, String> settings) {
    byte[] sps = new byte[0];
    byte[] pps = new byte[0];
    try {
      for (var set : settings.getOrDefault("sprop-parameter-sets", "").split(",")) {
        var nal = Base64.getDecoder().decode(set.strip());
        int kind = nal.length == 0 ? 0 : H264.type(nal[0]);
        sps = kind == H264.SPS && sps.length == 0 ? nal : sps;
        pps = kind == H264.PPS && pps.length == 0 ? nal : pps;
      }
      return sps.length == 0 ? Optional.empty() : Optional.of(H264.format(sps, pps));
    } catch (IllegalArgumentException | MediaException e) {
      return Optional.empty();
    }
  }

  private static Optional<VideoFormat> h265Format(Map<String, String> settings) {
    try {
      return Optional.of(
          H265.format(
              first(settings, "sprop-vps"),
              first(settings, "sprop-sps"),
              first(settings, "sprop-pps")));
    } catch (IllegalArgumentException | MediaException e) {
      return Optional.empty();
    }
  }

  private static byte[] first(Map<String, String> settings, String name) {
    return Base64.getDecoder().decode(settings.getOrDefault(name, "").split(",", 2)[0].strip());
  }

  /// A camera's word, made harmless for a message.
  private static String plain(String word) {
    var kept = word.replaceAll("[^A-Za-z0-9./ -]", "?");
    var cut = kept.length() > 40 ? kept.substring(0, 40) : kept;
    return cut.toLowerCase(Locale.ROOT).equals(cut) ? cut : cut.toUpperCase(Locale.ROOT);
  }
}
