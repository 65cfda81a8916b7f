package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.GapReason;

/// Sentences of the design about parts and reels that no other test holds.
class PromisesTest {

  private static final int MIB = 1024 * 1024;

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private Town town() throws Exception {
    return new Town(dir, clocks, s -> s);
  }

  @Test
  void a_part_is_at_most_a_second_or_a_mebibyte_and_need_not_begin_with_a_key_frame()
      throws Exception {
    try (var town = town()) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.mostBytes = 120_000;
      source.keyEvery = 70;
      source.begin(Source.SMALL);
      for (int second = 0; second < 8; second++) {
        source.send(25);
        town.recorder.flush();
      }
      source.end(null);
    }
    var parts = ReelScan.quick(Town.reels(dir).getFirst()).parts().list();
    assertThat(parts).hasSizeGreaterThan(8);
    for (var part : parts) {
      assertThat(part.durationTicks()).isLessThanOrEqualTo(90_000);
      // The pictures' bytes, the fragment's own and the tag.
      assertThat(part.length()).isLessThan(MIB + 4_096);
    }
    assertThat(parts.stream().skip(1).anyMatch(part -> (part.flags() & 1) == 0)).isTrue();
  }

  @Test
  void a_reel_is_never_appended_to_after_a_restart_or_a_change_of_parameters() throws Exception {
    byte[] first;
    try (var town = town()) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(30);
      source.end(GapReason.CLOCK);
      town.recorder.flush();
      first = Files.readAllBytes(Town.reels(dir).getFirst());
      source.begin(Source.LARGE);
      source.send(30);
      source.end(null);
      town.recorder.flush();
      assertThat(Town.reels(dir)).hasSize(2);
    }
    clocks.advance(Duration.ofSeconds(30));
    try (var town = town()) {
      var source = town.source(Town.QUAY, 2);
      source.begin(Source.LARGE);
      source.send(30);
      source.end(null);
      town.recorder.flush();
    }
    assertThat(Town.reels(dir)).hasSize(3);
    assertThat(
            Town.reels(dir).stream()
                .map(PromisesTest::bytes)
                .filter(bytes -> Arrays.equals(bytes, first)))
        .hasSize(1);
    assertThat(keys()).hasSize(3);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> keys() throws Exception {
    var distinct = Town.reels(dir).stream().map(Volume::reelOf).collect(Collectors.toSet());
    for (var reel : distinct) {
      assertThat(dir.resolve("keys/" + reel + ".key")).hasSize(32);
    }
    return distinct;
  }

  @Test
  void the_plain_header_says_whose_footage_it_is_and_under_which_act() throws Exception {
    try (var town = town()) {
      var source = town.source(Town.QUAY, 1);
      source.begin(Source.SMALL);
      source.send(30);
      source.end(null);
      town.recorder.flush();
      var header = ReelScan.headerOf(Town.reels(dir).getFirst());
      assertThat(header.town()).isEqualTo("Testville");
      assertThat(header.volume())
          .isEqualTo(VolumeIdentity.find(dir.resolve("footage")).orElseThrow().id());
      assertThat(header.camera()).isEqualTo(Town.QUAY);
      assertThat(header.act()).isEqualTo("R-1");
      assertThat(header.codec()).isEqualTo("avc1.64000d");
      assertThat(header.uncertainty()).isEqualTo(Duration.ofMillis(20));
      assertThat(header.start()).isEqualTo(source.sent.getFirst().wall());
      var key = town.keys.find(header.reel()).orElseThrow();
      assertThat(header.keyCommitment()).isEqualTo(new ReelCipher().commitment(key, header.reel()));
    }
  }
}
