package org.vigie.governance.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;

/// A key lives as long as its window, whatever is done to the clocks, and no longer.
class WindowKeysTest {

  private static final Duration WINDOW = Duration.ofHours(12);

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private WindowKeys open() throws Exception {
    return WindowKeys.open(Optional.of(dir.resolve("memory")), clocks);
  }

  private long files() throws Exception {
    try (var files = Files.list(dir.resolve("memory"))) {
      return files.filter(file -> file.toString().endsWith(".key")).count();
    }
  }

  @Test
  void a_key_is_there_until_its_window_ends_and_is_then_overwritten() throws Exception {
    var keys = open();
    var key = keys.create("r1", clocks.wall().plus(WINDOW));
    clocks.advance(WINDOW.minusMillis(1));
    keys.expire();
    assertThat(keys.find("r1")).contains(key);
    assertThat(files()).isEqualTo(1);
    // Another name of the same file shows what becomes of its bytes.
    var file = Files.list(dir.resolve("memory")).filter(f -> f.toString().endsWith(".key"));
    var witness = Files.createLink(dir.resolve("witness"), file.findFirst().orElseThrow());
    clocks.advance(Duration.ofMillis(1));
    assertThat(keys.find("r1")).as("even before it is overwritten").isEmpty();
    keys.expire();
    assertThat(files()).isZero();
    assertThat(Files.readAllBytes(witness)).isNotEqualTo(key);
  }

  @Test
  void what_it_gives_is_a_copy() throws Exception {
    var keys = open();
    var key = keys.create("r1", clocks.wall().plus(WINDOW));
    keys.find("r1").orElseThrow()[0] ^= 1;
    assertThat(keys.find("r1")).contains(key);
  }

  @Test
  void a_clock_set_back_prolongs_nothing_and_one_set_forward_ends_it() throws Exception {
    var keys = open();
    keys.create("r1", clocks.wall().plus(WINDOW));
    clocks.stepWall(Duration.ofDays(-2));
    clocks.advance(WINDOW);
    assertThat(keys.find("r1")).isEmpty();
    keys.create("r2", clocks.wall().plus(WINDOW));
    clocks.stepWall(WINDOW);
    assertThat(keys.find("r2")).isEmpty();
  }

  @Test
  void a_restart_keeps_what_is_inside_its_window_even_when_the_clock_was_set_back()
      throws Exception {
    var before = open();
    before.create("old", clocks.wall().plusSeconds(10));
    var key = before.create("new", clocks.wall().plus(WINDOW));
    clocks.stepWall(Duration.ofHours(-1));
    clocks.advance(Duration.ofSeconds(10));
    var after = open();
    assertThat(after.find("old")).isEmpty();
    assertThat(after.find("new")).contains(key);
    assertThat(files()).isEqualTo(1);
    clocks.advance(WINDOW.minusSeconds(10));
    assertThat(after.find("new")).isEmpty();
  }

  @Test
  void after_the_machine_started_anew_nothing_is_taken_up() throws Exception {
    open().create("r1", clocks.wall().plus(WINDOW));
    clocks.reboot("second boot");
    assertThat(open().find("r1")).isEmpty();
    assertThat(files()).isZero();
  }

  @Test
  void without_a_memory_file_system_keys_are_in_memory_alone() throws Exception {
    var keys = WindowKeys.open(Optional.empty(), clocks);
    var key = keys.create("r1", clocks.wall().plus(WINDOW));
    assertThat(keys.find("r1")).contains(key);
    assertThat(keys.create("r2", clocks.wall().plus(WINDOW))).isNotEqualTo(key);
    assertThat(keys.surviveRestart()).isFalse();
    assertThat(WindowKeys.open(Optional.empty(), clocks).find("r1")).isEmpty();
  }

  @Test
  void no_key_is_made_twice_for_a_reel() throws Exception {
    var keys = open();
    var key = keys.create("r1", clocks.wall().plus(WINDOW));
    assertThatThrownBy(() -> keys.create("r1", clocks.wall().plus(WINDOW)))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(keys.find("r1")).contains(key);
  }

  @Test
  void a_key_whose_file_cannot_be_removed_is_gone_from_memory_and_tried_again() throws Exception {
    var keys = open();
    keys.create("r1", clocks.wall().plus(WINDOW));
    var folder = dir.resolve("memory");
    var file =
        Files.list(folder).filter(f -> f.toString().endsWith(".key")).findFirst().orElseThrow();
    // A folder with something in it stands in the file's place: nothing can be written to it.
    Files.move(file, dir.resolve("kept"));
    Files.createDirectories(file.resolve("stands"));
    assertThatThrownBy(() -> keys.destroy("r1")).isInstanceOf(IOException.class);
    assertThat(keys.find("r1")).isEmpty();
    Files.delete(file.resolve("stands"));
    Files.delete(file);
    Files.move(dir.resolve("kept"), file);
    keys.expire();
    assertThat(files()).isZero();
  }
}
