package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine, its disks and the programs beside the server.
class MachineTest {

  @TempDir Path folder;

  @Test
  void says_what_the_machine_has_to_anybody_who_is_signed_in_and_no_path_of_it() throws Exception {
    try (var town = new TestTown(folder)) {
      new Browser(town.server.url()).get("/api/machine").problem(401, ProblemCode.SIGN_IN_NEEDED);
      var ana = town.person(town.administrator(), "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
      var answer = ana.get("/api/machine").expect(200);
      var machine = answer.json();

      var computer = machine.get("computer");
      assertThat(computer.get("cores").asInt()).isPositive();
      assertThat(computer.get("memory_left_bytes").asLong())
          .isBetween(1L, computer.get("memory_bytes").asLong());
      assertThat(computer.get("heap_bytes").asLong())
          .isBetween(1L, computer.get("heap_most_bytes").asLong());
      assertThat(computer.get("disk_left_bytes").asLong())
          .isBetween(0L, computer.get("disk_bytes").asLong());
      var volume = machine.get("volumes").get(0);
      assertThat(volume.get("present").asBoolean()).isTrue();
      assertThat(volume.get("left_bytes").asLong()).isPositive();
      assertThat(machine.get("writing").get("parts").asLong()).isNotNegative();
      // The test's town has no eyes and speaks plain HTTP.
      assertThat(machine.has("eyes")).isFalse();
      assertThat(machine.has("certificate")).isFalse();
      assertThat(machine.toString()).doesNotContain(folder.toString());
    }
  }
}
