package org.vigie.app.backup;

import java.nio.ByteBuffer;

/// How an age file's sealed bytes are cut: 64 KiB each, numbered, the last one marked, so that none
/// can be left out, moved, or missing at the end unnoticed.
final class AgeChunks {

  static final int PLAIN_BYTES = 64 * 1024;
  static final int SEALED_BYTES = PLAIN_BYTES + AgeCrypto.TAG_BYTES;
  static final int START_BYTES = 16;

  private AgeChunks() {}

  static byte[] nonce(long number, boolean last) {
    return ByteBuffer.allocate(AgeCrypto.NONCE_BYTES)
        .putLong(3, number)
        .put(AgeCrypto.NONCE_BYTES - 1, (byte) (last ? 1 : 0))
        .array();
  }
}
