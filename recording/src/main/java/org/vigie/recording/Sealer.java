package org.vigie.recording;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.VideoFormat;

/// Makes parts: writes the fragment, encrypts it where it lies, and chains its hash. Access units
/// are copied once, into the part. Used by one thread.
final class Sealer {

  private final PartBuffers buffers;
  private final ReelCipher cipher = new ReelCipher();
  private final MessageDigest digest = Digests.chain();

  Sealer(PartBuffers buffers) {
    this.buffers = buffers;
  }

  /// A sealer for another thread.
  Sealer another() {
    return new Sealer(buffers);
  }

  /// Seals pictures as the next part of a reel that is ready.
  SealedPart seal(OpenReel reel, Batch batch) {
    var units = batch.units();
    int plain = Mp4.fragmentSize(units);
    var buffer = buffers.take(PartFrame.BYTES + plain + ReelCipher.TAG_BYTES + Digests.HASH_BYTES);
    long media = batch.first().ticks() - reel.firstTicks;
    Mp4.writeFragment(
        ByteBuffer.wrap(buffer, PartFrame.BYTES, plain),
        reel.number(),
        media,
        units,
        batch.endTicks());
    var frame =
        new PartFrame(
            PartFrame.PART,
            reel.number(),
            reel.previous(),
            media,
            (int) (batch.endTicks() - batch.first().ticks()),
            units.size(),
            Micros.of(batch.first().wall()),
            batch.wallEnd(),
            batch.flags(),
            plain + ReelCipher.TAG_BYTES);
    var hash = finish(frame, reel.key(), reel.headerHash(), buffer, plain);
    reel.sealed(hash);
    return new SealedPart(reel, frame, hash, buffer, (int) frame.wholeBytes());
  }

  /// The init segment as part 0, the first thing after the header.
  byte[] sealInit(VideoFormat format, byte[] key, byte[] headerHash, long wall) {
    var init = Mp4.init(format);
    var frame =
        new PartFrame(
            PartFrame.PART,
            0,
            headerHash,
            0,
            0,
            0,
            wall,
            wall,
            0,
            init.length + ReelCipher.TAG_BYTES);
    return sealBytes(frame, key, headerHash, init);
  }

  /// Any bytes as one whole part.
  byte[] sealBytes(PartFrame frame, byte[] key, byte[] headerHash, byte[] plain) {
    var buffer = new byte[(int) frame.wholeBytes()];
    System.arraycopy(plain, 0, buffer, PartFrame.BYTES, plain.length);
    finish(frame, key, headerHash, buffer, plain.length);
    return buffer;
  }

  /// The hash at the end of a whole part.
  static byte[] hashOf(byte[] part) {
    return Arrays.copyOfRange(part, part.length - Digests.HASH_BYTES, part.length);
  }

  private byte[] finish(
      PartFrame frame, byte[] key, byte[] headerHash, byte[] buffer, int plainLength) {
    frame.write(buffer);
    cipher.seal(key, frame.kind(), frame.number(), headerHash, buffer, plainLength);
    int hashAt = PartFrame.BYTES + frame.length();
    digest.update(buffer, 0, hashAt);
    try {
      digest.digest(buffer, hashAt, Digests.HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-512/256 refused to work", e);
    }
    return Arrays.copyOfRange(buffer, hashAt, hashAt + Digests.HASH_BYTES);
  }
}
