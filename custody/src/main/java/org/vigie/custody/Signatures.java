package org.vigie.custody;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// Ed25519 (RFC 8032) over raw keys.
final class Signatures {

  /// Of a public and of a private key.
  static final int KEY_BYTES = 32;

  static final int SIGNATURE_BYTES = 64;

  private Signatures() {}

  static byte[] sign(byte[] privateKey, byte[] message) {
    var signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(privateKey));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      var signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(publicKey));
      signer.update(message, 0, message.length);
      return signer.verifySignature(signature);
    } catch (IllegalArgumentException e) {
      // Not a point of the curve.
      return false;
    }
  }
}
