package org.vigie.governance;

/// What a person may be given leave to do. Names are stored in the ledger: only append.
public enum Right {
  /// See the masked pictures of a camera as they come.
  VIEW_LIVE,
  /// See masked footage inside its review window.
  PLAY_BACK,
  /// Take a copy of footage out of Vigie.
  EXPORT,
  /// Confirm or dismiss alerts.
  JUDGE,
  /// Press and release the stop buttons.
  STOP,
  /// Change cameras, zones and rules.
  CONFIGURE,
  /// Read registers, configuration and ledger; no pictures.
  INSPECT,
  /// Grant and end habilitations, manage accounts; opens nothing.
  ADMINISTER,
  /// Take the requests of people who were filmed, look at what was recorded of them, masked, and
  /// hand out masked copies.
  ANSWER_ACCESS,
  /// See what is unusual in how others look at footage, and answer it: the data-protection
  /// officer's.
  OVERSEE,
  /// See a camera clear for some minutes, live or in footage inside its review window: a [Lift],
  /// never a permit. VIEW_LIVE or PLAY_BACK must be held as well.
  SEE_CLEAR,
  /// Learn of confirmed alerts and open incidents outside, with one masked still of each alert, and
  /// say that they were seen and dealt with. No live picture, no footage.
  ATTEND,
  /// Turn and zoom cameras that may be steered, one at a time. VIEW_LIVE must be held to see what
  /// comes of it.
  STEER,
  /// Open one camera, clear, to a partner with whom there is an agreement, for some time and with a
  /// reason; end what others opened. VIEW_LIVE is not needed: nothing is shown to the person.
  RELAY_CLEAR;

  /// Whether it shows pictures of named cameras, so that a permit must name them.
  public boolean showsPictures() {
    return this == VIEW_LIVE
        || this == SEE_CLEAR
        || this == ATTEND
        || this == RELAY_CLEAR
        || isAboutFootage();
  }

  /// Whether it is about no camera where none is named: then it holds for the whole town or not at
  /// all.
  boolean isOfTown() {
    return this == INSPECT || this == ADMINISTER || this == OVERSEE;
  }

  /// Whether a reason must be given (R42).
  public boolean needsReason() {
    return isAboutFootage();
  }

  /// Whether a permit must say which stretch of footage it is about.
  boolean isAboutFootage() {
    return this == PLAY_BACK || this == EXPORT || this == ANSWER_ACCESS;
  }
}
