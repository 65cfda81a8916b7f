package org.vigie.base.login;

/// A camera's user name and password. Printed, it hides the password.
public record Credentials(String user, String password) {

  @Override
  public String toString() {
    return user + ":***";
  }
}
