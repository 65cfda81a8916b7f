package org.vigie.governance.keys;

import java.io.IOException;
import java.util.HexFormat;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Envelope;

/// Whom an envelope beside a reel is sealed to.
public final class SealedTo {

  private SealedTo() {}

  /// The hash of the set of custodians, in lower-case hexadecimal.
  ///
  /// @param envelope the bytes of an envelope's file
  /// @throws IOException with a plain message if they are damaged
  public static String set(byte[] envelope) throws IOException {
    try {
      return HexFormat.of().formatHex(Envelope.decode(envelope).setHash());
    } catch (CustodyRefused e) {
      throw new IOException("the envelope is damaged: " + e.getMessage(), e);
    }
  }
}
