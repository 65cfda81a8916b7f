package org.vigie.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Entries of which the hash alone is there: openly, in a bundle, and nowhere else.
class PrivateEntriesTest {

  @TempDir private Path dir;
  private final Hashes.Level leaves = new Hashes.Level();
  private final List<String> lines = new ArrayList<>();

  /// Five entries of a second year, whose first is the ledger's eleventh.
  @BeforeEach
  void write() {
    for (int n = 10; n < 15; n++) {
      var body =
          "{\"actor\":\"a\",\"at\":\"t\",\"facts\":{},\"index\":%d,\"kind\":\"k\"}".formatted(n);
      var salt = Hashes.sha256(new byte[] {(byte) n});
      var leaf = Hashes.sha256(salt, body.getBytes(StandardCharsets.UTF_8));
      leaves.writeBytes(leaf);
      var hex = HexFormat.of();
      lines.add(hex.formatHex(leaf) + " " + hex.formatHex(salt) + " " + body);
    }
  }

  private void withhold(int index) {
    lines.set(index, lines.get(index).substring(0, 64) + " withheld");
  }

  private PrivateEntries check(boolean mayWithhold) throws IOException, Fault {
    Files.writeString(dir.resolve("000"), String.join("\n", lines) + "\n");
    var entries = new PrivateEntries(dir, "vigie/town/2032", mayWithhold);
    entries.check(leaves);
    return entries;
  }

  @Test
  void a_bundle_says_which_are_withheld_by_the_numbers_of_the_ledger() throws Exception {
    withhold(2);
    withhold(4);
    assertThat(check(true).withheld()).containsExactly(12L, 14L);
  }

  @Test
  void anywhere_else_it_is_an_entry_that_was_taken_out() {
    withhold(2);
    assertThatThrownBy(() -> check(false))
        .hasMessageContaining("vigie/town/2032 fails at entry 2: it was taken out");
  }

  @Test
  void what_is_withheld_must_be_what_was_published() {
    withhold(3);
    var hidden = lines.get(3);
    lines.set(3, "0".repeat(64) + hidden.substring(64));
    assertThatThrownBy(() -> check(true)).hasMessageContaining("fails at entry 3");
    lines.set(3, hidden);
    lines.add(hidden);
    assertThatThrownBy(() -> check(true)).hasMessageContaining("fails at entry 5");
    lines.removeLast();
    withhold(0);
    assertThatThrownBy(() -> check(true)).hasMessageContaining("fails at entry 0");
  }
}
