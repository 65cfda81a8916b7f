package org.vigie.relay;

import java.util.Base64;
import org.vigie.model.CameraId;
import org.vigie.model.VideoFormat;

/// The session description of one camera's stream: SDP (RFC 8866) with one video track.
final class Description {

  /// The path of the track beneath the camera's.
  static final String TRACK = "video";

  static final int PAYLOAD_TYPE = 96;

  private Description() {}

  static String of(CameraId camera, boolean clear, VideoFormat format) {
    return """
    v=0
    o=- 1 1 IN IP4 0.0.0.0
    s=%s %s
    c=IN IP4 0.0.0.0
    t=0 0
    a=control:*
    a=range:npt=now-
    m=video 0 RTP/AVP %d
    a=rtpmap:%d %s/90000
    a=fmtp:%d %s
    a=control:%s
    """
        .formatted(
            camera,
            clear ? "clear" : "masked",
            PAYLOAD_TYPE,
            PAYLOAD_TYPE,
            format.codec(),
            PAYLOAD_TYPE,
            parameters(format),
            TRACK)
        .replace("\n", "\r\n");
  }

  /// RFC 6184 section 8.1; RFC 7798 section 7.1.
  private static String parameters(VideoFormat format) {
    var sps = format.sequenceParameters();
    return switch (format.codec()) {
      case H264 ->
          "packetization-mode=1;profile-level-id=%02X%02X%02X;sprop-parameter-sets=%s,%s"
              .formatted(sps[1], sps[2], sps[3], base64(sps), base64(format.pictureParameters()));
      case H265 ->
          "sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
              .formatted(
                  base64(format.videoParameters()),
                  base64(sps),
                  base64(format.pictureParameters()));
    };
  }

  private static String base64(byte[] set) {
    return Base64.getEncoder().encodeToString(set);
  }
}
