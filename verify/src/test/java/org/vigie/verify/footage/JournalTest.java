package org.vigie.verify.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir private Path dir;

  private static String line(String body) {
    var sum = new CRC32C();
    sum.update(body.getBytes(StandardCharsets.UTF_8));
    return "%08x %s%n".formatted(sum.getValue(), body);
  }

  @Test
  void lines_are_read_one_by_one_folded_ones_too_and_bad_ones_are_counted() throws Exception {
    var file = dir.resolve("journal");
    Files.writeString(
        file,
        line("gap quay 2031-03-30T01:00:00Z CAMERA_LOST Né à l'est.")
            + line("deleted quay 2031-03-30T00:00:00Z 2031-03-30T01:00:00Z " + "0".repeat(32))
            + line("folded quay 2031-03-28T00:00:00Z 2031-03-30T00:00:00Z 48")
            + line("hereafter quay 2031-03-28T00:00:00Z")
            + "00000000 gap quay 2031-03-30T01:00:00Z DISK\n"
            + "          ");

    var journal = Journal.read(file);

    long day = 24L * 3_600_000_000L;
    assertThat(journal.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.detail()).isEqualTo("Né à l'est."));
    assertThat(journal.destroyed())
        .extracting(Journal.Destroyed::reel)
        .containsExactly("0".repeat(32), "");
    var folded = journal.destroyed().getLast();
    assertThat(folded.to() - folded.from()).isEqualTo(2 * day);
    assertThat(journal.badLines()).isEqualTo(1);
    assertThat(Journal.read(dir.resolve("none")).badLines()).isZero();
  }

  @Test
  void a_set_of_ids_holds_what_was_put_into_it_and_nothing_else() {
    var random = new Random(5);
    var ids = new ReelIds();
    var same = new HashSet<String>();
    for (int i = 0; i < 20_000; i++) {
      var id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
      if (i % 2 == 0) {
        ids.add(id);
        ids.add(id);
        same.add(id);
      }
      assertThat(ids.contains(id)).isEqualTo(i % 2 == 0);
    }
    same.forEach(id -> assertThat(ids.contains(id)).isTrue());
    for (var odd : new String[] {"", "0".repeat(32), "A".repeat(32), "no id"}) {
      assertThat(ids.contains(odd)).isFalse();
      ids.add(odd);
      assertThat(ids.contains(odd)).isTrue();
    }
  }
}
