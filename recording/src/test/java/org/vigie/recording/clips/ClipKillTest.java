package org.vigie.recording.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.recording.clips.ClipFolder.AT;
import static org.vigie.recording.clips.ClipFolder.KEEP;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start finds after a sudden end between any two steps of keeping and destroying.
class ClipKillTest {

  private static final Instant MADE = AT.plusSeconds(12);
  private static final Instant END = MADE.plus(KEEP);

  @TempDir private Path dir;
  private ClipFolder town;
  private ClipStore store;

  @BeforeEach
  void open() throws IOException {
    town = new ClipFolder(dir);
    store = town.open(MADE);
  }

  @Test
  void killed_after_the_key_was_made() throws IOException {
    var unused = town.keys.create(7);
    assertNothingIsLeftAndItCanBeKept();
  }

  @Test
  void killed_while_the_key_was_made() throws IOException {
    Files.write(town.key(7), new byte[5]);
    assertNothingIsLeftAndItCanBeKept();
  }

  @Test
  void killed_before_and_after_the_ledger_knows_of_it() throws IOException {
    // Both look the same on disk: written, and not under its name yet.
    store.keep(ClipFolder.clip(7), MADE);
    Files.move(town.file(7), dir.resolve("clips/7" + ClipRecovery.UNFINISHED));
    assertNothingIsLeftAndItCanBeKept();
  }

  private void assertNothingIsLeftAndItCanBeKept() throws IOException {
    var next = town.open(MADE);
    assertThat(next.list()).isEmpty();
    assertThat(town.keys.alerts()).isEmpty();
    assertThat(dir.resolve("clips")).isEmptyDirectory();
    var clip = ClipFolder.clip(7);
    assertThat(next.keep(clip, MADE)).isPresent();
    assertThat(next.film(7)).isEqualTo(clip.film());
  }

  @Test
  void killed_after_the_ledger_was_told_that_it_is_deleted() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    var next = town.open(END);
    assertThat(next.find(7, END)).isEmpty();
    assertThat(next.deleteExpired(END)).isEqualTo(1);
    assertThat(town.file(7)).doesNotExist();
    assertThat(town.key(7)).doesNotExist();
  }

  @Test
  void killed_after_the_key_was_overwritten_and_after_it_was_removed() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    store.keep(ClipFolder.clip(8), MADE);
    var noise = new byte[32];
    new Random(3).nextBytes(noise);
    Files.write(town.key(7), noise);
    town.keys.destroy(8);
    var next = town.open(END);
    assertThat(next.list()).isEmpty();
    assertThat(dir.resolve("clips")).isEmptyDirectory();
    assertThat(town.keys.alerts()).isEmpty();
  }

  @Test
  void a_clip_that_nobody_can_read_before_its_end_is_lost_and_the_ledger_knows()
      throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    store.keep(ClipFolder.clip(8), MADE);
    store.keep(ClipFolder.clip(9), MADE);
    town.keys.destroy(7);
    Files.write(town.file(8), new byte[300]);
    var next = town.open(MADE);
    assertThat(next.list()).containsOnlyKeys(9L);
    assertThat(town.kinds().subList(3, 5)).containsOnly("clip.lost");
    assertThat(town.keys.alerts()).containsExactly(9L);
    assertThat(next.still(9)).isEqualTo(ClipFolder.clip(9).still());
  }

  @Test
  void what_cannot_be_dealt_with_keeps_nothing_else_from_working() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    store.keep(ClipFolder.clip(9), MADE);
    Files.delete(town.file(7));
    Files.createDirectories(town.file(7).resolve("in-the-way"));
    town.ledgerWorks = false;
    Files.write(town.file(8), new byte[300]);
    assertThat(town.open(MADE).list()).containsOnlyKeys(9L);
    assertThat(town.keys.alerts()).containsExactly(9L);
  }

  @Test
  void a_file_that_is_gone_takes_its_key_with_it() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    Files.delete(town.file(7));
    assertThat(town.open(MADE).list()).isEmpty();
    assertThat(town.key(7)).doesNotExist();
  }

  @Test
  void killed_at_any_instant_every_file_has_its_key_and_every_key_its_file() throws Exception {
    for (int seed = 1; seed <= 3; seed++) {
      var folder = dir.resolve("seed" + seed);
      long said = runAndKill(folder, 20 + new Random(seed).nextInt(60));
      var next = new ClipFolder(folder).open(MADE);
      var files = new TreeSet<Long>();
      try (var all = Files.list(folder.resolve("clips"))) {
        all.map(file -> String.valueOf(file.getFileName()))
            .forEach(name -> files.add(Long.valueOf(name.replace(".clip", ""))));
      }
      assertThat(next.list().keySet()).as("seed %s", seed).isEqualTo(files);
      var keys = new ClipFolder(folder).keys.alerts();
      assertThat(keys).as("seed %s", seed).isEqualTo(files.stream().collect(Collectors.toSet()));
      // What was said to be kept is, but for what was destroyed since.
      assertThat(files.last()).isGreaterThanOrEqualTo(said);
      for (long alert : files) {
        assertThat(next.film(alert)).isEqualTo(ClipFolder.clip(alert).film());
        assertThat(next.still(alert)).isEqualTo(ClipFolder.clip(alert).still());
      }
    }
  }

  /// @return the last alert whose clip the child had kept, as far as we heard
  private static long runAndKill(Path folder, int lines) throws Exception {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = 0;
    try (var out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        var line = out.readLine();
        assertThat(line).as("the child ended by itself").isNotNull();
        last = Long.parseLong(line);
      }
      child.destroyForcibly().waitFor();
    }
    return last;
  }

  /// Keeps clip after clip, each a second later than the one before, and destroys all but the
  /// newest three, until it is killed.
  static final class Child {

    private Child() {}

    public static void main(String[] args) throws IOException {
      var town = new ClipFolder(Path.of(args[0]));
      var store = town.open(MADE);
      for (long alert = 1; ; alert++) {
        var now = MADE.plusSeconds(alert);
        store.keep(ClipFolder.clip(alert), now);
        System.out.println(alert);
        System.out.flush();
        store.deleteExpired(now.plus(KEEP).minusSeconds(3));
      }
    }
  }
}
