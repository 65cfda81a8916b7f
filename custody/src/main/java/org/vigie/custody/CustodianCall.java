package org.vigie.custody;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// One call of a custodian's program to the server, and the header with which it says, and proves,
/// whose it is: `Authorization: Vigie-Custodian ID TIME SIGNATURE`. The signature covers the host,
/// so that a server to which a custodian was led cannot pass the call on to the town's, and the
/// body; a call repeated within [#TOLERANCE] reads the same list, or brings an approval that was
/// brought already.
///
/// @param method such as `GET`
/// @param path as in the request line, with its query if there is one
/// @param host as in the `Host` header, with its port if that names one
/// @param body what is sent; empty where nothing is
public record CustodianCall(String method, String path, String host, byte[] body) {

  /// How far apart the clocks of custodian and server may be.
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /// The header's name.
  public static final String HEADER = "Authorization";

  private static final String SCHEME = "Vigie-Custodian";
  private static final String MAGIC = "vigie-custodian-call-1";
  private static final int LONGEST_HEADER = 300;

  /// The value of the header.
  ///
  /// @param now by the clock of the custodian's machine
  public String sign(CustodianKeys keys, Instant now) {
    var signature = keys.sign(signed(now));
    return "%s %s %s %s".formatted(SCHEME, keys.custodian().id(), now, Texts.base64(signature));
  }

  /// Whose call it is, by the value of its header.
  ///
  /// @param header as it came
  /// @param custodians who may call, by id
  /// @param now by the server's clock
  /// @throws CustodyRefused if it is no such header, by nobody who may call, for another call than
  ///     this one, too old or too new
  public Custodian caller(
      String header, Function<String, Optional<Custodian>> custodians, Instant now)
      throws CustodyRefused {
    var words = header.length() > LONGEST_HEADER ? new String[0] : header.split(" ", -1);
    if (words.length != 4 || !words[0].equals(SCHEME) || !Texts.isId(words[1])) {
      throw new CustodyRefused(
          "A custodian's program says whose it is: '%s: %s ID TIME SIGNATURE'."
              .formatted(HEADER, SCHEME));
    }
    var time = time(words[2]);
    var signature = Texts.base64(words[3], Signatures.SIGNATURE_BYTES, "The call's signature");
    var custodian = custodians.apply(words[1]);
    if (custodian.isEmpty()) {
      throw new CustodyRefused("Nobody of this town's custodians has the id " + words[1] + ".");
    }
    if (!Signatures.verifies(custodian.get().signing(), signed(time), signature)) {
      throw new CustodyRefused(
          "The signature of %s does not hold for this call.".formatted(custodian.get()));
    }
    if (Duration.between(time, now).abs().compareTo(TOLERANCE) > 0) {
      throw new CustodyRefused(
          "The call was signed at %s and it is %s here: set the clock of one of both machines."
              .formatted(time, now));
    }
    return custodian.get();
  }

  private static Instant time(String text) throws CustodyRefused {
    try {
      var time = Instant.parse(text);
      if (time.toString().equals(text)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new CustodyRefused("A call's time is an instant in UTC, such as 2031-03-29T12:00:00Z.");
  }

  private byte[] signed(Instant time) {
    return Texts.utf8(
        "%s\n%s %s\n%s\n%s\n%s\n"
            .formatted(MAGIC, method, path, host, time, Texts.hex(Texts.sha256(body))));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustodianCall o
        && method.equals(o.method)
        && path.equals(o.path)
        && host.equals(o.host)
        && Arrays.equals(body, o.body);
  }

  @Override
  public int hashCode() {
    return path.hashCode() + 31 * Arrays.hashCode(body);
  }
}
