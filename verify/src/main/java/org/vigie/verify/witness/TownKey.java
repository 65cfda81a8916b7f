package org.vigie.verify.witness;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.vigie.verify.Fault;
import org.vigie.verify.Head;
import org.vigie.verify.Note;
import org.vigie.verify.VerifierKey;

/// The key of the log that is watched. Where its name ends with a year, it is the key of the logs
/// of all years: they differ in nothing but that.
record TownKey(VerifierKey key) {

  private static final Pattern YEARLY = Pattern.compile("(.+/)(\\d{4})");

  /// Origins become names of folders.
  private static final Pattern ORIGIN =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  static TownKey read(String text, String where) throws Fault {
    var key = VerifierKey.read(text, where);
    if (key.name().length() > 150 || !ORIGIN.matcher(key.name()).matches()) {
      throw new Fault(
          where + " names a log with other characters than letters, digits and . _ - /.");
    }
    return new TownKey(key);
  }

  /// The year that an origin ends with.
  static OptionalInt year(String origin) {
    var yearly = YEARLY.matcher(origin);
    return yearly.matches()
        ? OptionalInt.of(Integer.parseInt(yearly.group(2)))
        : OptionalInt.empty();
  }

  /// Whether a log of this name would be signed with this key.
  boolean signs(String origin) {
    return find(origin).isPresent();
  }

  /// Reads a checkpoint of any of its logs.
  ///
  /// @throws Fault if it is none, or its signature does not hold
  Head head(Note note, String where) throws Fault {
    var origin = note.text().substring(0, note.text().indexOf('\n'));
    var named = find(origin);
    if (named.isEmpty()) {
      throw new Fault(where + " is a checkpoint of another log than " + series() + ".");
    }
    return Head.read(note, named.get(), where);
  }

  /// How its logs are called, for people.
  String series() {
    var yearly = YEARLY.matcher(key.name());
    return yearly.matches() ? yearly.group(1) + "YEAR" : key.name();
  }

  private Optional<VerifierKey> find(String origin) {
    var mine = YEARLY.matcher(key.name());
    var other = YEARLY.matcher(origin);
    boolean same =
        origin.equals(key.name())
            || (mine.matches() && other.matches() && mine.group(1).equals(other.group(1)));
    return same ? Optional.of(key.named(origin)) : Optional.empty();
  }
}
