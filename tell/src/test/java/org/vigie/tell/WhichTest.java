package org.vigie.tell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigie.model.AlarmKind;

class WhichTest {

  private static final Path PAGE = Path.of(System.getProperty("vigie.root"), "design/telling.md");

  @Test
  void the_page_names_every_alarm_that_cannot_wait_until_the_morning() throws Exception {
    var text = Files.readString(PAGE);
    int from = text.indexOf("**Urgent**");
    var paragraph = text.substring(from, text.indexOf("\n\n", from));
    var named =
        Pattern.compile("\\b(?:[A-Z]+(?:_[A-Z]+)+|[A-Z]{4,})\\b")
            .matcher(paragraph)
            .results()
            .map(found -> AlarmKind.valueOf(found.group()))
            .collect(Collectors.toSet());
    assertThat(named)
        .isEqualTo(
            Arrays.stream(AlarmKind.values()).filter(Which::isUrgent).collect(Collectors.toSet()));
  }

  @Test
  void whoever_names_kinds_is_told_of_those_alone() {
    var disks = new Which.Kinds(Set.of(AlarmKind.DISK_FAILED));
    assertThat(disks.takes(AlarmKind.DISK_FAILED)).isTrue();
    assertThat(disks.takes(AlarmKind.LEDGER)).isFalse();
    assertThat(new Which.Urgent().takes(AlarmKind.ACT_ENDS)).isFalse();
    assertThat(new Which.All().takes(AlarmKind.ACT_ENDS)).isTrue();
  }
}
