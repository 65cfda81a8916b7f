package org.vigie.recording.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.recording.clips.ClipFolder.AT;
import static org.vigie.recording.clips.ClipFolder.KEEP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.Span;
import org.vigie.testkit.ByteSearch;

class ClipStoreTest {

  private static final Instant MADE = AT.plusSeconds(12);

  @TempDir private Path dir;
  private ClipFolder town;
  private ClipStore store;

  @BeforeEach
  void open() throws IOException {
    town = new ClipFolder(dir);
    store = town.open(MADE);
  }

  @Test
  void a_kept_clip_is_the_same_after_a_restart() throws IOException {
    var clip = ClipFolder.clip(7);
    var kept = store.keep(clip, MADE).orElseThrow();
    var again = town.open(MADE.plusSeconds(60));
    assertThat(again.find(7, MADE)).contains(kept);
    assertThat(again.film(7)).isEqualTo(clip.film());
    assertThat(again.still(7)).isEqualTo(clip.still());
    assertThat(again.list()).containsOnlyKeys(7L);
    assertThat(kept.until()).isEqualTo(MADE.plus(KEEP));
    assertThatThrownBy(() -> store.film(8)).isInstanceOf(NoSuchElementException.class);
    assertThat(town.kinds()).containsExactly("clip.kept");
  }

  @Test
  void it_covers_what_it_was_made_for_and_no_more() throws IOException {
    var kept = store.keep(ClipFolder.clip(7), MADE).orElseThrow();
    assertThat(kept.covers(new Span(AT.minusSeconds(6), AT.plusSeconds(6)))).isTrue();
    assertThat(kept.covers(new Span(AT.minusSeconds(2), AT.plusSeconds(3)))).isTrue();
    assertThat(kept.covers(new Span(AT.minusSeconds(7), AT.plusSeconds(3)))).isFalse();
    assertThat(kept.covers(new Span(AT.minusSeconds(2), AT.plusSeconds(7)))).isFalse();
  }

  @Test
  void it_ends_with_its_act_where_that_comes_first_and_is_shown_to_nobody_then()
      throws IOException {
    var clip = ClipFolder.clip(7, Duration.ofHours(2));
    var kept = store.keep(clip, MADE).orElseThrow();
    assertThat(kept.until()).isEqualTo(clip.limit()).isBefore(MADE.plus(KEEP));
    assertThat(store.find(7, clip.limit().minusMillis(1))).isPresent();
    assertThat(town.file(7)).exists();
    assertThat(store.find(7, clip.limit())).isEmpty();
    assertThat(store.keep(ClipFolder.clip(8, Duration.ofSeconds(3)), MADE)).isEmpty();
    assertThat(town.key(8)).doesNotExist();
  }

  @Test
  void nothing_of_film_or_still_lies_in_plain_on_the_disk() throws IOException {
    var clip = ClipFolder.clip(7);
    store.keep(clip, MADE);
    assertThat(plain(clip)).isEmpty();
    assertThat(mode("clips")).isEqualTo("rwx------");
    assertThat(mode("clips/7.clip")).isEqualTo("rw-------");
    assertThat(mode("keys/clips/7.key")).isEqualTo("rw-------");
    // The search would find it.
    Files.write(dir.resolve("planted"), Arrays.copyOfRange(clip.film(), 40, 90));
    assertThat(plain(clip)).containsExactly("planted");
  }

