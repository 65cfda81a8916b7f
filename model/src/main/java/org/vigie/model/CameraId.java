package org.vigie.model;

import java.util.regex.Pattern;

/// The name of one camera in files, addresses and the ledger: lower-case letters, digits and
/// hyphens, 1 to 40 of them, beginning with a letter or digit. Safe as a file name.
public record CameraId(String value) implements Comparable<CameraId> {

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /// @throws IllegalArgumentException if `value` is not a valid id; check user input with
  ///     [#isValid]
  public CameraId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a camera id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return VALID.matcher(value).matches();
  }

  @Override
  public int compareTo(CameraId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
