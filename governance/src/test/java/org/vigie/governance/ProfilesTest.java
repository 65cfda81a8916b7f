package org.vigie.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.SigningKey;

/// Profiles are files with a version, on record, and a town's own is signed.
class ProfilesTest {

  private static final String OWN =
      """
      profile: harbour
      authority: Harbour board
      version: %d
      title: Harbour, fenced area
      recording: {longest_retention: %d d, longest_review_window: 1 d, justify_retention_above: 3 d}
      detection: {events: [INTRUSION], longest_act: 60 d}
      """;

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  @ParameterizedTest
  @CsvSource({
    "demo, 3, ab35913cbbd3083ead06e4a1f27d0bd09d8e38eda404a078e7bde1ddacdbff4c",
    "private-site, 3, bd901a7bd7f64bee4d6cc085ddee75d84a17b2ab7291be87ae7e5eebffd4254e",
    "fr-video-only, 2, e700486056aea0ea0b54286916a5a6f3001ea2f8b44e22b75bfa3bb47e4b5e2b",
    "fr-experimental, 2, 55f3092c65dd6d4f07d41c401e04b9fe1abb0b3a1b50d34a349b284684e107bb",
  })
  void a_change_of_a_profile_that_comes_with_vigie_has_a_new_version(
      String name, int version, String sha256) throws BadInput {
    var profile = LegalProfile.builtIn(name);
    assertThat(profile.origin().builtIn()).isTrue();
    assertThat(profile.version() + " " + profile.origin().sha256())
        .as("raise the version of " + name + ", then write both here")
        .isEqualTo(version + " " + sha256);
  }

  private Path own(int version, int days) throws IOException {
    return Files.writeString(dir.resolve("own.yaml"), OWN.formatted(version, days));
  }

  private static void sign(SigningKey key, Path file, String namespace) throws IOException {
    Files.writeString(
        file.resolveSibling("own.yaml.sig"), key.sign(Files.readAllBytes(file), namespace));
  }

  private List<Recorded> entries(Governance governance, String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  private Governance open(LegalProfile profile) throws IOException {
    return Governance.open(dir.resolve("data"), "Town", profile, Acts.none(), clocks);
  }

  @Test
  void a_towns_own_profile_needs_the_signature_of_an_authority_that_the_town_knows()
      throws Exception {
    var board = SigningKey.create(dir.resolve("board"));
    var known = Authorities.of("Town", Map.of("Harbour board", List.of(board.open())));
    var file = own(1, 15);
    assertThatThrownBy(() -> LegalProfile.read(file, Authorities.none()))
        .hasMessage(
            file
                + ":2: authority: the key of 'Harbour board' is not known: a town's own profile is"
                + " signed by an authority that the configuration names under 'authorities'");
    assertThatThrownBy(() -> LegalProfile.read(file, known))
        .hasMessageContaining(
            "Harbour board must sign this, and there is no own.yaml.sig: it is made with"
                + " ssh-keygen -Y sign -f KEY -n vigie-profile own.yaml");
    sign(board, file, Authorities.ACT);
    assertThatThrownBy(() -> LegalProfile.read(file, known))
        .hasMessageContaining("was made for 'vigie-act', not for 'vigie-profile'");
    sign(board, file, Authorities.PROFILE);
    var profile = LegalProfile.read(file, known);
    assertThat(profile.longestRetention()).isEqualTo(Duration.ofDays(15));
    assertThat(profile.origin().signedBy()).isEqualTo(board.open().fingerprint());
    own(1, 30);
    assertThatThrownBy(() -> LegalProfile.read(file, known))
        .hasMessageContaining("own.yaml.sig is no signature of this file by Harbour board");
  }

  @Test
  void no_other_profile_takes_the_name_of_one_that_comes_with_vigie() throws Exception {
    var text = OWN.formatted(1, 15).replace("harbour", "private-site");
    var file = Files.writeString(dir.resolve("own.yaml"), text);
    assertThatThrownBy(() -> LegalProfile.read(file))
        .hasMessage(
            file + ":1: profile: is the name of one of Vigie's own profiles: choose another");
  }

  @Test
  void no_signature_lifts_the_cap_of_thirty_days() throws Exception {
    var board = SigningKey.create(dir.resolve("board"));
    var known = Authorities.of("Town", Map.of("Harbour board", List.of(board.open())));
    var file = own(1, 31);
    sign(board, file, Authorities.PROFILE);
    assertThatThrownBy(() -> LegalProfile.read(file, known))
        .hasMessageContaining("should be at most 30 d: no footage may be kept longer");
  }

  @Test
  void a_profile_is_on_record_when_it_is_new_or_changed() throws Exception {
    open(LegalProfile.builtIn("private-site")).close();
    open(LegalProfile.builtIn("private-site")).close();
    try (var governance = open(LegalProfile.builtIn("fr-video-only"))) {
      var entries = entries(governance, "profile.adopted");
      assertThat(entries).hasSize(2);
      var profile = LegalProfile.builtIn("fr-video-only");
      assertThat(entries.getFirst().entry().facts())
          .containsEntry("profile", "fr-video-only")
          .containsEntry("version", (long) profile.version())
          .containsEntry("sha256", profile.origin().sha256())
          .containsEntry("built_in", true);
      assertThat(entries(governance, "acts.adopted").getFirst().entry().facts())
          .containsEntry("profile_sha256", profile.origin().sha256());
    }
  }

  @Test
  void an_older_version_of_a_towns_own_profile_is_not_brought_back() throws Exception {
    open(LegalProfile.read(own(2, 10))).close();
    assertThatThrownBy(() -> open(LegalProfile.read(own(1, 30))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of version 1, and version 2 was in force before");
    assertThatThrownBy(() -> open(LegalProfile.read(own(2, 30)))).isInstanceOf(IOException.class);
    try (var governance = open(LegalProfile.read(own(3, 30)))) {
      assertThat(entries(governance, "profile.refused")).hasSize(2);
      assertThat(entries(governance, "profile.adopted")).hasSize(2);
    }
  }
}