  /// The files in which eight bytes in a row of film or still stand.
  private List<String> plain(NewClip clip) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(dir)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = Files.readAllBytes(file);
        if (stands(bytes, clip.film()) || stands(bytes, clip.still())) {
          found.add(String.valueOf(file.getFileName()));
        }
      }
    }
    return found;
  }

  private static boolean stands(byte[] bytes, byte[] secret) {
    for (int at = 0; at + 8 <= secret.length; at += 8) {
      if (ByteSearch.isIn(bytes, Arrays.copyOfRange(secret, at, at + 8))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void one_bit_changed_anywhere_is_refused() throws IOException {
    var clip = ClipFolder.clip(7);
    store.keep(clip, MADE);
    var good = Files.readAllBytes(town.file(7));
    int stillAt = good.length - clip.still().length - ClipCipher.TAG_BYTES;
    int filmAt = stillAt - clip.film().length - ClipCipher.TAG_BYTES;
    for (int bit = 0; bit < good.length * 8; bit++) {
      var bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(town.file(7), bad);
      if (bit / 8 < stillAt) {
        assertThatThrownBy(() -> store.film(7)).as("film, bit %s", bit).isNotNull();
      }
      if (bit / 8 < filmAt || bit / 8 >= stillAt) {
        assertThatThrownBy(() -> store.still(7)).as("still, bit %s", bit).isNotNull();
      }
    }
    Files.write(town.file(7), Arrays.copyOf(good, good.length - 1));
    assertThatThrownBy(() -> store.film(7)).hasMessageContaining("length");
    Files.write(town.file(7), Arrays.copyOf(good, good.length + 1));
    assertThatThrownBy(() -> store.film(7)).hasMessageContaining("length");
    Files.write(town.file(7), good);
    assertThat(store.film(7)).isEqualTo(clip.film());
  }

  @Test
  void another_clip_s_key_opens_nothing() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    store.keep(ClipFolder.clip(8), MADE);
    Files.copy(town.file(8), town.file(7), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> store.film(7)).hasMessageContaining("key");
  }

  @Test
  void after_its_end_neither_file_nor_key_is_there_and_the_ledger_said_so_first()
      throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    store.keep(ClipFolder.clip(8), MADE.plusSeconds(1));
    var there = new ArrayList<Boolean>();
    town.witness = entry -> there.add(Files.exists(town.file(7)) && Files.exists(town.key(7)));
    assertThat(store.deleteExpired(MADE.plus(KEEP).minusMillis(1))).isZero();
    assertThat(store.deleteExpired(MADE.plus(KEEP))).isEqualTo(1);
    assertThat(town.kinds()).containsExactly("clip.kept", "clip.kept", "clip.deleted");
    assertThat(there).containsExactly(true);
    assertThat(town.file(7)).doesNotExist();
    assertThat(town.key(7)).doesNotExist();
    assertThat(store.list()).containsOnlyKeys(8L);
    assertThat(town.ledger.getLast().facts().toString()).contains("quay", "R-1");
  }

  @Test
  void the_clip_of_held_footage_stays_with_it() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    var end = MADE.plus(KEEP).plusSeconds(3_600);
    assertThat(store.deleteExpired(end, (camera, from, to) -> true)).isZero();
    assertThat(town.alarms).isEmpty();
    assertThat(town.file(7)).exists();
    assertThat(store.deleteExpired(end, (camera, from, to) -> false)).isEqualTo(1);
    assertThat(town.file(7)).doesNotExist();
  }

  @Test
  void what_cannot_be_written_down_is_not_destroyed_yet_and_is_an_alarm_when_late()
      throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    var end = MADE.plus(KEEP);
    town.ledgerWorks = false;
    assertThat(store.deleteExpired(end.plusSeconds(599))).isZero();
    assertThat(town.alarms).isEmpty();
    assertThat(store.deleteExpired(end.plusSeconds(600))).isZero();
    assertThat(town.alarms).containsExactly("DELETION_LATE kept clips");
    assertThat(town.file(7)).exists();
    town.ledgerWorks = true;
    assertThat(store.deleteExpired(end.plusSeconds(660))).isEqualTo(1);
    assertThat(town.alarms).isEmpty();
  }

  @Test
  void what_the_disk_does_not_let_go_is_tried_again_and_told_once() throws IOException {
    store.keep(ClipFolder.clip(7), MADE);
    var end = MADE.plus(KEEP);
    // A folder in the key's place can neither be overwritten nor taken for a key.
    Files.delete(town.key(7));
    Files.createDirectories(town.key(7).resolve("in-the-way"));
    assertThat(store.deleteExpired(end.plusSeconds(700))).isZero();
    assertThat(store.deleteExpired(end.plusSeconds(760))).isZero();
    assertThat(town.alarms).containsExactly("DELETION_LATE kept clips");
    Files.delete(town.key(7).resolve("in-the-way"));
    Files.delete(town.key(7));
    assertThat(store.deleteExpired(end.plusSeconds(820))).isEqualTo(1);
    assertThat(town.file(7)).doesNotExist();
    assertThat(town.alarms).isEmpty();
    assertThat(town.kinds()).containsExactly("clip.kept", "clip.deleted");
  }

  @Test
  void what_fails_before_it_is_kept_leaves_nothing_and_is_kept_the_next_time() throws IOException {
    town.ledgerWorks = false;
    assertThatThrownBy(() -> store.keep(ClipFolder.clip(7), MADE))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(store.list()).isEmpty();
    assertThat(town.keys.alerts()).isEmpty();
    assertThat(dir.resolve("clips")).isEmptyDirectory();
    town.ledgerWorks = true;
    assertThat(store.keep(ClipFolder.clip(7), MADE)).isPresent();
  }

  @Test
  void without_room_an_alarm_says_so_until_there_is() {
    assertThat(store.hasRoom()).isTrue();
    town.freeBytes = (256L << 20) - 1;
    assertThat(store.hasRoom()).isFalse();
    assertThat(store.hasRoom()).isFalse();
    assertThat(town.alarms).containsExactly("VOLUME_SPACE kept clips");
    town.freeBytes = 256L << 20;
    assertThat(store.hasRoom()).isTrue();
    assertThat(town.alarms).isEmpty();
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(path)));
  }
}
