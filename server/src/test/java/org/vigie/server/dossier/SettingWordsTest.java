package org.vigie.server.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.server.notice.Tongue;

class SettingWordsTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "class", "vehicle",
          "distance", "12.5 % of the height",
          "forbidden", "FORWARD",
          "patience", "1.0 s",
          "to_come", "some 3.5");

  @Test
  void are_said_in_both_languages_and_what_is_new_as_it_stands() {
    assertThat(new SettingWords(Tongue.FRENCH).of(SETTINGS))
        .isEqualTo(
            "classe véhicule, après 12,5 % de la hauteur, sens interdit aller, patience 1,0 s,"
                + " to_come some 3,5");
    assertThat(new SettingWords(Tongue.ENGLISH).of(SETTINGS))
        .isEqualTo(
            "class vehicle, after 12.5 % of the height, forbidden way forward, patience 1.0 s,"
                + " to_come some 3.5");
  }
}
