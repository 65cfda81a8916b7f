package org.vigie.desk.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;

/// A system outside that may say something of some cameras. One that calls is known by the key with
/// which it signs (Standard Webhooks 1.0); one that Vigie listens to by where it is heard. Printed,
/// it hides the key.
public final class OutsideSource {

  /// How it reaches Vigie.
  public enum Way {
    /// It calls, and signs.
    WEBHOOK,
    /// It is heard on a topic of the town's broker.
    MQTT,
    /// A contact that is wired to a camera.
    INPUT;

    /// How long a source is not listened to after it was heard: a contact that flutters is one
    /// matter, not many.
    public Duration rest() {
      return switch (this) {
        case WEBHOOK, MQTT -> Duration.ZERO;
        case INPUT -> Duration.ofMinutes(1);
      };
    }
  }

  /// A message older or newer than this may be somebody's copy.
  static final Duration MOST_APART = Duration.ofMinutes(5);

  private static final String PREFIX = "whsec_";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final String name;
  private final String label;
  private final Way way;
  private final @Nullable SecretKeySpec key;
  private final Set<CameraId> cameras;

  private OutsideSource(
      String name, String label, Way way, @Nullable SecretKeySpec key, Set<CameraId> cameras) {
    this.name = name;
    this.label = label;
    this.way = way;
    this.key = key;
    this.cameras = Set.copyOf(cameras);
  }

  /// @param name lower-case letters, digits and hyphens
  /// @param label for people
  /// @param secret `whsec_` and 24 to 64 bytes in base64
  /// @param cameras of which it may speak
  public static OutsideSource of(String name, String label, String secret, Set<CameraId> cameras)
      throws BadInput {
    if (secret.startsWith(PREFIX)) {
      try {
        var bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        if (bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES) {
          return new OutsideSource(
              name, label, Way.WEBHOOK, new SecretKeySpec(bytes, ALGORITHM), cameras);
        }
      } catch (IllegalArgumentException e) {
        // Said below; what was there is not repeated.
      }
    }
    throw new BadInput(
        "should hold whsec_ and %d to %d bytes in base64, such as `echo whsec_$(openssl rand -base64 32)` prints"
            .formatted(FEWEST_BYTES, MOST_BYTES));
  }

  /// One that Vigie listens to: it has no key, and nothing that calls in its name is let in.
  ///
  /// @param way not [Way#WEBHOOK]
  public static OutsideSource heard(String name, String label, Way way, Set<CameraId> cameras) {
    if (way == Way.WEBHOOK) {
      throw new IllegalArgumentException(name + ": one that calls needs a key");
    }
    return new OutsideSource(name, label, way, null, cameras);
  }

  public String name() {
    return name;
  }

  public Way way() {
    return way;
  }

  public String label() {
    return label;
  }

  public Set<CameraId> cameras() {
    return cameras;
  }

  /// Whether a message is this source's, whole, and of now.
  ///
  /// @param id the header `webhook-id`
  /// @param timestamp the header `webhook-timestamp`: Unix time in seconds
  /// @param signatures the header `webhook-signature`: one or more, parted by spaces
  public boolean signed(String id, String timestamp, String signatures, byte[] body, Instant now) {
    var known = key;
    if (known == null || id.isEmpty() || !timestamp.matches("\\d{1,11}")) {
      return false;
    }
    var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(sent, now).abs().compareTo(MOST_APART) > 0) {
      return false;
    }
    var expected = ("v1," + sign(known, id + "." + timestamp + ".", body)).getBytes(UTF_8);
    boolean found = false;
    for (var one : signatures.split(" ")) {
      found |= MessageDigest.isEqual(expected, one.getBytes(UTF_8));
    }
    return found;
  }

  private static String sign(SecretKeySpec key, String head, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
