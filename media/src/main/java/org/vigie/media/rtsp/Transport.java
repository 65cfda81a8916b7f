package org.vigie.media.rtsp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.login.Parameters;

/// How a camera will send, from its `Transport` field.
sealed interface Transport {

  /// What is asked for first.
  String OVER_TCP = "RTP/AVP/TCP;unicast;interleaved=0-1";

  /// On channels of the connection itself.
  ///
  /// @param rtp channel of the pictures, 0 to 255
  /// @param rtcp channel of the reports
  record Interleaved(int rtp, int rtcp) implements Transport {}

  /// In datagrams.
  ///
  /// @param rtp the camera's port for pictures; 0 if it does not say
  /// @param rtcp the camera's port for reports; 0 if it does not say
  /// @param source where it sends from, if not from where it answers; empty if it does not say
  record Datagrams(int rtp, int rtcp, String source) implements Transport {}

  /// What is asked for where a camera does not send over TCP.
  static String overUdp(int port) {
    return "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1);
  }

  /// Empty if it is neither of the two.
  static Optional<Transport> parse(String field) {
    var kind = field.strip().toUpperCase(Locale.ROOT);
    var parameters = Parameters.read(field, ';');
    if (kind.startsWith("RTP/AVP/TCP")) {
      return interleaved(parameters);
    }
    return kind.startsWith("RTP/AVP") && !parameters.containsKey("multicast")
        ? Optional.of(datagrams(parameters))
        : Optional.empty();
  }

  private static Optional<Transport> interleaved(Map<String, String> parameters) {
    int[] channels = pair(parameters.getOrDefault("interleaved", "0-1"), 255);
    return channels[0] < 0
        ? Optional.empty()
        : Optional.of(
            new Interleaved(channels[0], channels[1] < 0 ? channels[0] + 1 : channels[1]));
  }

  private static Transport datagrams(Map<String, String> parameters) {
    int[] ports = pair(parameters.getOrDefault("server_port", ""), 65_535);
    int rtp = Math.max(ports[0], 0);
    int next = rtp == 0 || rtp == 65_535 ? 0 : rtp + 1;
    return new Datagrams(
        rtp, ports[1] < 0 ? next : ports[1], parameters.getOrDefault("source", "").strip());
  }

  private static int[] pair(String text, int most) {
    var parts = text.split("-", -1);
    return new int[] {number(parts[0], most), parts.length > 1 ? number(parts[1], most) : -1};
  }

  private static int number(String text, int most) {
    var digits = text.strip();
    return digits.matches("\\d{1,5}") && Integer.parseInt(digits) <= most
        ? Integer.parseInt(digits)
        : -1;
  }
}
