package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.server.door.DoorSettings;

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

  private static DoorSettings read(String text) throws BadInput {
    return SignInConfig.read(
        Document.parse(
            Path.of("vigie.yaml"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }
}
