package org.vigie.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigie.media.MediaException;

/// A message from the camera: the answer to a request, or (status 0) a request of its own.
///
/// @param status 100 to 999; 0 for a request
/// @param fields header names in lower case with their values, in order
record RtspMessage(int status, List<Field> fields, byte[] body) {

  record Field(String name, String value) {}

  private static final int MOST_FIELDS = 200;

  RtspMessage {
    fields = List.copyOf(fields);
  }

  /// Reads the lines before the body.
  ///
  /// @throws MediaException.Broken if they are no RTSP message
  static RtspMessage head(byte[] bytes, int at, int length) throws MediaException {
    var lines = new String(bytes, at, length, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    var fields = new ArrayList<Field>();
    for (int i = 1; i < lines.length && fields.size() < MOST_FIELDS; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        var name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty()) {
          fields.add(new Field(name, lines[i].substring(colon + 1).strip()));
        }
      }
    }
    return new RtspMessage(status(lines[0]), fields, new byte[0]);
  }

  private static int status(String line) throws MediaException {
    var words = line.strip().split(" +", 3);
    if (words.length >= 2 && words[0].startsWith("RTSP/")) {
      if (words[1].matches("[1-9]\\d\\d")) {
        return Integer.parseInt(words[1]);
      }
    } else if (words.length == 3 && words[2].startsWith("RTSP/")) {
      return 0;
    }
    throw new MediaException.Broken(
        line.startsWith("HTTP/")
            ? "answers HTTP, not RTSP; is the port right?"
            : "sends something that is not RTSP; is the port right?");
  }

  RtspMessage with(byte[] newBody) {
    return new RtspMessage(status, fields, newBody);
  }

  /// The first field of this name, in lower case.
  Optional<String> field(String name) {
    return fields.stream().filter(f -> f.name.equals(name)).map(Field::value).findFirst();
  }

  /// Every field of this name, in lower case.
  List<String> all(String name) {
    return fields.stream().filter(f -> f.name.equals(name)).map(Field::value).toList();
  }

  /// A field that is a number, -1 if it is not there or is none.
  int number(String name) {
    var value = field(name).orElse("");
    return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
  }
}
