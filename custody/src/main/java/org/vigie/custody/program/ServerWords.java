package org.vigie.custody.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says to a person in an answer, whatever its exact shape: the sentences of a JSON
/// problem, else its text. Never longer than a person reads, never more than one line.
final class ServerWords {

  private static final int LONGEST = 600;
  private static final List<String> NAMES = List.of("title", "detail", "message", "error");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

  private ServerWords() {}

  static String of(int status, byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).strip();
    var words = text.startsWith("{") ? sentences(text) : text;
    var line = Plain.text(words.replaceAll("\\s+", " ").strip());
    if (line.isEmpty() || line.startsWith("<")) {
      return "HTTP " + status;
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  private static String sentences(String json) {
    var found = new ArrayList<String>();
    for (var name : NAMES) {
      var matcher =
          Pattern.compile("\"" + name + "\"\\s*+:\\s*+\"((?:[^\"\\\\]|\\\\.)*+)\"").matcher(json);
      if (matcher.find()) {
        found.add(unescaped(matcher.group(1)));
      }
    }
    return String.join(" ", found);
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape -> {
              var code = escape.group(1);
              var meant =
                  switch (code.charAt(0)) {
                    case 'n', 'r', 't', 'b', 'f' -> " ";
                    case 'u' ->
                        code.length() == 5
                            ? String.valueOf((char) Integer.parseInt(code.substring(1), 16))
                            : "u";
                    default -> code;
                  };
              return Matcher.quoteReplacement(meant);
            });
  }
}
