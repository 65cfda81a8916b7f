package org.vigie.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.vigie.media.GoCorpus;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;
import org.vigie.testkit.Shared;

class Mp4Test {

  @Test
  void reads_back_what_was_written() throws Exception {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var format = format(random);
      assertThat(Mp4Reader.format(Mp4.init(format))).describedAs("seed %d", seed).isEqualTo(format);
      var units = units(random);
      long base = random.nextLong(1L << 40);
      long end = units.getLast().ticks() + 1 + random.nextInt(9000);
      var out = ByteBuffer.allocate(Mp4.fragmentSize(units) + 13).position(13);
      Mp4.writeFragment(out, 42, base, units, end);
      assertThat(out.hasRemaining()).describedAs("seed %d: the size foretold", seed).isFalse();

      var read = Mp4Reader.fragment(out.position(13));

      assertThat(read.sequence()).isEqualTo(42);
      assertThat(read.baseTicks()).isEqualTo(base);
      assertThat(read.samples()).hasSameSizeAs(units);
      for (int i = 0; i < units.size(); i++) {
        var unit = units.get(i);
        var sample = read.samples().get(i);
        assertThat(sample.bytes()).describedAs("seed %d", seed).isEqualTo(unit.bytes());
        assertThat(sample.key()).isEqualTo(unit.key());
        assertThat(sample.ticks()).isEqualTo(base + unit.ticks() - units.getFirst().ticks());
        long next = i + 1 < units.size() ? units.get(i + 1).ticks() : end;
        assertThat(sample.durationTicks()).isEqualTo(next - unit.ticks());
      }
    }
  }

  @Test
  void reads_a_whole_file() throws Exception {
    var random = new SplittableRandom(1);
    var format = format(random);
    var first = units(random);
    var second = units(random);
    var file = ByteBuffer.allocate(4 << 20).put(Mp4.init(format));
    Mp4.writeFragment(file, 1, 0, first, first.getLast().ticks() + 3000);
    Mp4.writeFragment(file, 2, 900_000, second, second.getLast().ticks() + 3000);

    var movie = Mp4Reader.movie(file.flip());

    assertThat(movie.format()).isEqualTo(format);
    assertThat(movie.fragments())
        .extracting(f -> f.samples().size())
        .containsExactly(first.size(), second.size());
  }

  @Test
  void refuses_units_whose_time_stands_still() {
    var unit = new AccessUnit(5, Instant.EPOCH, true, new byte[9]);
    assertThatThrownBy(
            () -> Mp4.writeFragment(ByteBuffer.allocate(999), 1, 0, List.of(unit, unit), 9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fails_only_as_declared_on_damaged_files() {
    for (long seed = 0; seed < 3000; seed++) {
      var random = new SplittableRandom(seed);
      var units = units(random);
      var file = ByteBuffer.allocate(2 << 20).put(Mp4.init(format(random)));
      Mp4.writeFragment(file, 1, 0, units, units.getLast().ticks() + 1);
      var bytes = file.array();
      int length = file.position();
      int moov = 24 + random.nextInt(800);
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        int at = random.nextBoolean() ? Math.min(moov + i, length - 1) : random.nextInt(length);
        bytes[at] = (byte) random.nextInt(256);
      }
      int cut = random.nextBoolean() ? length : random.nextInt(length);
      tryAll(java.util.Arrays.copyOf(bytes, cut), "seed " + seed);
    }
  }

  @Test
  void fails_only_as_declared_on_other_peoples_files() throws IOException {
    assumeTrue(Shared.find("data/streams").isPresent(), "needs ../shared");
    int count = 0;
    for (var input : GoCorpus.read("data/streams/mediacommon_fuzz")) {
      tryAll(input, "mediacommon " + count++);
    }
    var folders =
        List.of("data/streams/mp4ff", "data/streams/muxjs_segments", "data/streams/broken");
    for (var folder : folders) {
      try (var files = Files.walk(Shared.find(folder).orElseThrow())) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          tryAll(Files.readAllBytes(file), file.toString());
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(600);
  }

  private static void tryAll(byte[] bytes, String what) {
    for (int i = 0; i < 3; i++) {
      try {
        switch (i) {
          case 0 -> Mp4Reader.movie(ByteBuffer.wrap(bytes));
          case 1 -> Mp4Reader.format(bytes);
          default -> Mp4Reader.fragment(ByteBuffer.wrap(bytes));
        }
      } catch (MediaException.Broken e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (MediaException | RuntimeException | Error e) {
        throw new AssertionError(what, e);
      }
    }
  }

  private static VideoFormat format(RandomGenerator random) throws AssertionError {
    var sets =
        List.of(
            "Z00AKp2oHgCJ+WbgICAoAAADAAgAAAMAfCA=",
            "Z2QAM6zoAoALWQ==",
            "Z0LAHtkDxWhAAAADAEAAAAwDxYuS",
            "Z2QADazZQUGfnwEQAAADABAAAAMDwPFCmWA=");
    try {
      if (random.nextInt(3) == 0) {
        return H265.format(
            Base64.getDecoder().decode("QAEMAf//AWAAAAMAsAAAAwAAAwBarAwAAAMABAAAAwAyqA=="),
            Base64.getDecoder()
                .decode("QgEBAWAAAAMAsAAAAwAAAwBaoAWCAeFja5JFL83BQYFBAAADAAEAAAMADKE="),
            Base64.getDecoder().decode("RAHA8saNA7NA"));
      }
      return H264.format(
          Base64.getDecoder().decode(sets.get(random.nextInt(sets.size()))),
          Base64.getDecoder().decode("aO48gA=="));
    } catch (MediaException e) {
      throw new AssertionError(e);
    }
  }

  private static List<AccessUnit> units(RandomGenerator random) {
    var units = new ArrayList<AccessUnit>();
    long ticks = random.nextLong(1L << 33);
    int count = 1 + random.nextInt(30);
    boolean reordered = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      var bytes = new byte[1 + random.nextInt(2000)];
      random.nextBytes(bytes);
      int composition = reordered ? random.nextInt(-5000, 50_000) : 0;
      boolean key = random.nextInt(5) == 0;
      units.add(new AccessUnit(ticks, composition, Instant.EPOCH, key, bytes));
      ticks += 1 + random.nextInt(9000);
    }
    return units;
  }
}
