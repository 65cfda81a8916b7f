package org.vigie.testkit;

/// Looks for bytes in bytes.
public final class ByteSearch {

  private ByteSearch() {}

  /// Whether `wanted`, of at least one byte, is anywhere in `all`.
  public static boolean isIn(byte[] all, byte[] wanted) {
    for (int i = 0; i <= all.length - wanted.length; i++) {
      int at = 0;
      while (at < wanted.length && all[i + at] == wanted[at]) {
        at++;
      }
      if (at == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
