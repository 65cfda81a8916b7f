package org.vigie.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A signed note taken apart strictly (C2SP signed-note); nothing in it has been verified.
///
/// @param text what was signed, its last newline included
public record Note(String text, List<Signature> signatures) {

  /// More than any log has witnesses; the specification asks for 16 at least.
  private static final int MOST_SIGNATURES = 64;

  private static final Pattern LINE = Pattern.compile("— (\\S+) (\\S+)");

  /// One line behind the text.
  ///
  /// @param line whole, without its newline
  /// @param bytes key id (4 bytes) and what the key made of the text
  public record Signature(String line, String name, byte[] bytes) {

    /// Whether it claims to be of this key.
    boolean isOf(String key, byte[] id) {
      return name.equals(key) && bytes.length > 4 && Arrays.equals(bytes, 0, 4, id, 0, 4);
    }

    /// What follows the key id.
    byte[] value() {
      return Arrays.copyOfRange(bytes, 4, bytes.length);
    }
  }

  public Note {
    signatures = List.copyOf(signatures);
  }

  /// @param where names the note in errors
  /// @throws Fault if it is no signed note
  public static Note read(String note, String where) throws Fault {
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || blank + 2 >= note.length() || !note.endsWith("\n")) {
      throw new Fault(where + " is not a signed note.");
    }
    return new Note(note.substring(0, blank + 1), signatures(note.substring(blank + 2), where));
  }

  /// Reads signature lines that stand alone, as a witness answers with.
  public static List<Signature> signatures(String lines, String where) throws Fault {
    var signatures = new ArrayList<Signature>();
    var text = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    for (var line : text.split("\n", MOST_SIGNATURES + 1)) {
      var parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new Fault(where + " has a line after its text that is no signature.");
      }
      signatures.add(new Signature(line, parts.group(1), base64(parts.group(2), where)));
    }
    return signatures;
  }

  /// Decodes base64 that is written in its one canonical way.
  static byte[] base64(String text, String where) throws Fault {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new Fault(where + " holds something that is not base64.");
  }
}
