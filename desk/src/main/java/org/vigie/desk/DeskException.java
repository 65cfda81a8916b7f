package org.vigie.desk;

/// What was asked of the desk cannot be done. Nothing has changed. The message is for people.
public abstract sealed class DeskException extends Exception {

  private static final long serialVersionUID = 1L;

  private DeskException(String message) {
    super(message);
  }

  /// There is no such alert.
  public static final class Unknown extends DeskException {
    private static final long serialVersionUID = 1L;

    Unknown(long alert) {
      super("There is no alert " + alert + ".");
    }
  }

  /// The alert has its verdict already.
  public static final class Judged extends DeskException {
    private static final long serialVersionUID = 1L;

    Judged(Alert alert) {
      super(
          "Alert %d was %s already, by %s at %s."
              .formatted(
                  alert.id(),
                  alert.state() == Alert.State.CONFIRMED ? "confirmed" : "dismissed",
                  alert.verdict().map(Verdict::person).orElse(""),
                  alert.verdict().map(Verdict::at).orElse(alert.at())));
    }
  }

  /// The verdict lacks something.
  public static final class Incomplete extends DeskException {
    private static final long serialVersionUID = 1L;

    Incomplete(String message) {
      super(message);
    }
  }
}
