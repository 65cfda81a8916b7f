package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.eye.EyeFixture.until;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.MaskEdits;
import org.vigie.model.SightMode;
import org.vigie.model.VideoFormat;
import org.vigie.sight.Sight;

/// What leaves the eye as a picture is really masked: the pictures are decoded again and looked at.
///
/// The source is full of detail everywhere, so that a block that is flat was masked.
@Timeout(60)
class MaskedPathsTest {

  private static final CameraId YARD = new CameraId("yard");
  private static final int COLUMNS = 40;
  private static final int ROWS = 23;

  /// Levels between neighbouring pixels, on average: coding leaves less on a flat patch, and the
  /// source has many times more.
  private static final double FLAT = 2;

  @TempDir Path runDir;

  private Sight sight;

  @BeforeEach
  void open_the_eyes() throws IOException {
    sight = Sight.start(EyeFixture.settings(runDir), observation -> {}, Clocks.system());
  }

  @AfterEach
  void close_them() {
    sight.close();
  }

  private static Clip noise(int width, int height) throws Exception {
    return Clip.coded(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "color=gray:size=%dx%d:rate=10:duration=3,noise=alls=90:allf=0"
                .formatted(width, height)),
        width,
        10);
  }

  private static BlockMask mask(Instant at, Instant since, boolean whole, int from, int to) {
    var blocks = new BitSet();
    for (int row = 0; row < ROWS; row++) {
      blocks.set(row * COLUMNS + from, row * COLUMNS + to);
    }
    return new BlockMask(at, COLUMNS, ROWS, whole, blocks, since);
  }

  @Test
  void a_copy_of_the_main_stream_is_masked_where_the_mask_of_the_sub_stream_says()
      throws Exception {
    var clip = noise(1280, 720);
    var masks = new ArrayList<BlockMask>();
    for (var unit : clip.units()) {
      masks.add(mask(unit.wall(), unit.wall(), false, 10, 20));
    }

    var pictures = decode(sight.mask(clip.format(), clip.units(), masks));

    assertThat(pictures).hasSize(30);
    for (var picture : pictures) {
      assertThat(picture.width()).isEqualTo(960);
      assertThat(detail(picture, 10, 20)).isLessThan(FLAT);
      assertThat(detail(picture, 0, 9)).isGreaterThan(4 * FLAT);
      assertThat(detail(picture, 21, 40)).isGreaterThan(4 * FLAT);
    }
  }

  @Test
  void what_a_person_lifts_by_hand_is_clear_for_those_pictures_alone() throws Exception {
    var clip = noise(640, 360);
    var masks = new ArrayList<BlockMask>();
    for (var unit : clip.units()) {
      masks.add(mask(unit.wall(), unit.wall(), false, 0, COLUMNS));
    }
    var box = new Box(0.25, 0, 0.25, 1);
    var from = clip.units().get(10).ticks();
    var to = clip.units().get(19).ticks();
    var edits = new MaskEdits(List.of(new MaskEdits.MaskEdit(true, from, to, box)), "");

    var pictures = decode(sight.mask(clip.format(), clip.units(), masks, edits));

    assertThat(pictures).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(detail(pictures.get(i), 0, 9)).as("picture %d", i).isLessThan(FLAT);
      assertThat(detail(pictures.get(i), 21, 40)).as("picture %d", i).isLessThan(FLAT);
      if (i < 10 || i >= 20) {
        assertThat(detail(pictures.get(i), 10, 20)).as("picture %d", i).isLessThan(FLAT);
      } else {
        assertThat(detail(pictures.get(i), 11, 19)).as("picture %d", i).isGreaterThan(4 * FLAT);
      }
    }
  }

  @Test
  void pictures_before_the_first_mask_and_long_after_the_last_are_masked_whole() throws Exception {
    var clip = noise(640, 360);
    var first = clip.units().get(5).wall();

    var pictures =
        decode(sight.mask(clip.format(), clip.units(), List.of(mask(first, first, false, 0, 2))));

    for (int i = 0; i < 5; i++) {
      assertThat(detail(pictures.get(i), 0, 40)).as("picture %d", i).isLessThan(FLAT);
    }
    for (int i = 5; i <= 25; i++) {
      assertThat(detail(pictures.get(i), 4, 40)).as("picture %d", i).isGreaterThan(4 * FLAT);
    }
    for (int i = 26; i < 30; i++) {
      assertThat(detail(pictures.get(i), 0, 40)).as("picture %d", i).isLessThan(FLAT);
    }
  }

  @Test
  void pictures_of_learning_get_the_mask_that_ended_it() throws Exception {
    var clip = noise(640, 360);
    var masks = new ArrayList<BlockMask>();
    for (var unit : clip.units().subList(0, 20)) {
      masks.add(mask(unit.wall(), unit.wall(), true, 0, 0));
    }
    var since = clip.units().get(8).wall();
    masks.add(mask(clip.units().get(20).wall(), since, false, 10, 30));

    var pictures = decode(sight.mask(clip.format(), clip.units(), masks));

    for (int i = 0; i < 8; i++) {
      assertThat(detail(pictures.get(i), 0, 40)).as("picture %d", i).isLessThan(FLAT);
    }
    for (int i = 8; i < 30; i++) {
      assertThat(detail(pictures.get(i), 10, 30)).as("picture %d", i).isLessThan(FLAT);
      assertThat(detail(pictures.get(i), 0, 9)).as("picture %d", i).isGreaterThan(4 * FLAT);
    }
  }

  @Test
  void live_pictures_of_a_view_that_is_not_known_yet_are_masked_whole() throws Exception {
    var clip = noise(640, 360);
    var viewer = new KeptPictures();
    sight.close();
    sight =
        Sight.start(
            EyeFixture.settings(runDir).with(Duration.ofSeconds(20), Duration.ofSeconds(10)),
            observation -> {},
            Clocks.system());
    var sink = sight.feed(YARD, SightMode.MASK);
    sight.watch(YARD, viewer, LivePace.ALL);
    EyeFixture.play(clip, sink, sight, YARD);
    until(() -> viewer.units.size() >= 25);

    for (var picture : decode(viewer.formats.getFirst(), List.copyOf(viewer.units))) {
      assertThat(detail(picture, 0, 40)).isLessThan(FLAT);
    }
  }

  private static List<I420> decode(org.vigie.model.MaskedCopies.Copy copy) throws Exception {
    return decode(copy.format(), copy.units());
  }

  private static List<I420> decode(VideoFormat format, List<AccessUnit> units) throws Exception {
    var pictures = new ArrayList<I420>();
    Decoder.Sink sink =
        (picture, ticks) -> {
          var copy = I420.allocate(picture.width(), picture.height());
          picture.copyInto(copy);
          pictures.add(copy);
        };
    try (var decoder = Decoder.open(format)) {
      for (var unit : units) {
        decoder.decode(unit.ticks(), unit.key(), unit.bytes(), sink);
      }
      decoder.drain(sink);
    }
    return pictures;
  }

  /// How much neighbouring pixels differ within these columns of blocks, away from the edges of
  /// patches.
  private static double detail(I420 picture, int from, int to) {
    long sum = 0;
    int count = 0;
    int width = picture.width();
    for (int column = from; column < to; column++) {
      int left = column * width / COLUMNS + 4;
      int right = (column + 1) * width / COLUMNS - 4;
      for (int row = 0; row < ROWS; row++) {
        int top = row * picture.height() / ROWS + 4;
        int bottom = (row + 1) * picture.height() / ROWS - 4;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            int i = y * width + x;
            sum += Math.abs((picture.y()[i] & 255) - (picture.y()[i + 1] & 255));
            count++;
          }
        }
      }
    }
    return (double) sum / count;
  }
}
