package org.vigie.base.login;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.vigie.base.BadInput;

/// By what a camera's certificate is judged, where it is spoken to over TLS (`rtsps`). There is no
/// way to trust just any.
public sealed interface CameraTrust {

  /// The authorities that the Java runtime knows; the certificate must be made out to the host.
  record Usual() implements CameraTrust {}

  /// The authorities in a PEM file, a town's own for instance; the certificate must be made out to
  /// the host.
  record Authority(Path file) implements CameraTrust {}

  /// This one certificate, whatever it says: most cameras sign their own.
  ///
  /// @param sha256 of the certificate: 64 hexadecimal digits in lower case
  record Fingerprint(String sha256) implements CameraTrust {

    /// Reads a fingerprint as tools print it, with or without colons.
    public static Fingerprint parse(String text) throws BadInput {
      var digits = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
      if (!digits.matches("[0-9a-f]{64}")) {
        throw new BadInput("a SHA-256 fingerprint should be 64 hexadecimal digits");
      }
      return new Fingerprint(digits);
    }
  }

  /// As tools print it: pairs of digits in upper case, parted by colons.
  public static String spoken(byte[] sha256) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(sha256);
  }
}
