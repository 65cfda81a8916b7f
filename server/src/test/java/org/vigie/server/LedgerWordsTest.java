package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.Entry;

/// The officer erases what somebody typed into the ledger; nobody else can.
class LedgerWordsTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser officer;
  private long index;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    officer = town.person(administrator, "Officer", Set.of("OVERSEE", "INSPECT"));
    index =
        town.governance
            .ledger()
            .append(new Entry("test.entry", "agent-1", Map.of("reason", "a name stands here")));
  }

  @AfterEach
  void close() {
    town.close();
  }

  private String path() {
    return "/api/ledger/" + index + "/words/erase";
  }

  @Test
  void they_are_gone_and_the_entry_and_its_proof_stay() throws Exception {
    var before = officer.get("/api/ledger/" + index + "/proof").expect(200).json();
    assertThat(before.at("/words/0/text").asString()).isEqualTo("a name stands here");

    var erased = officer.post(path(), Map.of("reason", "a name")).expect(200).json();
    assertThat(erased.at("/facts/reason/sha256").asString()).hasSize(64);

    var after = officer.get("/api/ledger/" + index + "/proof").expect(200).json();
    assertThat(after.get("words")).isEmpty();
    assertThat(after.get("leaf_hash")).isEqualTo(before.get("leaf_hash"));
    assertThat(after.get("body")).isEqualTo(before.get("body"));
    var newest = officer.get("/api/ledger?kind=ledger.words-erased").expect(200).json();
    assertThat(newest.at("/entries/0/facts/from").asLong()).isEqualTo(index);

    assertThat(officer.post(path(), Map.of("reason", "again")).expect(409).text())
        .contains("NO_WORDS");
  }

  @Test
  void nobody_else_can_nor_without_a_reason() throws Exception {
    assertThat(administrator.post(path(), Map.of("reason", "I would like to")).expect(403).text())
        .contains("OVERSEE");
    officer.post(path(), Map.of("reason", "")).expect(400);
    officer.post("/api/ledger/99999/words/erase", Map.of("reason", "none there")).expect(404);
    assertThat(officer.get("/api/ledger/" + index + "/proof").expect(200).text())
        .contains("a name stands here");
  }

  @Test
  void nobody_erases_their_own_words() throws Exception {
    long own =
        town.governance
            .ledger()
            .append(new Entry("test.entry", me(), Map.of("reason", "my own reason")));
    officer.post("/api/ledger/" + own + "/words/erase", Map.of("reason", "tidying up")).expect(404);
    assertThat(officer.get("/api/ledger/" + own + "/proof").expect(200).text())
        .contains("my own reason");
  }

  private String me() throws Exception {
    return officer.get("/api/me").expect(200).json().get("person").asString();
  }
}
