package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;

class ExportShelfTest {

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final AtomicBoolean allowed = new AtomicBoolean(true);

  private String offer(ExportShelf shelf) throws Exception {
    return shelf.make(
        "officer-5",
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
                      "officer-5",
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

  private static String small(ExportShelf shelf, String person) throws Exception {
    return shelf.make(
        person,
        folder ->
            shelf.put(Files.writeString(folder.resolve("a"), "a"), folder, person, () -> true));
  }

  private static void refused(ProblemCode code, ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
  }

  @Test
  void a_person_has_few_waiting_until_one_expires_or_is_given_up() throws Exception {
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks)) {
      var first = small(shelf, "officer-5");
      clocks.advance(Duration.ofMinutes(1));
      for (int made = 1; made < ExportShelf.MOST_EACH; made++) {
        small(shelf, "officer-5");
      }
      refused(ProblemCode.COPIES_WAITING, () -> small(shelf, "officer-5"));
      refused(ProblemCode.COPIES_WAITING, () -> shelf.requirePlace("officer-5"));
      // Somebody else has their own.
      var theirs = small(shelf, "inspector-1");

      clocks.advance(ExportShelf.LIFE.minus(Duration.ofMinutes(1)));
      shelf.sweep();
      var newest = small(shelf, "officer-5");
      refused(ProblemCode.COPIES_WAITING, () -> small(shelf, "officer-5"));
      assertThat(shelf.giveUp(first, "officer-5")).isFalse();
      assertThat(shelf.giveUp(theirs, "officer-5")).isFalse();
      assertThat(shelf.giveUp(newest, "officer-5")).isTrue();
      assertThat(shelf.find(newest, "officer-5")).isEmpty();
      assertThat(small(shelf, "officer-5")).isNotEmpty();
    }
  }

  @Test
  void what_is_given_up_is_wiped() throws Exception {
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks)) {
      assertThat(shelf.giveUp(offer(shelf), "officer-5")).isTrue();
      assertWiped();
    }
  }

  @Test
  void two_are_made_at_once_and_a_third_is_told_to_come_again() throws Exception {
    var begun = new CountDownLatch(ExportShelf.LANES);
    var go = new CountDownLatch(1);
    try (var shelf = new ExportShelf(dir.resolve("shelf"), clocks, Duration.ofMillis(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = new ArrayList<Future<String>>();
      for (int lane = 0; lane < ExportShelf.LANES; lane++) {
        made.add(
            threads.submit(
                () ->
                    shelf.make(
                        "officer-5",
                        folder -> {
                          begun.countDown();
                          go.await();
                          var file = Files.writeString(folder.resolve("a"), "a");
                          return shelf.put(file, folder, "officer-5", () -> true);
                        })));
      }
      begun.await();
      refused(ProblemCode.COPIES_BUSY, () -> small(shelf, "inspector-1"));
      go.countDown();
      for (var one : made) {
        assertThat(shelf.find(one.get(), "officer-5")).isPresent();
      }
      // Whoever was turned away has lost no place.
      for (int each = 0; each < ExportShelf.MOST_EACH; each++) {
        assertThat(small(shelf, "inspector-1")).isNotEmpty();
      }
    }
  }
}
