package org.vigie.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.vigie.base.RandomIds;
import org.vigie.base.Sha256;
import tools.jackson.databind.JsonNode;

/// A passkey in software: an authenticator with one key of P-256, and the browser in front of it,
/// written from WebAuthn level 3 by hand.
final class SoftKey {

  private static final int PRESENT = 1;
  private static final int VERIFIED = 4;
  private static final int NEW_CREDENTIAL = 64;

  private final KeyPair keys;
  private final byte[] id = RandomIds.hex(16).getBytes(StandardCharsets.US_ASCII);
  private byte[] user = new byte[0];

  /// What the browser says where the page is from.
  String origin;

  /// Whether the device verified its owner.
  boolean verifies = true;

  int counter;

  SoftKey(String origin) throws GeneralSecurityException {
    this.origin = origin;
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
  }

  /// The answer to an offer of the server.
  Map<String, Object> make(JsonNode offer, String name) {
    user = decode(offer.get("user").asString());
    var data = bytes();
    data.writeBytes(authenticatorData(offer, NEW_CREDENTIAL));
    data.writeBytes(new byte[16]);
    data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
    data.writeBytes(id);
    data.writeBytes(coseKey());
    var attestation = bytes();
    attestation.write(0xa3);
    text(attestation, "fmt");
    text(attestation, "none");
    text(attestation, "attStmt");
    attestation.write(0xa0);
    text(attestation, "authData");
    string(attestation, data.toByteArray());
    return Map.of(
        "token",
        offer.get("token").asString(),
        "name",
        name,
        "client_data",
        encode(clientData("webauthn.create", offer)),
        "attestation",
        encode(attestation.toByteArray()));
  }

  /// The answer to a challenge of the server.
  Map<String, Object> answer(JsonNode challenge) throws GeneralSecurityException {
    counter++;
    var data = authenticatorData(challenge, 0);
    var client = clientData("webauthn.get", challenge);
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(data);
    signature.update(Sha256.of(client));
    return Map.of(
        "token", challenge.get("token").asString(),
        "credential", encode(id),
        "client_data", encode(client),
        "authenticator_data", encode(data),
        "signature", encode(signature.sign()),
        "user_handle", encode(user));
  }

  private byte[] authenticatorData(JsonNode challenge, int flags) {
    var data = bytes();
    data.writeBytes(Sha256.of(challenge.get("site").asString().getBytes(StandardCharsets.UTF_8)));
    data.write(PRESENT | flags | (verifies ? VERIFIED : 0));
    data.writeBytes(ByteBuffer.allocate(4).putInt(counter).array());
    return data.toByteArray();
  }

  private byte[] clientData(String type, JsonNode challenge) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, challenge.get("challenge").asString(), origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// RFC 9053, section 7.1.1: kind EC2, algorithm ES256, curve P-256, x, y.
  private byte[] coseKey() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    var key = bytes();
    key.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21});
    string(key, fixed(point.getAffineX().toByteArray()));
    key.write(0x22);
    string(key, fixed(point.getAffineY().toByteArray()));
    return key.toByteArray();
  }

  private static byte[] fixed(byte[] number) {
    var fixed = new byte[32];
    int length = Math.min(number.length, 32);
    System.arraycopy(number, number.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static ByteArrayOutputStream bytes() {
    return new ByteArrayOutputStream();
  }

  /// CBOR of short texts and of bytes up to 64 KiB, RFC 8949.
  private static void text(ByteArrayOutputStream out, String text) {
    out.write(0x60 | text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void string(ByteArrayOutputStream out, byte[] bytes) {
    out.write(0x59);
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) bytes.length).array());
    out.writeBytes(bytes);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
