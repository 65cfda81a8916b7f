package org.vigie.governance.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReelKeysTest {

  @TempDir private Path dir;
  private ReelKeys keys;

  @BeforeEach
  void open() throws IOException {
    keys = ReelKeys.open(dir.resolve("keys/reels"));
  }

  private byte[] create(String reel) throws IOException {
    return keys.create(reel, Instant.EPOCH, Duration.ofHours(12)).key();
  }

  @Test
  void a_key_is_found_again_after_a_restart() throws IOException {
    var key = create("quay-20310330T00-a1");
    assertThat(key).hasSize(32);
    open();
    assertThat(keys.find("quay-20310330T00-a1"))
        .hasValueSatisfying(k -> assertThat(k).isEqualTo(key));
  }

  @Test
  void two_reels_never_share_a_key() throws IOException {
    assertThat(create("a")).isNotEqualTo(create("b"));
    assertThatThrownBy(() -> create("a")).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void a_destroyed_key_is_gone_and_its_bytes_were_overwritten() throws IOException {
    var key = create("a");
    var file = dir.resolve("keys/reels/a.key");
    // A second name for the same bytes shows what is left of them once the first is gone.
    var leftover = Files.createLink(dir.resolve("leftover"), file);
    keys.destroy("a");
    keys.destroy("a");
    assertThat(keys.find("a")).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(Files.readAllBytes(leftover)).hasSize(32).isNotEqualTo(key);
  }

  @Test
  void files_and_folder_are_for_vigies_account_only() throws IOException {
    create("a");
    assertThat(mode("keys/reels")).isEqualTo("rwx------");
    assertThat(mode("keys/reels/a.key")).isEqualTo("rw-------");
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(path)));
  }

  @Test
  void a_key_whose_making_was_cut_short_does_not_count() throws IOException {
    Files.write(dir.resolve("keys/reels/a.key"), new byte[7]);
    assertThat(keys.find("a")).isEmpty();
  }

  @Test
  void a_name_that_leaves_the_folder_is_refused() {
    for (var name : new String[] {"../a", "a/b", ".a", "", "a\0"}) {
      assertThatThrownBy(() -> create(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
