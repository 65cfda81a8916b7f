package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;

class ExportShelfTest {

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final AtomicBoolean allowed = new AtomicBoolean(true);

  private String offer(ExportShelf shelf) throws Exception {
    return shelf.make(
        folder -> {
          var file = Files.writeString(folder.resolve("quay.mp4"), "pictures in the clear");
          // A second name: what the disk holds once the first is gone.
          Files.createLink(dir.resolve("blocks"), file);
          return shelf.put(file, folder, "officer-5", allowed::get);
        });
  }

  private void assertWiped() throws IOException {
    assertThat(Files.readAllBytes(dir.resolve("blocks"))).hasSize(21).containsOnly(0);
    try (var left = Files.list(dir.resolve("shelf"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_file_is_there_for_its_person_and_wiped_after_its_life() throws Exception {
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks)) {
      var key = offer(shelf);
      assertThat(shelf.find(key, "officer-5")).isPresent();
      assertThat(shelf.find(key, "operator-9")).isEmpty();
      clocks.advance(ExportShelf.LIFE.minus(Duration.ofSeconds(1)));
      shelf.sweep();
      assertThat(shelf.find(key, "officer-5")).isPresent();
      clocks.advance(Duration.ofSeconds(1));
      assertThat(shelf.find(key, "officer-5")).isEmpty();
      shelf.sweep();
      assertWiped();
    }
  }

  @Test
  void what_allowed_it_has_ended_and_so_has_the_file() throws Exception {
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks)) {
      var key = offer(shelf);
      allowed.set(false);
      assertThat(shelf.find(key, "officer-5")).isEmpty();
      shelf.sweep();
      assertWiped();
    }
  }

  @Test
  void what_failed_half_way_is_wiped_and_so_is_what_a_run_before_has_left() throws Exception {
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks)) {
      assertThatThrownBy(
              () ->
                  shelf.make(
                      folder -> {
                        var file = Files.writeString(folder.resolve("a"), "pictures in the clear");
                        Files.createLink(dir.resolve("blocks"), file);
                        throw new IOException("the disk is full");
                      }))
          .hasMessage("the disk is full");
      assertWiped();
    }
    Files.delete(dir.resolve("blocks"));
    var left = Files.createDirectories(dir.resolve("shelf/1f")).resolve("case.zip");
    Files.writeString(left, "pictures in the clear");
    Files.createLink(dir.resolve("blocks"), left);
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks)) {
      shelf.sweep();
      assertWiped();
    }
  }
}
