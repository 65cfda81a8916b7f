package org.vigie.recording;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.vigie.base.Sha256;

/// The scan of the letter by which an authority asks for footage. What it is its first bytes say,
/// never its name.
///
/// @param bytes at most [#MOST_BYTES]; never modified
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CaseLetter(Kind kind, byte[] bytes) {

  public static final int MOST_BYTES = 10_000_000;

  /// What it may be.
  public enum Kind {
    PDF("pdf", "255044462d"),
    JPEG("jpg", "ffd8ff"),
    PNG("png", "89504e470d0a1a0a");

    private final String suffix;
    private final byte[] begins;

    Kind(String suffix, String begins) {
      this.suffix = suffix;
      this.begins = HexFormat.of().parseHex(begins);
    }

    private boolean takes(byte[] bytes) {
      return bytes.length > begins.length
          && Arrays.equals(bytes, 0, begins.length, begins, 0, begins.length);
    }
  }

  /// Takes a scan; nothing where it is neither PDF, JPEG nor PNG, or too large.
  public static Optional<CaseLetter> of(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return Optional.empty();
    }
    for (var kind : Kind.values()) {
      if (kind.takes(bytes)) {
        return Optional.of(new CaseLetter(kind, bytes));
      }
    }
    return Optional.empty();
  }

  /// Its name in the package.
  String name() {
    return "letter." + kind.suffix;
  }

  /// In lower-case hexadecimal.
  public String sha256() {
    return Sha256.hex(bytes);
  }
}
