package org.vigie.desk;

import org.vigie.base.BadInput;

/// What was drawn on a camera cannot be shown, changed or put back. Messages are for people.
public abstract sealed class DrawingRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private DrawingRefused(String message) {
    super(message);
  }

  /// Never null, unlike its parent's.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// It says something that no rules file may say.
  public static final class Invalid extends DrawingRefused {
    private static final long serialVersionUID = 1L;
    private final String key;

    public Invalid(String key, String what) {
      super(what);
      this.key = key;
    }

    Invalid(BadInput wrong) {
      this(wrong.key(), wrong.what());
    }

    /// Which of its keys, such as `rules[0].zone`; empty where the whole is meant.
    public String key() {
      return key;
    }
  }

  /// Somebody else has changed it meanwhile.
  public static final class Changed extends DrawingRefused {
    private static final long serialVersionUID = 1L;

    public Changed() {
      super("What is drawn on this camera was changed meanwhile.");
    }
  }

  /// The rules file cannot be used as it is now.
  public static final class Unreadable extends DrawingRefused {
    private static final long serialVersionUID = 1L;

    Unreadable(BadInput wrong) {
      super(wrong.getMessage());
    }
  }

  /// A file could not be written; everything is as it was.
  public static final class NotWritten extends DrawingRefused {
    private static final long serialVersionUID = 1L;

    public NotWritten(String why) {
      super(why);
    }
  }

  /// There is no such version, or its file is gone.
  public static final class NoVersion extends DrawingRefused {
    private static final long serialVersionUID = 1L;

    NoVersion(String hash) {
      super("There is no version " + hash + " of what is drawn on this camera.");
    }
  }
}
