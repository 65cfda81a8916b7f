package org.vigie.verify;

import java.util.Arrays;
import java.util.regex.Pattern;

/// A checkpoint whose signature holds: the signed head of one log.
///
/// @param size how many entries it covers
/// @param root their RFC 6962 tree hash
public record Head(String origin, long size, byte[] root) {

  private static final Pattern TEXT =
      Pattern.compile("([^\\n]+)\\n(0|[1-9]\\d{0,17})\\n([^\\n]+)\\n");

  /// Reads a checkpoint, strictly: signatures of others are left alone, but must look like
  /// signatures.
  ///
  /// @param where names the checkpoint in errors
  /// @throws Fault if it is no checkpoint of the log with this key, or not signed with it
  public static Head read(String note, VerifierKey key, String where) throws Fault {
    return read(Note.read(note, where), key, where);
  }

  /// The same of a note that was taken apart.
  public static Head read(Note note, VerifierKey key, String where) throws Fault {
    var head = TEXT.matcher(note.text());
    if (!head.matches() || !head.group(1).equals(key.name())) {
      throw new Fault(where + " is not a checkpoint of " + key.name() + ".");
    }
    boolean signed = false;
    for (var signature : note.signatures()) {
      if (signature.isOf(key.name(), key.id())) {
        if (!key.verifies(note.text(), signature.value())) {
          throw new Fault(where + " carries a signature of " + key + " that is false.");
        }
        signed = true;
      }
    }
    if (!signed) {
      throw new Fault(where + " does not carry the signature of " + key + ".");
    }
    return new Head(
        head.group(1), Long.parseLong(head.group(2)), Note.base64(head.group(3), where));
  }

  /// Whether both say the same of the same log.
  public boolean isSame(Head other) {
    return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
  }
}
