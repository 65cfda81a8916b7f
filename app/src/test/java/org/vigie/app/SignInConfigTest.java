package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Role;
import org.vigie.model.CameraId;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.oidc.OidcSettings;

/// What a configuration may say of signing in.
class SignInConfigTest {

  @Test
  void a_town_requires_a_second_factor_and_a_demo_offers_it_unless_they_say_otherwise()
      throws Exception {
    assertThat(read("profile: private-site").secondFactorRequired()).isTrue();
    assertThat(read("profile: demo").secondFactorRequired()).isFalse();
    assertThat(
            read("profile: private-site\nsign_in: {second_factor: offered}").secondFactorRequired())
        .isFalse();
    assertThat(read("profile: demo\nsign_in: {second_factor: required}").secondFactorRequired())
        .isTrue();
    assertThat(read("profile: private-site\nsign_in: {lock_after: 5 min}"))
        .matches(DoorSettings::secondFactorRequired)
        .returns(Duration.ofMinutes(5), DoorSettings::lockAfter);
    assertThat(read("profile: demo").lockAfter()).isEqualTo(DoorSettings.USUAL_LOCK);
  }

  @Test
  void the_address_is_one_that_browsers_make_passkeys_for() throws Exception {
    assertThat(read("profile: demo\nsign_in: {address: https://vigie.example}").address())
        .hasValueSatisfying(uri -> assertThat(uri).hasHost("vigie.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "second_factor: perhaps, is not one of",
    "lock_after: 10 s, should be from 1 min to 12 h",
    "lock_after: 2 d, should be from 1 min to 12 h",
    "address: http://vigie.example, should be like https://",
    "address: https://vigie.example/console, should be like https://"
  })
  void what_is_wrong_is_named_with_what_would_be_right(String line, String said) {
    assertThatThrownBy(() -> read("profile: demo\nsign_in: {" + line + "}"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("sign_in")
        .hasMessageContaining(said);
  }

  private static final String OIDC =
      """
      town: Saint-Exemple
      profile: private-site
      listen: 0.0.0.0:8443
      sign_in:
        address: https://vigie.example
        oidc:
          issuer: https://login.example/realms/town
          client_id: vigie
          secret_file: oidc.secret
          roles:
            - {value: operators, role: operator, cameras: [gate]}
      cameras: [{id: gate}]
      """;

  @TempDir private Path folder = Path.of("");

  private DoorSettings directory(String text) throws Exception {
    Files.writeString(folder.resolve("oidc.secret"), "s3cret\n");
    Files.writeString(folder.resolve("empty"), "\n");
    var file = Files.writeString(folder.resolve("vigie.yaml"), text);
    return SignInConfig.read(Document.read(file), folder);
  }

  @Test
  void a_directory_has_sane_defaults_and_its_secret_is_printed_nowhere() throws Exception {
    var settings = directory(OIDC);
    var oidc = settings.oidc().orElseThrow();
    assertThat(oidc.secret()).isEqualTo("s3cret");
    assertThat(settings.toString()).doesNotContain("s3cret");
    assertThat(oidc.label()).isEqualTo(new OidcSettings.Label("login.example", "login.example"));
    assertThat(oidc.rolesClaim()).isEqualTo("groups");
    assertThat(oidc.scopes()).containsExactly("profile");
    assertThat(oidc.secondFactorDone()).isEmpty();
    assertThat(oidc.localForAdministratorsAlone()).isTrue();
    assertThat(oidc.roles())
        .containsExactly(
            new OidcSettings.RoleOf(
                "operators", Role.OPERATOR, new CameraScope.Only(Set.of(new CameraId("gate")))));
    var more =
        directory(
                OIDC.replace(
                    "    client_id: vigie\n",
                    """
                        client_id: vigie
                        label: {fr: la mairie, en: the town hall}
                        second_factor_done: [mfa]
                        local_sign_in: everybody
                    """))
            .oidc()
            .orElseThrow();
    assertThat(more.label().fr()).isEqualTo("la mairie");
    assertThat(more.localForAdministratorsAlone()).isFalse();
    assertThat(read("profile: demo\nsign_in: {lock_after: 5 min}").oidc()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: https://login.example/realms/town | issuer: http://login.example | 7 | http:// only on this machine",
        "issuer: https://login.example/realms/town | issuer: https://a:b@login.example | 7 | as the provider writes it",
        "secret_file: oidc.secret | secret_file: elsewhere | 9 | there is no readable file",
        "secret_file: oidc.secret | secret_file: empty | 9 | the secret that the provider gave",
        "role: operator | role: sheriff | 11 | is not one of",
        "cameras: [gate] | cameras: [harbour] | 11 | no camera of this id",
        "address: https://vigie.example | | 6 | needs sign_in: address",
        "client_id: vigie | clientid: vigie | 8 | clientid"
      })
  void what_is_wrong_of_a_directory_is_named_with_its_line(
      String right, @Nullable String wrong, int line, String said) {
    var text = wrong == null ? OIDC.replace("  " + right + "\n", "") : OIDC.replace(right, wrong);
    assertThatThrownBy(() -> directory(text))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml:" + line)
        .hasMessageContaining(said);
  }

  @Test
  void a_password_is_no_second_factor() {
    assertThatThrownBy(
            () ->
                directory(
                    OIDC.replace(
                        "    client_id: vigie\n",
                        "    client_id: vigie\n    second_factor_done: [mfa, pwd]\n")))
        .hasMessageContaining("pwd is a password");
  }

  private static DoorSettings read(String text) throws BadInput {
    return SignInConfig.read(
        Document.parse(
            Path.of("vigie.yaml"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Path.of(""));
  }
}
