package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskSettings;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.verify.VerifyMain;

/// A later version that was given up leaves no trace in the tables, all of it in the ledger, and
/// says so.
class UpgradeTest {

  @TempDir private Path dir = Path.of("");

  private final FakeClocks clocks = new FakeClocks();
  private final List<String> raised = new ArrayList<>();
  private final Alarms alarms =
      new Alarms() {
        @Override
        public void raise(AlarmKind kind, String subject, String detail) {
          raised.add(kind + " " + detail);
        }

        @Override
        public void end(AlarmKind kind, String subject) {
          raised.add("ended " + kind);
        }
      };

  private TownConfig began() throws Exception {
    clocks.advance(Duration.ofSeconds(5));
    try (var town = BackedUpTown.begin(dir, "Val-sur-Mer", clocks)) {
      Desk.open(DeskSettings.in(dir), town.governance, clocks).close();
      var unused = town.record();
      return town.config;
    }
  }

  /// What a later version does to the alerts' database.
  private void laterTables() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("state.db"));
        var statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("create table later (id integer primary key) strict");
      statement.execute(
          """
          insert into flyway_schema_history
            select installed_rank + 1, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
              installed_on, execution_time, success from flyway_schema_history
              order by installed_rank desc limit 1
          """);
    }
  }

  private void laterEntries() throws Exception {
    try (var town = BackedUpTown.open(dir, clocks)) {
      town.governance.note("session.started", "person-1", java.util.Map.of("by", "password"));
      var unused = town.record();
    }
  }

  @Test
  void
      tables_that_a_later_version_changed_are_put_back_and_the_ledger_says_which_entries_they_lack()
          throws Exception {
    var upgrade = new Upgrade(began(), clocks);
    var kept = upgrade.copy("2");
    laterTables();
    laterEntries();

    var undone = upgrade.back("2", "it did not answer");

    assertThat(undone.putBack()).containsExactly("state.db");
    assertThat(undone.entriesAfter()).isGreaterThan(kept.entries());
    assertThat(dir.resolve(undone.aside()).resolve("state.db")).exists();
    assertThat(SqlTables.steps(dir.resolve(undone.aside()).resolve("state.db")))
        .isGreaterThan(SqlTables.steps(dir.resolve("state.db")));
    assertThat(Files.getPosixFilePermissions(dir.resolve("state.db"))).hasSize(2);
    // The version before opens them, and tells.
    try (var town = BackedUpTown.open(dir, clocks)) {
      Desk.open(DeskSettings.in(dir), town.governance, clocks).close();
      UpgradeDuty.tell(dir, town.governance.ledger(), alarms);
      UpgradeDuty.tell(dir, town.governance.ledger(), alarms);
      assertThat(town.entries(UpgradeDuty.UNDONE)).hasSize(1);
      assertThat(town.entries("session.started")).hasSize(1);
    }
    assertThat(raised).hasSize(2);
    assertThat(raised.getFirst())
        .startsWith("UPGRADE_UNDONE Version 2 was tried")
        .contains("it did not answer")
        .contains("entries %d to %d".formatted(kept.entries(), undone.entriesAfter() - 1))
        .contains("state.db");
    assertThat(verify("ledger")).startsWith("0 ");
    // What both versions recorded.
    assertThat(verify("footage")).contains("0:00:08 of footage in 2 reels");
    assertThat(Typed.run("doctor", "--data", dir.toString()).said())
        .contains("wrong  upgrade", "vigie-upgrade again");
  }

  private String verify(String what) {
    var bytes = new ByteArrayOutputStream();
    var said = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(List.of(what, dir.toString()), said, said);
    return code + " " + bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tables_that_it_left_alone_stay_with_what_people_did_meanwhile() throws Exception {
    var upgrade = new Upgrade(began(), clocks);
    var unused = upgrade.copy("2");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("state.db"));
        var statement = connection.createStatement()) {
      statement.execute("create table meanwhile (id integer) strict");
    }

    var undone = upgrade.back("2", "");

    assertThat(undone.putBack()).isEmpty();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("state.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from meanwhile")) {
      assertThat(row.next()).isTrue();
    }
  }

  @Test
  void the_copy_goes_and_the_alarm_ends_once_the_later_version_runs() throws Exception {
    var upgrade = new Upgrade(began(), clocks);
    var unused = upgrade.copy("2");
    var back = upgrade.back("2", "");
    var again = upgrade.copy("3");
    upgrade.done();

    assertThat(dir.resolve("upgrade/copy")).doesNotExist();
    try (var town = BackedUpTown.open(dir, clocks)) {
      UpgradeDuty.tell(dir, town.governance.ledger(), alarms);
      assertThat(town.entries(UpgradeDuty.CHANGED)).hasSize(1);
      UpgradeDuty.tell(dir, town.governance.ledger(), alarms);
      assertThat(town.entries(UpgradeDuty.CHANGED)).hasSize(1);
    }
    assertThat(raised).containsExactly("ended UPGRADE_UNDONE", "ended UPGRADE_UNDONE");
  }

  @Test
  void nothing_is_put_back_of_which_no_copy_was_kept() throws Exception {
    var upgrade = new Upgrade(began(), clocks);

    assertThatThrownBy(() -> upgrade.back("2", ""))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no tables were kept before 2 ran");
  }
}
