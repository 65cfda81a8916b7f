package org.vigie.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/// Writes an age file. Only [#finish] makes it a whole one: whatever was written without it is
/// refused by every reader as cut short. Of one thread; leaves the stream below open.
final class AgeOutput extends OutputStream {

  private final OutputStream out;
  private final byte[] key;
  private final byte[] plain = new byte[AgeChunks.PLAIN_BYTES];
  private int filled;
  private long number;

  AgeOutput(OutputStream out, Lock lock) throws IOException {
    this.out = out;
    var header = AgeHeader.lock(lock);
    var start = new byte[AgeChunks.START_BYTES];
    new SecureRandom().nextBytes(start);
    this.key = header.payloadKey(start);
    out.write(header.bytes());
    out.write(start);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == plain.length) {
        seal(false);
      }
      int some = Math.min(left, plain.length - filled);
      System.arraycopy(bytes, at, plain, filled, some);
      filled += some;
      at += some;
      left -= some;
    }
  }

  private void seal(boolean last) throws IOException {
    out.write(AgeCrypto.seal(key, AgeChunks.nonce(number++, last), plain, filled));
    filled = 0;
  }

  /// Seals the last chunk.
  void finish() throws IOException {
    seal(true);
    out.flush();
  }
}
