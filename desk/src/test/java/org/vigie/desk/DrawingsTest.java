package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Permit;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.rules.Drawing;
import org.vigie.rules.Drawing.AskedRule;

/// Rules files, from start to start.
class DrawingsTest {

  private static final String TWO =
      """
      yard:   # the one with the gate
        rules: [{event: INTRUSION}]
      gate:
        rules: []
      """;

  private Town town;
  private Path file;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new Town(folder, LegalProfile.builtIn("private-site"));
    file = folder.resolve("rules.yaml");
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Drawings start() throws Exception {
    var files = new LinkedHashMap<CameraId, Path>();
    files.put(Town.YARD, file);
    files.put(Town.GATE, file);
    return Drawings.open(
        town.desk, town.governance, town.clocks, files, town.folder.resolve("rules-before"));
  }

  private List<Entry> changes() {
    return town
        .governance
        .ledger()
        .page(new Query(Long.MAX_VALUE, 100, "", "rules.changed"))
        .entries()
        .stream()
        .map(Recorded::entry)
        .toList();
  }

  private Permit permit() throws Exception {
    return town.governance.permit(
        Town.OPERATOR, Right.CONFIGURE, Set.of(Town.YARD), Optional.empty(), "a test");
  }

  private static Drawing rule(String event, String patience) {
    return new Drawing(
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        List.of(
            new AskedRule("one", event, "", "", List.of(), "", Map.of("patience_s", patience))));
  }

  @Test
  void the_ledger_knows_at_each_start_what_the_file_says() throws Exception {
    Files.writeString(file, TWO);
    var drawings = start();
    assertThat(changes())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("vigie");
              assertThat(entry.text("camera")).isEqualTo("yard");
              assertThat(entry.text("before")).isEmpty();
              assertThat(entry.text("after")).isEqualTo(drawings.read(Town.YARD).hash());
            });

    assertThat(start().versions(Town.YARD)).hasSize(1);
    assertThat(changes()).hasSize(1);

    Files.writeString(file, TWO.replace("INTRUSION", "INTRUSION, patience_s: 4"));
    var again = start();
    assertThat(changes()).hasSize(2);
    assertThat(again.versions(Town.YARD)).hasSize(2);
    assertThat(again.version(Town.YARD, again.versions(Town.YARD).getLast().hash()).rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.settings()).isEmpty());
    assertThat(again.versions(Town.GATE)).isEmpty();
  }

  @Test
  void a_change_survives_the_next_start_and_keeps_what_a_person_wrote() throws Exception {
    Files.writeString(file, TWO);
    var drawings = start();
    long entry =
        drawings.save(
            permit(), Town.YARD, drawings.read(Town.YARD).hash(), rule("INTRUSION", "2"), "why");
    assertThat(Files.readString(file)).startsWith("yard:   # the one with the gate\n");
    assertThat(drawings.versions(Town.YARD).getFirst().entry()).isEqualTo(entry);
    assertThat(Files.list(town.folder.resolve("rules-before/files"))).hasSize(1);

    var later = start();
    assertThat(changes()).hasSize(2);
    assertThat(later.read(Town.YARD).inForce()).isTrue();
    assertThat(later.read(Town.YARD).reading().drawing()).isEqualTo(rule("INTRUSION", "2"));
  }

  @Test
  void a_rule_that_is_gone_stands_nowhere_any_more() throws Exception {
    Files.writeString(file, TWO);
    var drawings = start();
    var base = drawings.read(Town.YARD).hash();
    var book = drawings.read(Town.YARD).reading().book();
    var rule = book.rules().getFirst();
    var standings = town.desk.commissioning().wouldStand(book, rule).orElseThrow();
    assertThat(standings).isEqualTo(RuleStanding.Mode.SHADOW);
    assertThat(town.desk.commissioning().isShadow(Town.YARD, rule.id())).isTrue();

    drawings.save(permit(), Town.YARD, base, Drawing.NONE, "why");
    assertThat(town.desk.commissioning().reports())
        .noneMatch(report -> report.standing().camera().equals(Town.YARD));
    assertThat(town.desk.book(Town.YARD).orElseThrow().rules()).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_at_a_start_says_where() throws Exception {
    Files.writeString(file, TWO.replace("INTRUSION", "INTRUSOIN"));
    assertThatThrownBy(this::start)
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("rules.yaml:2: yard.rules[0].event: ")
        .hasMessageContaining("INTRUSION");
  }

  @Test
  void a_version_whose_bytes_were_changed_is_none() throws Exception {
    Files.writeString(file, TWO);
    var drawings = start();
    var hash = drawings.read(Town.YARD).hash();
    var kept = town.folder.resolve("rules-before/drawings/yard/" + hash + ".yaml");
    Files.writeString(kept, Files.readString(kept).replace("INTRUSION", "FIRE"));
    assertThatThrownBy(() -> drawings.version(Town.YARD, hash))
        .isInstanceOf(DrawingRefused.NoVersion.class);
  }
}
