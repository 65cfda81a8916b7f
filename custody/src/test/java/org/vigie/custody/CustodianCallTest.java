package org.vigie.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;

/// A custodian's program proves whose it is, for one call, one host and a few minutes.
class CustodianCallTest {

  private static final String PATH = "/api/custodian/approvals";

  private final Rehearsal town = rehearsal();
  private final CustodianKeys keys = town.custodians.get(1);
  private final CustodianCall call = call("POST", PATH, "vigie.town:8443", "an approval");

  @Test
  void the_server_knows_whose_call_it_is() throws Exception {
    var header = call.sign(keys, town.clocks.wall());
    assertThat(header).startsWith("Vigie-Custodian " + keys.custodian().id() + " ");
    assertThat(call.caller(header, this::member, town.clocks.wall())).isEqualTo(keys.custodian());
    for (var minutes : List.of(-5, 5)) {
      var now = town.clocks.wall().plus(Duration.ofMinutes(minutes));
      assertThat(call.caller(header, this::member, now)).isEqualTo(keys.custodian());
    }
  }

  /// Written here from design/custody.md.
  @Test
  void what_is_signed_is_what_the_page_says() {
    var now = town.clocks.wall();
    var words = call.sign(keys, now).split(" ");
    assertThat(words[2]).isEqualTo(now.toString());
    var signed =
        Texts.utf8(
            "vigie-custodian-call-1\nPOST /api/custodian/approvals\nvigie.town:8443\n"
                + now
                + "\n"
                + Texts.hex(Texts.sha256(Texts.utf8("an approval")))
                + "\n");
    var check = new Ed25519Signer();
    check.init(false, new Ed25519PublicKeyParameters(keys.custodian().signing()));
    check.update(signed, 0, signed.length);
    assertThat(check.verifySignature(java.util.Base64.getDecoder().decode(words[3]))).isTrue();
  }

  @Test
  void a_call_is_good_for_nothing_else() throws Exception {
    var header = call.sign(keys, town.clocks.wall());
    for (var other :
        List.of(
            call("GET", PATH, "vigie.town:8443", "an approval"),
            call("POST", "/api/custodian/requests", "vigie.town:8443", "an approval"),
            call("POST", PATH, "vigie.town", "an approval"),
            call("POST", PATH, "elsewhere.example:8443", "an approval"),
            call("POST", PATH, "vigie.town:8443", "another approval"))) {
      assertThatThrownBy(() -> other.caller(header, this::member, town.clocks.wall()))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("does not hold");
    }
  }

  @Test
  void a_call_is_good_for_five_minutes() {
    var header = call.sign(keys, town.clocks.wall());
    for (var seconds : List.of(-301, 301, 86_400)) {
      var now = town.clocks.wall().plusSeconds(seconds);
      assertThatThrownBy(() -> call.caller(header, this::member, now))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("set the clock");
    }
  }

  @Test
  void strangers_and_changed_headers_are_refused() throws Exception {
    var now = town.clocks.wall();
    var header = call.sign(keys, now);
    try (var stranger = CustodianKeys.create("custodian-2")) {
      var foreign = call.sign(stranger, now);
      assertThatThrownBy(() -> call.caller(foreign, this::member, now))
          .hasMessageContaining("Nobody");
      var as = foreign.replace(stranger.custodian().id(), keys.custodian().id());
      assertThatThrownBy(() -> call.caller(as, this::member, now))
          .hasMessageContaining("does not hold");
    }
    var random = new Random(31);
    for (int i = 0; i < 300; i++) {
      var bad = new StringBuilder(header);
      bad.setCharAt(random.nextInt(header.length()), (char) (32 + random.nextInt(95)));
      if (!bad.toString().equals(header)) {
        assertThatThrownBy(() -> call.caller(bad.toString(), this::member, now))
            .as(bad.toString())
            .isInstanceOf(CustodyRefused.class);
      }
    }
    for (var bad : List.of("", "Basic x", header + " x", header.repeat(10), " " + header)) {
      assertThatThrownBy(() -> call.caller(bad, this::member, now))
          .hasMessageContaining("says whose it is");
    }
  }

  private Optional<Custodian> member(String id) {
    return town.set.indexOf(id).map(town.set::member);
  }

  private static CustodianCall call(String method, String path, String host, String body) {
    return new CustodianCall(method, path, host, Texts.utf8(body));
  }

  private static Rehearsal rehearsal() {
    try {
      return new Rehearsal(3, 1, 30);
    } catch (CustodyRefused e) {
      throw new AssertionError(e);
    }
  }
}
