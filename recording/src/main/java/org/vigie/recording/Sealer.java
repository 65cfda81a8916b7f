package org.vigie.recording;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.VideoFormat;

/// Makes parts: writes the fragment's head before the pictures that a batch has gathered, encrypts
/// all of it where it lies, and chains its hash. Used by one thread.
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

  /// An empty batch, whose buffers come from where this sealer's do.
  Batch batch() {
    return new Batch(buffers);
  }

  /// Seals a batch as the next part of a reel that is ready. The batch is empty afterwards: its
  /// buffer is the part's.
  SealedPart seal(OpenReel reel, Batch batch) {
    var samples = batch.samples();
    int headSize = Mp4.fragmentHeadSize(samples);
    int plain = headSize + batch.bytes();
    int at = Batch.HEAD_ROOM - headSize - PartFrame.BYTES;
    long media = batch.firstTicks() - reel.firstTicks;
    var buffer = batch.buffer();
    Mp4.writeFragmentHead(
        ByteBuffer.wrap(buffer, at + PartFrame.BYTES, headSize),
        reel.number(),
        media,
        samples,
        batch.endTicks());
    var frame =
        new PartFrame(
            PartFrame.PART,
            reel.number(),
            reel.previous(),
            media,
            (int) (batch.endTicks() - batch.firstTicks()),
            samples.size(),
            batch.wallStart(),
            batch.wallEnd(),
            batch.flags(),
            plain + ReelCipher.TAG_BYTES);
    var hash = finish(frame, reel.key(), reel.headerHash(), buffer, at, plain);
    reel.sealed(hash);
    batch.handOver();
    return new SealedPart(reel, frame, hash, buffer, at, (int) frame.wholeBytes());
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
    finish(frame, key, headerHash, buffer, 0, plain.length);
    return buffer;
  }

  /// The hash at the end of a whole part.
  static byte[] hashOf(byte[] part) {
    return Arrays.copyOfRange(part, part.length - Digests.HASH_BYTES, part.length);
  }

  private byte[] finish(
      PartFrame frame, byte[] key, byte[] headerHash, byte[] buffer, int at, int plainLength) {
    frame.write(buffer, at);
    cipher.seal(key, frame.kind(), frame.number(), headerHash, buffer, at, plainLength);
    int hashed = PartFrame.BYTES + frame.length();
    int hashAt = at + hashed;
    digest.update(buffer, at, hashed);
    try {
      digest.digest(buffer, hashAt, Digests.HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-512/256 refused to work", e);
    }
    return Arrays.copyOfRange(buffer, hashAt, hashAt + Digests.HASH_BYTES);
  }
}
