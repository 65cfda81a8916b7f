package org.vigie.media;

/// A stream or file could not be had. The kind says what to do about it; the message is one plain
/// sentence for people that names the camera or input, and never holds a password.
public abstract sealed class MediaException extends Exception {

  private static final long serialVersionUID = 1L;

  private MediaException(String message) {
    super(message);
  }

  /// The same, said of `where`: "WHERE: message".
  public MediaException in(String where) {
    var message = where + ": " + getMessage();
    return switch (this) {
      case Unreachable e -> new Unreachable(message);
      case Refused e -> new Refused(message);
      case Broken e -> new Broken(message);
    };
  }

  /// Nobody answered, or the connection was lost: try again soon.
  public static final class Unreachable extends MediaException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message) {
      super(message);
    }
  }

  /// The camera answered no, or sends what this version does not take: wrong password, no such
  /// stream, another codec. Trying again helps only after somebody has changed something, and
  /// trying often locks accounts.
  public static final class Refused extends MediaException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }

  /// What arrived breaks the protocol or the format: try again, from the beginning.
  public static final class Broken extends MediaException {
    private static final long serialVersionUID = 1L;

    public Broken(String message) {
      super(message);
    }
  }
}
