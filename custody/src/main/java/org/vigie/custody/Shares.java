package org.vigie.custody;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/// Splits a key so that any two shares give it back and one says nothing about it (Shamir 1979,
/// over GF(2^8), byte by byte; Bouncy Castle's splitter).
final class Shares {

  /// How many custodians open.
  static final int THRESHOLD = 2;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ShamirSecretSplitter.Algorithm FIELD = ShamirSecretSplitter.Algorithm.AES;
  private static final ShamirSecretSplitter.Mode MODE = ShamirSecretSplitter.Mode.Native;

  private Shares() {}

  /// The shares of custodians 1 to `custodians`, each as long as the key.
  static List<byte[]> split(byte[] key, int custodians) {
    var splitter = new ShamirSecretSplitter(FIELD, MODE, key.length, RANDOM);
    try {
      var shares = new ArrayList<byte[]>();
      for (var share : splitter.resplit(key, THRESHOLD, custodians).getSecretShares()) {
        shares.add(share.getEncoded());
      }
      return shares;
    } catch (IOException e) {
      throw new IllegalStateException("a key could not be split", e);
    }
  }

  /// The key of which two different custodians, from 1, hold these shares. Any two byte strings
  /// give some key: whether it is the right one, its commitment tells.
  static byte[] join(int first, byte[] firstShare, int second, byte[] secondShare) {
    var both =
        new ShamirSplitSecretShare[] {
          new ShamirSplitSecretShare(firstShare, first),
          new ShamirSplitSecretShare(secondShare, second)
        };
    try {
      return new ShamirSplitSecret(FIELD, MODE, both).getSecret();
    } catch (IOException e) {
      throw new IllegalStateException("shares could not be joined", e);
    }
  }
}
