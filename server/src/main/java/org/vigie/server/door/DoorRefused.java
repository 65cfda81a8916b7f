package org.vigie.server.door;

import java.time.Duration;

/// The door stays shut. The kind says what the person can do; nothing here holds a password.
public abstract sealed class DoorRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private DoorRefused(String message) {
    super(message);
  }

  /// Name and password do not belong together; which of them is wrong is not said.
  public static final class WrongPassword extends DoorRefused {
    private static final long serialVersionUID = 1L;

    WrongPassword() {
      super("wrong name or password");
    }
  }

  /// Too many failures: wait.
  public static final class TooManyTries extends DoorRefused {
    private static final long serialVersionUID = 1L;
    private final Duration patience;

    TooManyTries(Duration wait) {
      super("too many failed sign-ins");
      this.patience = wait;
    }

    public Duration patience() {
      return patience;
    }
  }

  /// The password is right, and no habilitation is in force.
  public static final class NotHabilitated extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NotHabilitated() {
      super("no habilitation in force");
    }
  }

  /// The link has been used, has been replaced, has expired, or never was.
  public static final class LinkSpent extends DoorRefused {
    private static final long serialVersionUID = 1L;

    LinkSpent() {
      super("the link is no longer good");
    }
  }

  /// The password chosen is too short or too easy.
  public static final class WeakPassword extends DoorRefused {
    private static final long serialVersionUID = 1L;

    WeakPassword() {
      super("the password is too weak");
    }
  }

  /// Another person has this name.
  public static final class NameTaken extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NameTaken() {
      super("the name is taken");
    }
  }

  /// There is no such person.
  public static final class Unknown extends DoorRefused {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super("no such person");
    }
  }

  /// There is no such session, or it is somebody else's.
  public static final class NoSuchSession extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoSuchSession() {
      super("no such session");
    }
  }
}
