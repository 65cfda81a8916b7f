package org.vigie.base;

import java.nio.file.Path;

/// Something that a person wrote cannot be used: names the file, the line, the key, and what would
/// be right. Its message is shown as it is, so it never holds a password.
public final class BadInput extends Exception {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final String what;

  public BadInput(String message) {
    this(message, "", message);
  }

  private BadInput(String message, String key, String what) {
    super(message);
    this.key = key;
    this.what = what;
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
    return at(file, line, "", what);
  }

  /// As the other, at one key.
  ///
  /// @param key with those above it, such as `rules[0].zone`; empty for none
  public static BadInput at(Path file, int line, String key, String what) {
    var sentence = key.isEmpty() ? what : key + ": " + what;
    return new BadInput(
        line > 0 ? file + ":" + line + ": " + sentence : file + ": " + sentence, key, what);
  }

  /// The key that it is about, with those above it; empty where the whole is meant. For whoever
  /// shows it beside what was typed, which lies in no file yet.
  public String key() {
    return key;
  }

  /// What would be right, without file, line and key.
  public String what() {
    return what;
  }
}
