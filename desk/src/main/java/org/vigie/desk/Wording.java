package org.vigie.desk;

/// What a verdict must say in words.
final class Wording {

  private static final int LEAST = 3;
  private static final int MOST = 500;

  private Wording() {}

  /// To confirm.
  static void check(String reason, String note) throws DeskException {
    if (reason.strip().length() < LEAST || reason.length() > MOST) {
      throw new DeskException.Incomplete(
          "To confirm, say what happened, in %d to %d characters.".formatted(LEAST, MOST));
    }
    checkLength(note);
  }

  /// To dismiss.
  static void check(DismissReason reason, String note) throws DeskException {
    if (reason == DismissReason.OTHER && note.strip().length() < LEAST) {
      throw new DeskException.Incomplete(
          "To dismiss for another reason, write it into the note, in at least %d characters."
              .formatted(LEAST));
    }
    checkLength(note);
  }

  private static void checkLength(String note) throws DeskException {
    if (note.length() > MOST) {
      throw new DeskException.Incomplete(
          "A note has at most %d characters; this one has %d.".formatted(MOST, note.length()));
    }
  }
}
