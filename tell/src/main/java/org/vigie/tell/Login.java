package org.vigie.tell;

/// What a server asks for. [#toString] does not show the password.
public record Login(String user, String password) {
  @Override
  public String toString() {
    return user + ":***";
  }
}
