package org.vigie.verify;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// A checkpoint whose signature holds: the signed head of one log.
record Head(String origin, long size, byte[] root) {

  private static final Pattern TEXT =
      Pattern.compile("([^\\n]+)\\n(0|[1-9]\\d{0,17})\\n([^\\n]+)\\n");
  private static final Pattern LINE = Pattern.compile("— (\\S+) (\\S+)");

  /// Reads a checkpoint, strictly: signatures of others are left alone, but must look like
  /// signatures.
  static Head read(String note, VerifierKey key, String where) throws Fault {
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || blank + 2 >= note.length() || !note.endsWith("\n")) {
      throw new Fault(where + " is not a signed note.");
    }
    var text = note.substring(0, blank + 1);
    var head = TEXT.matcher(text);
    if (!head.matches() || !head.group(1).equals(key.name())) {
      throw new Fault(where + " is not a checkpoint of " + key.name() + ".");
    }
    boolean signed = false;
    for (var line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
      signed |= isSignedBy(key, text, line, where);
    }
    if (!signed) {
      throw new Fault(where + " does not carry the signature of " + key + ".");
    }
    return new Head(head.group(1), Long.parseLong(head.group(2)), base64(head.group(3), where));
  }

  private static boolean isSignedBy(VerifierKey key, String text, String line, String where)
      throws Fault {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new Fault(where + " has a line after its text that is no signature.");
    }
    var bytes = base64(parts.group(2), where);
    if (!parts.group(1).equals(key.name())
        || bytes.length < 4
        || !Arrays.equals(bytes, 0, 4, key.id(), 0, 4)) {
      return false;
    }
    if (!key.verifies(text, Arrays.copyOfRange(bytes, 4, bytes.length))) {
      throw new Fault(where + " carries a signature of " + key + " that is false.");
    }
    return true;
  }

  /// Decodes base64 that is written in its one canonical way.
  private static byte[] base64(String text, String where) throws Fault {
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
