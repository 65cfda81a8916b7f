package org.vigie.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.SigningKey;
import org.vigie.model.CameraId;

/// An authority whose key the town knows must have signed its acts.
class SignedActsTest {

  private static final String ACT =
      """
      act: recording
      town: Saint-Exemple
      number: R-1
      authority: Préfecture
      from: 2026-01-01T00:00:00Z
      until: 2036-01-01T00:00:00Z
      purposes: [rescue-and-fire]
      perimeter: the harbour
      cameras: all
      """;

  @TempDir private Path dir;
  private Path acts = Path.of("");
  private Path file = Path.of("");
  private SigningKey prefect;
  private SigningKey mayor;
  private Authorities authorities = Authorities.none();

  private SigningKey key(String name) throws IOException {
    return SigningKey.create(dir.resolve(name + ".key"));
  }

  @BeforeEach
  void make() throws Exception {
    acts = Files.createDirectories(dir.resolve("acts"));
    file = acts.resolve("one.yaml");
    prefect = key("prefect");
    mayor = key("mayor");
    authorities =
        Authorities.of(
            "Saint-Exemple",
            Map.of("Préfecture", List.of(prefect.open()), "Mayor", List.of(mayor.open())));
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void sign(SigningKey key, String text, String namespace) throws IOException {
    Files.writeString(
        acts.resolve("one.yaml.sig"), key.sign(text.getBytes(StandardCharsets.UTF_8), namespace));
  }

  private Acts read() throws BadInput {
    return Acts.read(acts, LegalProfile.builtIn("private-site"), authorities);
  }

  private void refused(String line, String why) {
    assertThatThrownBy(this::read).isInstanceOf(BadInput.class).hasMessage(file + line + why);
  }

  @Test
  void takes_what_its_authority_signed_and_says_with_which_key() throws Exception {
    write(ACT);
    sign(prefect, ACT, Authorities.ACT);
    var origin = read().recording().getFirst().origin();
    assertThat(origin.isSigned()).isTrue();
    assertThat(origin.signedBy()).isEqualTo(prefect.open().fingerprint());
    assertThat(origin.file()).isEqualTo("one.yaml");
    assertThat(origin.sha256()).hasSize(64);
  }

  @Test
  void refuses_an_act_without_a_signature() throws Exception {
    write(ACT);
    refused(
        ":4: ",
        "authority: Préfecture must sign this, and there is no one.yaml.sig: it is made with"
            + " ssh-keygen -Y sign -f KEY -n vigie-act one.yaml");
  }

  @Test
  void refuses_an_act_that_was_changed_after_it_was_signed() throws Exception {
    write(ACT.replace("2036", "2037"));
    sign(prefect, ACT, Authorities.ACT);
    refused(
        ":4: ",
        "authority: one.yaml.sig is no signature of this file by Préfecture: the file was changed"
            + " after it was signed, or it is the signature of another; put back what was signed,"
            + " or have this signed with ssh-keygen -Y sign -f KEY -n vigie-act one.yaml");
  }

  @Test
  void refuses_an_act_that_another_authority_signed() throws Exception {
    write(ACT);
    sign(mayor, ACT, Authorities.ACT);
    refused(
        ":4: ",
        "authority: one.yaml.sig was signed with the key %s, which is another authority's; the keys of Préfecture are %s"
            .formatted(mayor.open().fingerprint(), prefect.open().fingerprint()));
  }

  @Test
  void refuses_an_act_that_a_stranger_signed() throws Exception {
    var stranger = key("stranger");
    write(ACT);
    sign(stranger, ACT, Authorities.ACT);
    refused(
        ":4: ",
        "authority: one.yaml.sig was signed with the key %s, which is nobody's that this town knows; the keys of Préfecture are %s"
            .formatted(stranger.open().fingerprint(), prefect.open().fingerprint()));
  }

  @Test
  void refuses_a_signature_that_was_made_for_something_else() throws Exception {
    write(ACT);
    sign(prefect, ACT, "file");
    refused(
        ":4: ",
        "authority: one.yaml.sig was made for 'file', not for 'vigie-act': have it signed with"
            + " ssh-keygen -Y sign -f KEY -n vigie-act one.yaml");
  }

  @Test
  void refuses_what_is_no_signature() throws Exception {
    write(ACT);
    Files.writeString(acts.resolve("one.yaml.sig"), "signed, the prefect");
    refused(
        ":4: ",
        "authority: one.yaml.sig should be the Ed25519 signature of Préfecture: it should begin"
            + " with -----BEGIN SSH SIGNATURE----- and end with -----END SSH SIGNATURE-----; it is"
            + " made with ssh-keygen -Y sign -f KEY -n vigie-act one.yaml");
  }

  @Test
  void refuses_an_act_that_was_signed_for_another_town() throws Exception {
    var other = ACT.replace("Saint-Exemple", "Autreville");
    write(other);
    sign(prefect, other, Authorities.ACT);
    refused(
        ":2: ", "town: Préfecture signed this act for Autreville, and this town is Saint-Exemple");
    var none = ACT.replace("town: Saint-Exemple\n", "");
    write(none);
    sign(prefect, none, Authorities.ACT);
    refused(
        ":1: ",
        "an act that Préfecture signs says for which town: add 'town: Saint-Exemple', and have it"
            + " signed again");
  }

  @Test
  void another_spelling_of_an_authority_does_not_spare_it_from_signing() throws Exception {
    for (var name :
        List.of("PRÉFECTURE", "  préfecture ", "Pre\u0301fecture", "Pré\u200bfecture")) {
      assertThat(authorities.mustSign(name)).as(name).isTrue();
    }
    write(ACT.replace("Préfecture", "PRÉFECTURE"));
    assertThatThrownBy(this::read).hasMessageContaining("PRÉFECTURE must sign this");
  }

  @Test
  void whom_the_town_has_no_key_of_decides_unsigned() throws Exception {
    write(ACT.replace("Préfecture", "Council"));
    assertThat(read().recording().getFirst().origin().isSigned()).isFalse();
  }

  @Test
  void a_draft_needs_no_signature_and_is_never_in_force() throws Exception {
    write(ACT + "draft: yes\n");
    var read = read();
    assertThat(read.recording().getFirst().origin().draft()).isTrue();
    try (var governance =
        Governance.open(
            dir.resolve("data"),
            "Town",
            LegalProfile.builtIn("private-site"),
            read,
            new FakeClocks())) {
      assertThat(governance.standing().getFirst().state()).isEqualTo(ActState.DRAFT);
      assertThat(governance.recordingAct(new CameraId("quay"), new FakeClocks().wall())).isEmpty();
    }
  }

  @Test
  void an_act_says_under_which_profile_it_was_decided() throws Exception {
    write(ACT.replace("Préfecture", "Council") + "profile: fr-video-only\n");
    refused(
        ":10: ",
        "profile: this act was decided under the profile fr-video-only, and the town's is"
            + " private-site");
  }

  @Test
  void a_town_that_does_not_start_because_of_a_forged_act_has_written_it_down() throws Exception {
    write(ACT);
    var why = String.valueOf(catchThrowable(this::read).getMessage());
    var data = dir.resolve("data");
    Governance.noteRefusedActs(data, "Town", why, new FakeClocks());
    try (var governance =
        Governance.open(
            data, "Town", LegalProfile.builtIn("private-site"), Acts.none(), new FakeClocks())) {
      var entry =
          governance
              .ledger()
              .page(new Query(Long.MAX_VALUE, 10, "", "acts.refused"))
              .entries()
              .getFirst()
              .entry();
      assertThat(entry.facts()).containsOnly(Map.entry("why", why));
      assertThat(why).contains(file.toString()).contains("Préfecture must sign");
    }
  }
}
