package org.vigie.bench.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;

class KnownBoxesTest {

  private static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  @TempDir Path folder;

  private static AccessUnit unit(int picture) {
    return new AccessUnit(9000L * picture, at(picture), true, new byte[] {1});
  }

  /// Too far apart for a mask to be joined with the next one.
  private static Instant at(int picture) {
    return START.plusMillis(300L * picture);
  }

  private static BlockMask mask(int picture, boolean whole, int... blocks) {
    var bits = new BitSet();
    for (int block : blocks) {
      bits.set(block);
    }
    return new BlockMask(at(picture), 4, 1, whole, bits);
  }

  @Test
  void counts_what_is_clear_inside_and_outside_of_boxes_where_not_all_is_masked() throws Exception {
    var video = Files.createDirectory(folder.resolve("video"));
    var leftHalf =
        "{'relative_coordinates': {'center_x': 0.25, 'center_y': 0.5, 'width': 0.5, 'height': 1}}";
    var list =
        "[{'frame_id': 1, 'objects': [BOX]}, {'frame_id': 2, 'objects': [BOX]},"
            + " {'frame_id': 3, 'objects': [BOX, BOX]}, {'frame_id': 4, 'objects': []}]";
    var json = list.replace("BOX", leftHalf).replace('\'', '"');
    Files.writeString(video.resolve("road.yolo-boxes.json"), json);

    var known = KnownBoxes.in(folder);
    assertThat(known).hasSize(1);
    assertThat(known.getFirst().clip()).isEqualTo(video.resolve("road.mp4"));

    var units = List.of(unit(1), unit(0), unit(2), unit(3));
    var masks = List.of(mask(0, true), mask(1, false, 0), mask(2, false, 0, 1, 2), mask(3, false));
    var fields = known.getFirst().score(units, masks);
    assertThat(fields).containsEntry("frames", 2).containsEntry("boxes", 3);
    assertThat(fields).containsEntry("box_clear_share", 0.25);
    assertThat(fields).containsEntry("outside_clear_share", 0.75);
  }
}
