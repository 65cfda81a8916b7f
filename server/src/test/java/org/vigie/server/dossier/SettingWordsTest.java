package org.vigie.server.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.server.notice.Tongue;

class SettingWordsTest {

  private static final Pattern PAIR = Pattern.compile("(?:(\\w+)|'([^']+)'): '([^']*)'");

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

  @Test
  void are_the_console_s() throws Exception {
    for (var tongue : Tongue.values()) {
      var file = Path.of("../console/src/text", tongue.code(), "settings.ts");
      var text = Files.readString(file);
      int values = text.indexOf("settingValues");
      var said = new SettingWords(tongue);
      int seen = 0;
      for (var found : PAIR.matcher(text).results().toList()) {
        var word = found.group(1) == null ? found.group(2) : found.group(1);
        boolean name = found.start() < values;
        var shown = name ? said.of(Map.of(word, "9")) : said.of(Map.of("x", word));
        assertThat(shown)
            .as("%s in %s", word, file)
            .isEqualTo(name ? found.group(3) + " 9" : "x " + found.group(3));
        seen++;
      }
      assertThat(seen).as("words in " + file).isEqualTo(15);
    }
  }
}
