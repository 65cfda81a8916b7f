package org.vigie.governance.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;

class MemoryFolderTest {

  @TempDir private Path dir;

  @Test
  void a_folder_on_a_disk_is_not_taken_for_memory() throws Exception {
    assumeTrue(!Files.getFileStore(dir).type().equals("tmpfs"), "the temporary folder is memory");
    assertThat(MemoryFolder.of(dir.resolve("data"), dir)).isEmpty();
  }

  private Path folder(String data) {
    var folder = MemoryFolder.of(dir.resolve(data));
    assumeTrue(folder.isPresent(), "this machine has no memory file system at /dev/shm");
    return folder.orElseThrow();
  }

  @Test
  void each_data_folder_has_one_of_its_own_private_and_made_with_its_first_key() throws Exception {
    var folder = folder("one");
    assertThat(folder("one")).isEqualTo(folder);
    assertThat(folder("two")).isNotEqualTo(folder);
    var clocks = new FakeClocks();
    var keys = WindowKeys.open(Optional.of(folder), clocks);
    assertThat(folder).doesNotExist();
    keys.create("r1", clocks.wall().plusSeconds(60));
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      keys.destroy("r1");
    } finally {
      Files.delete(folder.resolve("origin"));
      Files.delete(folder);
    }
  }

  @Test
  void a_link_in_its_place_is_not_followed() throws Exception {
    var folder = folder("one");
    Files.createSymbolicLink(folder, Files.createDirectory(dir.resolve("elsewhere")));
    try {
      assertThat(MemoryFolder.of(dir.resolve("one"))).isEmpty();
    } finally {
      Files.delete(folder);
    }
  }

  @Test
  void swap_that_may_be_in_the_clear_is_named() throws Exception {
    var swaps =
        Files.writeString(
            dir.resolve("swaps"),
            """
            Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority
            /dev/sda3                               partition\t8388604\t\t0\t\t-2
            /swapfile                               file\t\t2097148\t\t0\t\t-3
            /dev/zram0                              partition\t4194300\t\t0\t\t100
            /dev/dm-1                               partition\t4194300\t\t0\t\t-4
            """);
    assertThat(MemoryFolder.plainSwap(swaps)).containsExactlyInAnyOrder("/dev/sda3", "/swapfile");
    assertThat(MemoryFolder.plainSwap(dir.resolve("none"))).isEmpty();
  }
}
