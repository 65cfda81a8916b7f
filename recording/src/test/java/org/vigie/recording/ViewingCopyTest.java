package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.GapReason;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.VideoFormat;

class ViewingCopyTest {

  @TempDir private Path dir;
  private Town town;
  private Source quay;
  private final List<List<AccessUnit>> chunks = new ArrayList<>();
  private final List<List<BlockMask>> masks = new ArrayList<>();

  /// An eye that gives back what it gets.
  private final MaskedCopies copies =
      (format, units, masked, edits) -> {
        assertThat(edits).isEqualTo(new MaskEdits(List.of(), "PV 7 ABC"));
        chunks.add(units);
        masks.add(masked);
        return new MaskedCopies.Copy(format, units);
      };

  @BeforeEach
  void open() throws Exception {
    town = new Town(dir);
    quay = town.source(Town.QUAY, 3);
    quay.mostBytes = 200;
  }

  @AfterEach
  void close() {
    town.close();
  }

  private List<Footage.Piece> copy() throws Exception {
    town.recorder.flush();
    try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
      var copy = new ViewingCopy(footage, copies, "PV 7 ABC");
      var pieces = new ArrayList<Footage.Piece>();
      for (var piece = copy.next(); piece.isPresent(); piece = copy.next()) {
        pieces.add(piece.get());
      }
      return pieces;
    }
  }

  private static List<byte[]> bytes(List<AccessUnit> units) {
    return units.stream().map(AccessUnit::bytes).toList();
  }

  @Test
  void every_picture_is_masked_once_a_chunk_at_a_time() throws Exception {
    quay.begin(Source.SMALL);
    quay.send(25 * 50);
    quay.end(null);

    var pieces = copy();

    assertThat(chunks).hasSize(3);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.getFirst().key()).isTrue());
    assertThat(chunks.getFirst()).hasSize(25 * 20);
    var out = pieces.stream().flatMap(piece -> piece.units().stream()).toList();
    assertThat(bytes(out)).usingElementComparator(Arrays::compare).isEqualTo(bytes(quay.sent));
    for (int i = 1; i < pieces.size(); i++) {
      assertThat(pieces.get(i).units().getFirst().ticks()).isEqualTo(pieces.get(i - 1).endTicks());
    }
  }

  @Test
  void a_hole_and_another_format_begin_a_chunk() throws Exception {
    quay.begin(Source.SMALL);
    quay.send(60);
    quay.end(GapReason.CAMERA_LOST);
    quay.pause(Duration.ofSeconds(3));
    quay.begin(Source.LARGE);
    quay.send(60);
    quay.end(null);

    var formats = copy().stream().map(Footage.Piece::format).distinct().toList();

    assertThat(chunks).extracting(List::size).containsExactly(60, 60);
    assertThat(formats).extracting(VideoFormat::width).containsExactly(320, 640);
  }

  @Test
  void a_chunk_gets_the_masks_of_its_time_and_of_a_while_after() throws Exception {
    quay.begin(Source.SMALL);
    var start = quay.wall();
    quay.send(25 * 120);
    town.recorder.flush();
    for (int second = 0; second < 120; second++) {
      town.recorder.mask(
          Town.QUAY, new BlockMask(start.plusSeconds(second), 4, 3, false, new BitSet()));
    }
    quay.end(null);

    var unused = copy();

    assertThat(chunks).hasSize(6);
    assertThat(masks.get(1).getFirst().at()).isEqualTo(start.plusSeconds(20));
    assertThat(masks.get(1).getLast().at()).isEqualTo(start.plusSeconds(99));
  }

  @Test
  void key_pictures_too_far_apart_are_refused_with_what_to_do() throws Exception {
    quay.keyEvery = 10_000;
    quay.begin(Source.SMALL);
    quay.send(25 * 125);
    quay.end(null);

    assertThatThrownBy(this::copy)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key pictures are more than 100 s apart")
        .hasMessageContaining("without a viewing copy");
  }

  @Test
  void nothing_recorded_is_nothing() throws Exception {
    assertThat(copy()).isEmpty();
  }
}
