package org.vigie.media.rtsp;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.model.VideoFormat;

/// The one track that is set up: H.264 video. Sound and metadata never are.
///
/// @param control its address, as written
/// @param rate timestamps in a second
/// @param format what the description says of it; else its first key frame will
record VideoTrack(
    Optional<String> control, int payloadType, int rate, Optional<VideoFormat> format) {

  private static final Map<String, String> SPOKEN =
      Map.of(
          "H265", "H.265",
          "HEVC", "H.265",
          "JPEG", "Motion JPEG",
          "MP4V-ES", "MPEG-4 part 2",
          "H263", "H.263",
          "AV1", "AV1",
          "VP8", "VP8",
          "VP9", "VP9");

  /// Chooses the first H.264 track.
  ///
  /// @throws MediaException.Refused if there is none, with what there is instead
  static VideoTrack choose(Sdp sdp) throws MediaException {
    Optional<String> other = Optional.empty();
    for (var media : sdp.media()) {
      if (!media.kind().equals("video")) {
        continue;
      }
      for (int type : media.payloadTypes()) {
        // RFC 3551 gives Motion JPEG a number of its own.
        var unnamed = new Sdp.Codec(type == 26 ? "JPEG" : "an unnamed codec", 90_000);
        var codec = media.codecs().getOrDefault(type, unnamed);
        if (codec.name().equals("H264")) {
          return h264(media, type, codec);
        }
        other = other.or(() -> Optional.of(SPOKEN.getOrDefault(codec.name(), plain(codec.name()))));
      }
    }
    throw new MediaException.Refused(
        other
            .map(
                name ->
                    "sends "
                        + name
                        + ", which this version does not record; set the camera to H.264")
            .orElse("offers no video under this address"));
  }

  private static VideoTrack h264(Sdp.Media media, int type, Sdp.Codec codec) throws MediaException {
    var settings = media.settings().getOrDefault(type, Map.of());
    if (settings.getOrDefault("packetization-mode", "").equals("2")) {
      throw new MediaException.Refused(
          "sends H.264 interleaved (packetization mode 2), which this version does not record");
    }
    if (!media.protocol().equals("RTP/AVP")
        && !media.protocol().startsWith("RTP/AVP/")
        && !media.protocol().equals("RTP/AVPF")) {
      throw new MediaException.Refused(
          "offers its video by " + plain(media.protocol()) + "; only RTP/AVP is recorded");
    }
    int rate = codec.rate() >= 1000 ? codec.rate() : 90_000;
    return new VideoTrack(
        media.control(), type, rate, format(settings.getOrDefault("sprop-parameter-sets", "")));
  }

  /// Parameters that cannot be read are no matter: the stream itself carries them.
  private static Optional<VideoFormat> format(String sprop) {
    byte[] sps = new byte[0];
    byte[] pps = new byte[0];
    for (var set : sprop.split(",")) {
      try {
        var nal = Base64.getDecoder().decode(set.strip());
        int kind = nal.length == 0 ? 0 : H264.type(nal[0]);
        sps = kind == H264.SPS && sps.length == 0 ? nal : sps;
        pps = kind == H264.PPS && pps.length == 0 ? nal : pps;
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    try {
      return sps.length == 0 ? Optional.empty() : Optional.of(H264.format(sps, pps));
    } catch (MediaException e) {
      return Optional.empty();
    }
  }

  /// A camera's word, made harmless for a message.
  private static String plain(String word) {
    var kept = word.replaceAll("[^A-Za-z0-9./ -]", "?");
    var cut = kept.length() > 40 ? kept.substring(0, 40) : kept;
    return cut.toLowerCase(Locale.ROOT).equals(cut) ? cut : cut.toUpperCase(Locale.ROOT);
  }
}
