package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.base.BadInput;

/// The key with which a webhook's messages are signed, after Standard Webhooks: whoever has it
/// knows
/// that a message is the town's, whole, and of when. Never shown.
public final class SigningSecret {

  private static final String PREFIX = "whsec_";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private SigningSecret(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// Reads `whsec_` and 24 to 64 bytes in base64.
  public static SigningSecret parse(String text) throws BadInput {
    if (text.startsWith(PREFIX)) {
      try {
        var bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES) {
          return new SigningSecret(bytes);
        }
      } catch (IllegalArgumentException e) {
        // Said below; what was there is not repeated.
      }
    }
    throw new BadInput(
        "should hold whsec_ and %d to %d bytes in base64, such as `echo whsec_$(openssl rand -base64 32)` prints"
            .formatted(FEWEST_BYTES, MOST_BYTES));
  }

  /// The value of the header `webhook-signature`.
  ///
  /// @param seconds Unix time, as in `webhook-timestamp`
  String sign(String id, long seconds, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + seconds + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
