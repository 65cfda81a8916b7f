package org.vigie.custody;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/// Reads the texts of this package line by line: a first line that says what it is, then `key
/// value` in a fixed order, each line ended by a newline.
final class Lines {

  /// Far more than any of them needs: a day of 16 cameras, with shares.
  static final int MOST_CHARACTERS = 8 * 1024 * 1024;

  private final String what;
  private final List<String> lines;
  private int at = 1;

  Lines(String text, String magic, String what) throws CustodyRefused {
    this.what = what;
    if (text.length() > MOST_CHARACTERS || !text.startsWith(magic + "\n")) {
      throw new CustodyRefused(
          "This is not %s: its first line would be '%s'.".formatted(what, magic));
    }
    if (!text.endsWith("\n")) {
      throw new CustodyRefused(what + " was cut short: its last line has no end.");
    }
    this.lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  boolean isAtEnd() {
    return at == lines.size();
  }

  boolean isNext(String key) {
    return !isAtEnd() && lines.get(at).startsWith(key + " ");
  }

  String whole() throws CustodyRefused {
    if (isAtEnd()) {
      throw new CustodyRefused(what + " was cut short after line " + at + ".");
    }
    return lines.get(at++);
  }

  /// The rest of the next line, which must begin with this key.
  String value(String key) throws CustodyRefused {
    var line = whole();
    if (!line.startsWith(key + " ")) {
      throw refused(key);
    }
    return line.substring(key.length() + 1);
  }

  /// As [#value], and it can be shown as it is.
  String line(String key) throws CustodyRefused {
    var value = value(key);
    if (!Texts.isLine(value)) {
      throw refused(key);
    }
    return value;
  }

  int number(String key, int least, int most) throws CustodyRefused {
    var value = value(key);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most && Integer.toString(number).equals(value)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw refused(key);
  }

  Instant instant(String key) throws CustodyRefused {
    return instant(key, value(key));
  }

  private Instant instant(String key, String value) throws CustodyRefused {
    try {
      var instant = Instant.parse(value);
      if (instant.toString().equals(value)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw refused(key);
  }

  /// An instant, then a checkpoint.
  Pins.Seen seen(String key) throws CustodyRefused {
    var value = value(key);
    int space = Math.max(0, value.indexOf(' '));
    var asked = instant(key, value.substring(0, space));
    var checkpoint = Checkpoint.of(value.substring(space + 1));
    return new Pins.Seen(asked, checkpoint.orElseThrow(() -> refused(key)));
  }

  byte[] bytes(String key, int length) throws CustodyRefused {
    return Texts.base64(value(key), length, "Line %d of %s".formatted(at, what));
  }

  /// A text within the text: UTF-8 in Base64.
  String text(String key) throws CustodyRefused {
    return Texts.text(value(key), "Line %d of %s".formatted(at, what));
  }

  void end() throws CustodyRefused {
    if (!isAtEnd()) {
      throw new CustodyRefused(
          "%s goes on after line %d, where it should end.".formatted(what, at));
    }
  }

  private CustodyRefused refused(String key) {
    return new CustodyRefused("Line %d of %s does not say what '%s' is.".formatted(at, what, key));
  }
}
