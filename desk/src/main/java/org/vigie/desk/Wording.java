package org.vigie.desk;

/// What a verdict, or a line of the shift log, must say in words.
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

  /// Why a rule rests.
  static void check(String reason) throws DeskException {
    if (reason.strip().length() < LEAST || reason.length() > MOST) {
      throw new DeskException.Incomplete("Say why, in %d to %d characters.".formatted(LEAST, MOST));
    }
  }

  /// A line of the shift log.
  static void check(LineKind kind, String words) throws DeskException {
    checkWords(words, kind.needsWords(), "This");
  }

  /// What is said where an incident is opened.
  static void check(IncidentKind kind, String words) throws DeskException {
    checkWords(words, kind.needsWords(), "An incident of another kind");
  }

  private static void checkWords(String words, boolean needed, String what) throws DeskException {
    if (needed && words.strip().length() < LEAST) {
      throw new DeskException.Incomplete(
          "%s needs words: at least %d characters.".formatted(what, LEAST));
    }
    checkLength(words);
  }

  private static void checkLength(String note) throws DeskException {
    if (note.length() > MOST) {
      throw new DeskException.Incomplete(
          "A note has at most %d characters; this one has %d.".formatted(MOST, note.length()));
    }
  }
}
