package org.vigie.simulator.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One RTSP request, RFC 2326 section 6.
///
/// @param path of its address, without the host
/// @param headers by lower-case name
record Request(String method, String url, String path, Map<String, String> headers) {

  private static final int MOST_BYTES = 16 * 1024;

  /// A request that cannot be understood; the connection is then closed.
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  Request {
    headers = Map.copyOf(headers);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// Takes one request, with its body, off the front of a buffer in reading position. Interleaved
  /// frames before it (receiver reports) are passed over. Empty: more bytes are needed.
  static Optional<Request> take(ByteBuffer in) throws Malformed {
    while (in.hasRemaining() && in.get(in.position()) == '$') {
      if (in.remaining() < 4) {
        return Optional.empty();
      }
      int length = in.getShort(in.position() + 2) & 0xffff;
      if (in.remaining() < 4 + length) {
        return Optional.empty();
      }
      in.position(in.position() + 4 + length);
    }
    int end = endOfHead(in);
    if (end < 0) {
      if (in.remaining() > MOST_BYTES) {
        throw new Malformed("a request head of more than 16 KiB");
      }
      return Optional.empty();
    }
    var head = StandardCharsets.UTF_8.decode(in.slice(in.position(), end - in.position()));
    var request = parse(head.toString());
    int body = bodyBytes(request);
    if (in.limit() < end + body) {
      return Optional.empty();
    }
    in.position(end + body);
    return Optional.of(request);
  }

  private static int endOfHead(ByteBuffer in) {
    for (int i = in.position(); i + 4 <= in.limit(); i++) {
      if (in.getInt(i) == 0x0d0a0d0a) {
        return i + 4;
      }
    }
    return -1;
  }

  private static int bodyBytes(Request request) throws Malformed {
    var length = request.header("content-length");
    if (length.isEmpty()) {
      return 0;
    }
    try {
      int bytes = Integer.parseInt(length);
      if (bytes >= 0 && bytes <= MOST_BYTES) {
        return bytes;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Malformed("Content-Length: " + length);
  }

  private static Request parse(String head) throws Malformed {
    var lines = head.split("\r\n");
    var words = lines[0].split(" ");
    if (words.length != 3 || !words[2].startsWith("RTSP/1.")) {
      throw new Malformed("a request line that is not RTSP/1.0");
    }
    var headers = new HashMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new Request(words[0], words[1], path(words[1]), headers);
  }

  private static String path(String url) {
    int scheme = url.indexOf("://");
    int slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
    var path = slash < 0 ? "" : url.substring(slash);
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
