package org.vigie.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One RTSP request (RFC 2326 section 6).
///
/// @param url as in the first line
/// @param fields by name in lower case; the first of a name counts
record Request(String method, String url, Map<String, String> fields) {

  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int LONGEST_BODY = 16 * 1024;
  private static final int MOST_FIELDS = 100;

  /// What arrived is no RTSP request; the connection is then closed.
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  Request {
    fields = Map.copyOf(fields);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /// Waits for the next request. Interleaved frames before it (receiver reports) are passed over.
  ///
  /// @return nothing when the other end has closed
  static Optional<Request> read(InputStream in) throws IOException, Malformed {
    int first = in.read();
    while (first == '$') {
      skipFrame(in);
      first = in.read();
    }
    if (first < 0) {
      return Optional.empty();
    }
    var request = parse(head(in, first));
    skipBody(in, request);
    return Optional.of(request);
  }

  private static void skipFrame(InputStream in) throws IOException {
    var head = in.readNBytes(3);
    if (head.length == 3) {
      in.skipNBytes((head[1] & 0xff) << 8 | head[2] & 0xff);
    }
  }

  private static String head(InputStream in, int first) throws IOException, Malformed {
    var bytes = new byte[LONGEST_HEAD];
    int length = 0;
    int next = first;
    while (next >= 0 && length < bytes.length) {
      // Text alone: TLS or anything binary is told at its first byte.
      if (next < '\n' || next == 127 || next > '\r' && next < ' ') {
        throw new Malformed("something that is no RTSP request");
      }
      bytes[length++] = (byte) next;
      if (ends(bytes, length)) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
      }
      next = in.read();
    }
    throw new Malformed(
        next < 0 ? "half a request" : "a request head of more than " + LONGEST_HEAD + " bytes");
  }

  private static boolean ends(byte[] bytes, int length) {
    return length >= 2 && bytes[length - 1] == '\n' && bytes[length - 2] == '\n'
        || length >= 4
            && bytes[length - 1] == '\n'
            && bytes[length - 2] == '\r'
            && bytes[length - 3] == '\n';
  }

  private static void skipBody(InputStream in, Request request) throws IOException, Malformed {
    var length = request.field("content-length");
    if (length.isEmpty()) {
      return;
    }
    if (!length.matches("\\d{1,5}") || Integer.parseInt(length) > LONGEST_BODY) {
      throw new Malformed("a body of a length that is not taken");
    }
    in.skipNBytes(Integer.parseInt(length));
  }

  /// Reads a head with its empty line.
  static Request parse(String head) throws Malformed {
    var lines = head.stripLeading().split("\r?\n");
    var words = lines[0].split(" ");
    if (words.length != 3 || !words[2].startsWith("RTSP/1.")) {
      throw new Malformed(
          lines[0].contains("HTTP/")
              ? "an HTTP request: RTSP is spoken here"
              : "something that is no RTSP request");
    }
    var fields = new HashMap<String, String>();
    for (int i = 1; i < lines.length && fields.size() < MOST_FIELDS; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new Request(words[0], words[1], fields);
  }

  /// What is asked for, without host, query, slashes at the ends and the name of the one track.
  static String path(String url) {
    int scheme = url.indexOf("://");
    int slash = scheme < 0 ? url.indexOf('/') : url.indexOf('/', scheme + 3);
    var path = slash < 0 ? "" : url.substring(slash + 1);
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    var track = "/" + Description.TRACK;
    return path.endsWith(track) ? path.substring(0, path.length() - track.length()) : path;
  }
}
