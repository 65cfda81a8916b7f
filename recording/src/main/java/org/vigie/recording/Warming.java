package org.vigie.recording;

/// Seals made-up bytes until the JVM has compiled the cipher: cold, AES-GCM is some fifty times
/// slower, and the first second of every camera would fall behind.
final class Warming {

  private static final int ROUNDS = 400;
  private static final int BYTES = 64 * 1024;

  private Warming() {}

  static void warm() {
    var sealer = new Sealer(new PartBuffers());
    var key = new byte[Digests.HASH_BYTES];
    var hash = new byte[Digests.HASH_BYTES];
    var plain = new byte[BYTES];
    for (int number = 0; number < ROUNDS; number++) {
      var frame =
          new PartFrame(
              PartFrame.PART, number, hash, 0, 0, 0, 0, 0, 0, BYTES + ReelCipher.TAG_BYTES);
      hash = Sealer.hashOf(sealer.sealBytes(frame, key, hash, plain));
    }
  }
}
