package org.vigie.media.rtsp;

import java.util.Locale;
import java.util.Optional;

/// The channels on which a camera will send, from its `Transport` field.
///
/// @param rtp channel of the pictures, 0 to 255
/// @param rtcp channel of the reports
record Transport(int rtp, int rtcp) {

  static final String REQUEST = "RTP/AVP/TCP;unicast;interleaved=0-1";

  /// Empty if the camera does not send over this connection.
  static Optional<Transport> parse(String field) {
    if (!field.strip().toUpperCase(Locale.ROOT).startsWith("RTP/AVP/TCP")) {
      return Optional.empty();
    }
    var channels = Parameters.read(field, ';').getOrDefault("interleaved", "0-1").split("-", -1);
    if (!channels[0].strip().matches("\\d{1,3}") || Integer.parseInt(channels[0].strip()) > 255) {
      return Optional.empty();
    }
    int rtp = Integer.parseInt(channels[0].strip());
    boolean pair = channels.length > 1 && channels[1].strip().matches("\\d{1,3}");
    return Optional.of(new Transport(rtp, pair ? Integer.parseInt(channels[1].strip()) : rtp + 1));
  }
}
