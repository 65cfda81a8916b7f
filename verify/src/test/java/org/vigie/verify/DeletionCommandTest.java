package org.vigie.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `verify deletion` over a ledger whose entries somebody has touched.
class DeletionCommandTest {

  private static final String REEL = "ab".repeat(16);
  private static final String DELETED =
      """
      {"actor":"vigie","at":"2031-03-30T10:00:00Z","facts":{"reels":[{"camera":"quay",\
      "from":"2031-03-29T10:00:00Z","reel":"%s","to":"2031-03-29T11:00:00Z"}]},"index":257,\
      "kind":"footage.deleted"}"""
          .formatted(REEL);

  @TempDir private Path data;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    lines.add(line("{}"));
    lines.add(line(DELETED));
    Files.createDirectories(data.resolve("ledger/private/2031"));
    put();
  }

  private static String line(String body) {
    return "0".repeat(64) + " " + "1".repeat(64) + " " + body;
  }

  private void put() throws IOException {
    Files.writeString(
        data.resolve("ledger/private/2031/001"), String.join("\n", lines) + "\nbeing writ");
  }

  private String verify(int expected, String what) {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(List.of(what, data.toString()), out, out);
    var text = said.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isEqualTo(expected);
    return text;
  }

  @Test
  void an_entry_that_was_taken_out_could_have_told_of_anything() throws IOException {
    assertThat(verify(0, "deletion")).contains("1 reels destroyed, nothing of them is left");
    Files.createDirectories(data.resolve("footage"));
    verify(0, "footage");
    for (var left : List.of("0".repeat(64) + " withheld", "", line("{\"kind\""))) {
      lines.set(1, left);
      put();
      assertThat(verify(1, "deletion")).contains("Entry 257 of the log of 2031 cannot be read");
      assertThat(verify(1, "footage")).contains("Entry 257 of the log of 2031 cannot be read");
    }
  }

  /// Whoever names a folder does not write into the terminal of whoever checks it.
  @Test
  void a_name_cannot_take_back_a_line_nor_write_one() throws IOException {
    var folder = data.resolve("footage/x\u001b[1A\u001b[2K\nAll holds.");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(REEL + ".reel"), "x");
    assertThat(verify(1, "deletion"))
        .contains("x\\u001b[1A\\u001b[2K\\u000aAll holds./" + REEL + ".reel is there")
        .doesNotContain("\u001b");
  }
}
