package org.vigie.custody;

import java.util.Optional;
import java.util.regex.Pattern;

/// The head of the ledger that a request names: one line, `ORIGIN SIZE ROOT`.
///
/// @param origin names the log; a new one begins each year
/// @param size how many entries it had
/// @param root of its tree, Base64
public record Checkpoint(String origin, long size, String root) {

  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

  /// Reads a request's checkpoint; nothing if it is none.
  public static Optional<Checkpoint> of(String line) {
    int last = line.lastIndexOf(' ');
    int middle = line.lastIndexOf(' ', last - 1);
    if (middle < 1 || !Texts.isLine(line) || last == line.length() - 1) {
      return Optional.empty();
    }
    var size = line.substring(middle + 1, last);
    return SIZE.matcher(size).matches()
        ? Optional.of(
            new Checkpoint(
                line.substring(0, middle), Long.parseLong(size), line.substring(last + 1)))
        : Optional.empty();
  }

  /// The line that was read.
  public String line() {
    return "%s %d %s".formatted(origin, size, root);
  }
}
