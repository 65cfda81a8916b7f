package org.vigie.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.BadInput;

/// A backup is whole, or refused with a reason.
class BackupFileTest {

  private static final AgeKey KEY = AgeKey.fresh();
  private static final Lock LOCK = new Lock.Recipients(List.of(KEY.recipient()));

  @TempDir private Path folder = Path.of("");

  private static BackupAbout about(String format) {
    return new BackupAbout(
        format,
        "0123456789abcdef",
        "Val-sur-Mer",
        "2031-03-30T00:59:58.250Z",
        "0.1.0",
        false,
        "vigie.yaml",
        new BackupAbout.LedgerHead("vigie/val-sur-mer/2031", 7, "00", 7),
        List.of(new BackupAbout.Place("main", "/srv/vigie/main")),
        List.of(),
        0,
        "");
  }

  private Path write(Lock lock, int largeBytes) throws IOException {
    var file = folder.resolve("town.vigie");
    Files.deleteIfExists(file);
    var large = new byte[largeBytes];
    new Random(1).nextBytes(large);
    try (var writer = BackupWriter.begin(file, lock, about(BackupAbout.FORMAT), bytes -> {})) {
      writer.add("vigie.yaml", "town: Val-sur-Mer\n".getBytes(StandardCharsets.UTF_8));
      writer.add("ledger/private/2031/000", large);
      var written = writer.finish();
      assertThat(written.files()).isEqualTo(2);
      assertThat(written.bytes()).isEqualTo(Files.size(file));
    }
    return file;
  }

  private static BackupReader reader(Path file) {
    return new BackupReader(file, new Opener.Key(KEY));
  }

  @Test
  void what_was_taken_in_comes_out() throws Exception {
    var file = write(LOCK, 200_000);
    var taken = new LinkedHashMap<String, Integer>();

    var checked = reader(file).read((name, bytes) -> taken.put(name, bytes.readAllBytes().length));

    assertThat(checked.about()).isEqualTo(about(BackupAbout.FORMAT));
    assertThat(taken).isEqualTo(Map.of("vigie.yaml", 18, "ledger/private/2031/000", 200_000));
    assertThat(checked.plainBytes()).isEqualTo(200_018);
    assertThat(reader(file).check()).isEqualTo(checked);
  }

  /// Its names say what a town has: they are as secret as the rest.
  @Test
  void nothing_of_it_can_be_read_without_its_key() throws Exception {
    var text = Files.readString(write(LOCK, 100), StandardCharsets.ISO_8859_1);

    assertThat(text).doesNotContain("vigie.yaml").doesNotContain("Val-sur-Mer");
  }

  @Test
  void cut_anywhere_it_is_refused() throws Exception {
    var file = write(LOCK, 700);
    var whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> reader(file).check())
          .as("cut after %d of %d bytes", length, whole.length)
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void cut_between_two_of_its_chunks_it_says_that_it_is_cut_short() throws Exception {
    var file = write(LOCK, 300_000);
    var whole = Files.readAllBytes(file);
    int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\n---") + 1;
    int start = header + "--- ".length() + 44 + AgeChunks.START_BYTES;
    for (int chunks = 0; chunks < 4; chunks++) {
      Files.write(file, Arrays.copyOf(whole, start + chunks * AgeChunks.SEALED_BYTES));
      assertThatThrownBy(() -> reader(file).check()).hasMessageContaining("is cut short");
    }
    Files.write(file, Arrays.copyOf(whole, start + AgeChunks.SEALED_BYTES + 5));
    assertThatThrownBy(() -> reader(file).check()).hasMessageContaining("cut short or changed");
  }

  @Test
  void one_bit_changed_anywhere_it_is_refused() throws Exception {
    var file = write(LOCK, 700);
    var whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      var changed = whole.clone();
      changed[at] ^= (byte) (1 << at % 8);
      Files.write(file, changed);
      assertThatThrownBy(() -> reader(file).check())
          .as("byte %d of %d", at, whole.length)
          .isInstanceOf(BackupRefused.class);
    }
  }

  @Test
  void one_bit_changed_in_the_middle_of_a_large_one_says_where() throws Exception {
    var file = write(LOCK, 300_000);
    var changed = Files.readAllBytes(file);
    changed[100_000] ^= 1;
    Files.write(file, changed);

    assertThatThrownBy(() -> reader(file).check())
        .hasMessageContaining("was changed between its bytes 65")
        .hasMessageContaining("copy it again");
  }

  @Test
  void something_written_behind_its_end_is_refused() throws Exception {
    for (int size : new int[] {700, 300_000}) {
      var file = write(LOCK, size);
      var whole = Files.readAllBytes(file);
      for (int more : new int[] {1, 16, 70_000}) {
        Files.write(file, Arrays.copyOf(whole, whole.length + more));
        assertThatThrownBy(() -> reader(file).check()).isInstanceOf(BackupRefused.class);
      }
    }
  }

  @Test
  void another_file_is_told_from_a_damaged_one() throws Exception {
    var file = folder.resolve("letter.pdf");
    Files.writeString(file, "%PDF-1.7 and so on, for a good while longer than a first line");

    assertThatThrownBy(() -> reader(file).check()).hasMessageContaining("no backup of Vigie");
    assertThatThrownBy(() -> reader(folder.resolve("none")).check())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("there is no such file");
  }

  /// A public key is public: anybody can lock something to it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/evil",
        "a/../../evil",
        "a//b",
        "run/control.sock",
        "restore.key",
        "footage/x",
        "a\\b",
        "a\nb"
      })
  void a_file_that_would_lie_elsewhere_is_refused(String name) throws Exception {
    var file = forged(Map.of(name, "x"), BackupAbout.FORMAT, "");

    assertThatThrownBy(() -> reader(file).read((n, bytes) -> assertThat(n).isEmpty()))
        .hasMessageContaining("no backup that Vigie wrote");
  }

  @Test
  void an_archive_without_its_list_or_of_another_format_is_refused() throws Exception {
    var unlisted = forged(Map.of("vigie.yaml", "x"), BackupAbout.FORMAT, "");
    assertThatThrownBy(() -> reader(unlisted).check())
        .hasMessageContaining("its files are not those of its list");

    var later = forged(Map.of(), "vigie-backup-2", "");
    assertThatThrownBy(() -> reader(later).check())
        .hasMessageContaining("is of the format 'vigie-backup-2'");
  }

  private Path forged(Map<String, String> files, String format, String list) throws IOException {
    var plain = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(plain)) {
      zip.putNextEntry(new ZipEntry(BackupNames.ABOUT));
      zip.write(
          tools.jackson.databind.json.JsonMapper.builder()
              .build()
              .writeValueAsBytes(about(format)));
      for (var one : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(one.getKey()));
        zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry(BackupNames.LIST));
      zip.write(list.getBytes(StandardCharsets.UTF_8));
    }
    var file = folder.resolve("forged.vigie");
    try (var out = Files.newOutputStream(file)) {
      var age = new AgeOutput(out, LOCK);
      age.write(plain.toByteArray());
      age.finish();
    }
    return file;
  }
}
