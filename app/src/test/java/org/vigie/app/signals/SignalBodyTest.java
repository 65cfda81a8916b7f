package org.vigie.app.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigie.model.CameraId;
import org.vigie.onvif.InputState;

/// What is taken for a message, and when a contact begins to hold.
class SignalBodyTest {

  private static Optional<SignalBody> read(String text) {
    return SignalBody.read(text.getBytes(UTF_8));
  }

  @Test
  void a_plain_word_or_the_object_of_a_webhook_and_nothing_else() {
    assertThat(read(" OPEN\n"))
        .contains(new SignalBody(true, Optional.empty(), "open", "open", ""));
    assertThat(
            read("{\"camera\":\"gate\",\"kind\":\"flood\",\"text\":\"the  quay\\n\",\"id\":\"7\"}"))
        .contains(
            new SignalBody(false, Optional.of(new CameraId("gate")), "flood", "the quay", "7"));
    assertThat(read("two words")).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read("a".repeat(41))).isEmpty();
    assertThat(read("{\"kind\":\"flood\"}")).isEmpty();
    assertThat(read("{\"kind\":\"Flood\",\"text\":\"x\"}")).isEmpty();
    assertThat(read("{\"kind\":\"flood\",\"text\":\"x\",\"record\":true}")).isEmpty();
    assertThat(read("{\"kind\":\"flood\",\"text\":\"x\"}{}")).isEmpty();
    assertThat(read("{\"kind\":\"flood\",\"text\":\"" + "x".repeat(301) + "\"}")).isEmpty();
    assertThat(read("{\"camera\":\"../x\",\"kind\":\"flood\",\"text\":\"x\"}")).isEmpty();
    assertThat(read("[".repeat(4_000))).isEmpty();
    assertThat(read("{" + " ".repeat(5_000) + "}")).isEmpty();
    assertThat(SignalBody.read(new byte[] {(byte) 0xff, (byte) 0xfe})).isEmpty();
  }

  @Test
  void only_a_change_to_holding_counts_and_never_how_a_contact_stood_at_first() {
    var edges = new Edges();
    assertThat(edges.rises(new InputState("DI_1", true, false))).isFalse();
    assertThat(edges.rises(new InputState("DI_1", true, true))).isFalse();
    assertThat(edges.rises(new InputState("DI_1", false, true))).isFalse();
    assertThat(edges.rises(new InputState("DI_1", true, true))).isTrue();
    assertThat(edges.rises(new InputState("DI_2", true, true))).isTrue();
    // A camera that never says that something is a change.
    assertThat(edges.rises(new InputState("DI_3", false, false))).isFalse();
    assertThat(edges.rises(new InputState("DI_3", true, false))).isTrue();
    edges.begin();
    assertThat(edges.rises(new InputState("DI_3", true, false))).isFalse();
  }
}
