package org.vigie.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Codes of authenticator apps, and those on paper.
class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 6238, appendix B: the rows of SHA-1.
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void are_those_of_the_standard(long second, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8)).isEqualTo(code);
  }

  @Test
  void one_step_early_or_late_is_taken_and_two_are_not() {
    var now = Instant.ofEpochSecond(1_111_111_111);
    long present = Totp.step(now);
    for (long off = -3; off <= 3; off++) {
      var code = Totp.code(SECRET, present + off, Totp.DIGITS);
      assertThat(Totp.match(SECRET, code, now, 0).isPresent())
          .as("%d steps", off)
          .isEqualTo(Math.abs(off) <= 1);
    }
  }

  @Test
  void a_code_that_was_taken_and_those_before_it_are_not_taken_again() {
    var now = Instant.ofEpochSecond(1_111_111_111);
    long present = Totp.step(now);
    var code = Totp.code(SECRET, present, Totp.DIGITS);
    assertThat(Totp.match(SECRET, code, now, present - 1)).hasValue(present);
    assertThat(Totp.match(SECRET, code, now, present)).isEmpty();
    var before = Totp.code(SECRET, present - 1, Totp.DIGITS);
    assertThat(Totp.match(SECRET, before, now, present)).isEmpty();
  }

  @Test
  void the_address_is_the_one_that_apps_read() {
    assertThat(Totp.address(SECRET, "Vigie Val-sur-Mer", "Claire Martin"))
        .isEqualTo(
            "otpauth://totp/Vigie%20Val-sur-Mer:Claire%20Martin"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Vigie%20Val-sur-Mer"
                + "&algorithm=SHA1&digits=6&period=30");
  }

  /// RFC 4648, section 10, without its padding.
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void base_32_is_that_of_the_standard(String plain, String encoded) {
    assertThat(Base32.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void codes_on_paper_differ_and_are_read_however_they_are_typed() {
    var codes = RecoveryCodes.fresh();
    assertThat(new HashSet<>(codes)).hasSize(RecoveryCodes.MANY);
    assertThat(codes).allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"));
    assertThat(RecoveryCodes.normal("7k2qf 9xh3o")).isEqualTo("7K2QF9XH30");
    assertThat(RecoveryCodes.normal("iL2QF-9XH3O")).isEqualTo("112QF9XH30");
  }
}
