package org.vigie.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Reads an age file. Bytes are handed out only once their chunk is known to be what was written;
/// the end is an end only if it was written as one. Of one thread; leaves the stream below open.
final class AgeInput extends InputStream {

  private final InputStream in;
  private final String where;
  private final byte[] key;
  private byte[] plain = {};
  private int at;
  private int next;
  private long number;
  private long offset;

  /// @param where names the file in errors
  AgeInput(InputStream in, Opener opener, String where) throws IOException {
    this.in = in;
    this.where = where;
    var header = AgeHeader.open(in, opener, where);
    var start = in.readNBytes(AgeChunks.START_BYTES);
    this.key = header.payloadKey(start);
    this.offset = header.bytes().length + start.length;
    this.next = in.read();
    if (start.length < AgeChunks.START_BYTES || next < 0) {
      throw cut();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (at == plain.length) {
      if (next < 0) {
        return -1;
      }
      open();
    }
    int some = Math.min(length, plain.length - at);
    System.arraycopy(plain, at, bytes, from, some);
    at += some;
    return some;
  }

  private void open() throws IOException {
    var sealed = new byte[AgeChunks.SEALED_BYTES];
    sealed[0] = (byte) next;
    int length = 1 + in.readNBytes(sealed, 1, sealed.length - 1);
    next = in.read();
    boolean last = next < 0;
    var opened = AgeCrypto.open(key, AgeChunks.nonce(number, last), sealed, length);
    if (opened.isEmpty()) {
      throw refused(sealed, length, last);
    }
    if (opened.get().length == 0 && number > 0) {
      throw cut();
    }
    plain = opened.get();
    at = 0;
    number++;
    offset += length;
  }

  private BackupRefused refused(byte[] sealed, int length, boolean last) {
    if (AgeCrypto.open(key, AgeChunks.nonce(number, !last), sealed, length).isPresent()) {
      return last
          ? cut()
          : new BackupRefused(
              "%s goes on after its end, at byte %d: something was written behind it. Copy it again from where it was made"
                  .formatted(where, offset + length));
    }
    return last && length < AgeChunks.SEALED_BYTES
        ? new BackupRefused(
            "%s was cut short or changed near its end, after byte %d: copy it again from where it was made"
                .formatted(where, offset))
        : new BackupRefused(
            "%s was changed between its bytes %d and %d: copy it again from where it was made"
                .formatted(where, offset, offset + length));
  }

  private BackupRefused cut() {
    return new BackupRefused(
        "%s is cut short: it ends in its middle. Copy it again from where it was made"
            .formatted(where));
  }
}
