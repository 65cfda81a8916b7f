package org.vigie.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a terminal would obey is never written.
class PlainOutputTest {

  @Test
  void letters_of_any_language_stay_as_they_are() {
    var text = "Saint-Aubin-l’Évêque: 3 images, « été » — 東京 \ud83d\udcf7 C:\\a\u00a0b";
    assertThat(PlainOutput.plain(text)).isEqualTo(text);
  }

  @Test
  void what_is_no_letter_is_written_by_its_number() {
    assertThat(PlainOutput.plain("a\u001b[2K\rb\nc\u0007\u009b1m\u007f"))
        .isEqualTo("a\\u001b[2K\\u000db\\u000ac\\u0007\\u009b1m\\u007f");
    // Turned round, a name may end as another does; half a letter is none.
    assertThat(PlainOutput.plain("\u202etxt.gpj\u2028\ud83d"))
        .isEqualTo("\\u202etxt.gpj\\u2028\\ud83d");
  }
}
