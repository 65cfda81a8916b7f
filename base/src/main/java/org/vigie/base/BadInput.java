package org.vigie.base;

import java.nio.file.Path;

/// Something that a person wrote cannot be used: names the file, the line, the key, and what would
/// be right. Its message is shown as it is, so it never holds a password.
public final class BadInput extends Exception {

  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }

  /// Never null, unlike its parent's.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// An error at one place of one file.
  ///
  /// @param line from 1; 0 where the whole file is meant
  public static BadInput at(Path file, int line, String what) {
    return new BadInput(line > 0 ? file + ":" + line + ": " + what : file + ": " + what);
  }
}
