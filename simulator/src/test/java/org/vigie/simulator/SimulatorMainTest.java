package org.vigie.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.CameraId;
import org.vigie.rules.RuleBooks;

@Timeout(60)
class SimulatorMainTest {

  @TempDir Path folder = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void the_end_of_its_input_ends_it() {
    int code = run("", "--cache", cache(), "--encoder", "none", "--cameras", "0");

    assertThat(code).isZero();
    assertThat(printed(out)).containsPattern("(?m)^up \\d+$");
  }

  @Test
  void stats_are_one_line_of_json() {
    run("stats\n", "--cache", cache(), "--encoder", "none", "--cameras", "0");

    assertThat(printed(out)).containsPattern("(?m)^\\{.*\"simulator_late_ms_p99\": 0.*\\}$");
  }

  @Test
  void a_time_code_says_the_number_of_its_picture_and_survives_the_patches_of_a_mask() {
    var film = Film.TIME_CODE_SUB;
    var pattern = new TimeCodePattern(film, 7);
    var picture = new byte[film.pictureBytes()];
    int side = film.width() / TimeCodePattern.CELLS;
    for (int number = 0; number < TimeCodePattern.pictures(film); number++) {
      pattern.draw(number, picture);
      int gray = 0;
      int ones = 0;
      for (int cell = 2; cell <= 2 + TimeCodePattern.BITS; cell++) {
        // The mean of the square: what a masked picture shows of it.
        long sum = 0;
        for (int y = 0; y < side; y++) {
          for (int x = cell * side; x < (cell + 1) * side; x++) {
            sum += picture[y * film.width() + x] & 255;
          }
        }
        int one = sum / (side * side) > 128 ? 1 : 0;
        ones += one;
        gray = cell < 2 + TimeCodePattern.BITS ? gray << 1 | one : gray;
      }
      int read = gray;
      for (int shift = gray >> 1; shift > 0; shift >>= 1) {
        read ^= shift;
      }
      assertThat(read).isEqualTo(number);
      assertThat(ones).isEven();
    }
  }

  @Test
  void a_mistyped_option_is_wrong_use_and_names_the_nearest() {
    assertThat(run("", "--encodr", "x")).isEqualTo(2);
    assertThat(printed(err)).contains("did you mean --encoder?");
  }

  @Test
  void a_number_out_of_range_says_what_would_be_right() {
    assertThat(run("", "--port", "99999")).isEqualTo(2);
    assertThat(printed(err)).contains("--port wants a whole number from 0 to 65535, not '99999'");
  }

  @Test
  void an_encoder_that_cannot_be_started_is_told_plainly() {
    assertThat(run("", "--cache", cache(), "--encoder", "/nowhere/encode", "--cameras", "1"))
        .isEqualTo(1);
    assertThat(printed(err)).contains("the encoder cannot be started").doesNotContain("\tat ");
  }

  @Test
  void the_described_rules_are_read_without_a_warning() throws Exception {
    var cameras = SimulatedCamera.list(6, 7);
    Description.write(folder, 7, 0, java.time.Instant.EPOCH, cameras);
    var ids = cameras.stream().map(camera -> new CameraId(camera.id())).toList();

    var books = RuleBooks.read(folder.resolve("rules.yaml"), ids);

    assertThat(books.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(books.values()).allSatisfy(book -> assertThat(book.warnings()).isEmpty());
    assertThat(ids).extracting(CameraId::value).contains("place-du-marche-2", "quai-nord-2");
  }

  @Test
  void a_clip_is_made_once_and_made_again_when_damaged() throws IOException {
    var cache = new ClipCache(folder);
    var stream = new byte[] {0, 0, 1, 0x67, 66, 1, 30, 0, 0, 1, 0x68, 1, 0, 0, 1, 0x65, -120, 1};
    var made = new int[1];
    ClipCache.Maker maker =
        () -> {
          made[0]++;
          return stream;
        };

    cache.get("street-main", Film.MAIN, 1, 7, maker);
    cache.get("street-main", Film.MAIN, 1, 7, maker);
    assertThat(made[0]).isEqualTo(1);

    try (var files = Files.list(folder)) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      Files.write(all.getFirst(), new byte[] {1, 2, 3});
    }
    cache.get("street-main", Film.MAIN, 1, 7, maker);
    assertThat(made[0]).isEqualTo(2);
  }

  @Test
  void another_seed_is_another_clip() throws IOException {
    var cache = new ClipCache(folder);
    var stream = new byte[] {0, 0, 1, 0x67, 66, 1, 30, 0, 0, 1, 0x68, 1, 0, 0, 1, 0x65, -120, 1};
    for (long seed : List.of(1L, 2L)) {
      cache.get("street-main", Film.MAIN, 1, seed, () -> stream);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  private String cache() {
    return folder.resolve("cache").toString();
  }

  private int run(String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return SimulatorMain.run(
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
