package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final int KIB = 1024;

  @Test
  void one_camera_is_bounded_by_itself() {
    var camera = new Backlog(100, 1_000).share();
    camera.add(60);
    assertThat(camera.isFullWith(40)).isFalse();
    assertThat(camera.isFullWith(41)).isTrue();
    assertThat(camera.hasRoomAgain()).isFalse();
    camera.add(-10);
    assertThat(camera.hasRoomAgain()).isTrue();
  }

  @Test
  void when_all_together_fill_the_memory_those_with_much_stop_and_those_with_little_go_on() {
    var backlog = new Backlog(100, 400);
    var hanging = IntStream.range(0, 8).mapToObj(i -> backlog.share()).toList();
    var sound = IntStream.range(0, 8).mapToObj(i -> backlog.share()).toList();
    for (boolean grows = true; grows; ) {
      grows = false;
      for (var camera : hanging) {
        if (!camera.isFullWith(7)) {
          camera.add(7);
          grows = true;
        }
      }
    }
    long waiting = hanging.stream().mapToLong(Backlog.Share::bytes).sum();
    assertThat(waiting).isBetween(390L, 400L);
    for (var camera : sound) {
      assertThat(camera.isFullWith(25)).isFalse();
      assertThat(camera.isFullWith(26)).isTrue();
      assertThat(camera.hasRoomAgain()).isTrue();
    }
    assertThat(hanging).noneMatch(Backlog.Share::hasRoomAgain);
    hanging.forEach(camera -> camera.add(-camera.bytes() / 2));
    assertThat(hanging).allMatch(Backlog.Share::hasRoomAgain);
  }

  @Test
  void a_town_whose_disk_hangs_keeps_within_the_heap_it_is_given() {
    var settings = RecorderSettings.standard(Path.of("footage"), Path.of("index.db"), "Testville");
    var backlog = new Backlog(settings.mostPendingBytes(), settings.mostPendingBytesOfAll());
    var cameras = IntStream.range(0, 500).mapToObj(i -> backlog.share()).toList();
    for (int part = 0; part < 40; part++) {
      for (var camera : cameras) {
        if (!camera.isFullWith(250 * KIB)) {
          camera.add(250 * KIB);
        }
      }
    }
    assertThat(cameras.stream().mapToLong(Backlog.Share::bytes).sum())
        .isLessThan(Runtime.getRuntime().maxMemory() / 2);
  }
}
