package org.vigie.server.door;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStoreTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void accounts_from_the_future_are_refused() throws Exception {
    var file = folder.resolve("users.db");
    SqlStore.open(file).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into flyway_schema_history
            select installed_rank + 1, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
              installed_on, execution_time, success from flyway_schema_history
              order by installed_rank desc limit 1
          """);
    }

    assertThatThrownBy(() -> SqlStore.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("users.db was written by a later version of Vigie");
  }
}
