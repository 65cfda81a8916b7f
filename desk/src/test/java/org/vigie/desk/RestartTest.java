package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Right;

/// What is left when the program ends, however it ends.
class RestartTest {

  @TempDir Path folder;

  @Test
  void what_waited_still_waits_and_what_was_judged_stays_judged() throws Exception {
    try (var town = new Town(folder)) {
      var waiting = town.alert(YARD);
      var dismissed = town.alert(YARD);
      dismissed =
          town.desk.dismiss(
              town.permit(Right.JUDGE, YARD), dismissed.id(), DismissReason.OTHER, "a balloon");
      var totals = town.desk.totals();

      town.restart();

      assertThat(town.desk.get(waiting.id()).isWaiting()).isTrue();
      assertThat(town.desk.get(dismissed.id())).isEqualTo(dismissed);
      assertThat(town.desk.totals().alerts()).isEqualTo(totals.alerts());
      assertThat(town.desk.totals().signals()).isEqualTo(totals.signals());
      assertThat(town.desk.precision(YARD, "keep-out")).isEqualTo(new Precision(0, 1));
      assertThat(town.alert(YARD).id()).isGreaterThan(dismissed.id());
      assertThat(town.ledger("alert.raised")).hasSize(3);
    }
  }

  @Test
  void an_alert_is_on_disk_when_observing_returns() throws Exception {
    var copy = Files.createDirectory(folder.resolve("copy"));
    var data = Files.createDirectory(folder.resolve("data"));
    try (var town = new Town(data)) {
      var alert = town.alert(YARD);

      // What a sudden end leaves: the files as they are, with nobody closing anything.
      for (var name : new String[] {"state.db", "state.db-wal"}) {
        Files.copy(data.resolve(name), copy.resolve(name));
      }

      try (var state = SqlState.open(copy.resolve("state.db"))) {
        var found = state.read(connection -> new SqlAlerts(connection).find(alert.id()));
        assertThat(found).contains(alert);
      }
    }
  }

  @Test
  void an_alert_that_a_sudden_end_left_out_of_the_ledger_is_entered_at_the_start()
      throws Exception {
    try (var town = new Town(folder)) {
      var alert = town.alert(YARD);
      town.desk.close();
      try (var state = SqlState.open(folder.resolve("state.db"))) {
        state.write(
            connection -> {
              try (var forget = connection.createStatement()) {
                return forget.executeUpdate("update alerts set ledger_index = null");
              }
            });
      }

      town.desk = Desk.open(DeskSettings.in(folder), town.governance, town.clocks);

      assertThat(town.ledger("alert.raised")).hasSize(2);
      assertThat(town.ledger("alert.raised").getLast().facts()).containsEntry("alert", alert.id());
    }
  }

  @Test
  void signals_that_cannot_be_written_are_kept_until_they_can() throws Exception {
    try (var town = new Town(folder)) {
      execute("alter table signals rename to hidden");
      town.intrude(YARD);
      assertThat(town.desk.waiting()).isZero();

      execute("alter table hidden rename to signals");
      town.watch(YARD, java.time.Duration.ofMillis(100));

      assertThat(town.desk.list(AlertQuery.NEWEST)).hasSize(1);
      assertThat(town.desk.totals().signals()).isEqualTo(1);
    }
  }

  @Test
  void a_database_from_the_future_is_refused() throws Exception {
    SqlState.open(folder.resolve("state.db")).close();
    execute(
        """
        insert into flyway_schema_history
          select installed_rank + 1, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
            installed_on, execution_time, success from flyway_schema_history
            order by installed_rank desc limit 1
        """);

    assertThatThrownBy(() -> SqlState.open(folder.resolve("state.db")))
        .isInstanceOf(StateUnavailable.class)
        .hasMessageContaining("state.db was written by a later version of Vigie");
  }

  @Test
  void what_is_no_database_is_refused_and_left_alone() throws Exception {
    var file = Files.writeString(folder.resolve("state.db"), "not a database ".repeat(100));

    assertThatThrownBy(() -> SqlState.open(file))
        .isInstanceOf(StateUnavailable.class)
        .hasMessageContaining("state.db cannot be used")
        .hasMessageContaining("not a database");
    assertThat(file).content().startsWith("not a database");
  }

  @Test
  void nobody_else_may_read_the_database() throws Exception {
    SqlState.open(folder.resolve("state.db")).close();

    assertThat(Files.getPosixFilePermissions(folder.resolve("state.db")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }

  private void execute(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
