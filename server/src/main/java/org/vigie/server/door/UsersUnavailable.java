package org.vigie.server.door;

/// The file users.db cannot be read or written now. The message says why.
public final class UsersUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsersUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
