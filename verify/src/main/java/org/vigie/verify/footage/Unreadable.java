package org.vigie.verify.footage;

/// A file is not what it should be; the message says of it what is wrong, without its name.
public final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  Unreadable(String what) {
    super(what);
  }
}
