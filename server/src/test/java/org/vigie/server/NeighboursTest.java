package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.governance.Norm;
import org.vigie.model.CameraId;
import org.vigie.server.notice.CameraSite;
import org.vigie.server.notice.Position;

class NeighboursTest {

  private static final double METRE = 1 / 111_320.0;

  /// A camera so many metres north of the first.
  private static CameraView camera(String id, double metres) {
    return camera(id, Optional.of(new Position(43.3 + metres * METRE, 5.37)));
  }

  private static CameraView camera(String id, Optional<Position> position) {
    return new CameraView(
        new CameraId(id),
        id,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        0,
        Optional.empty(),
        Norm.NARROW,
        Optional.empty(),
        new CameraSite("", position, Optional.empty(), Optional.empty()));
  }

  @Test
  void are_the_three_nearest_within_reach_nearest_first() {
    var all =
        Stream.concat(
                Stream.of(camera("here", 0), camera("far", 251)),
                IntStream.rangeClosed(1, 4).mapToObj(n -> camera("c" + n, 250 - n * 40)))
            .toList();
    assertThat(Neighbours.of(all.getFirst(), all))
        .extracting(CameraId::value)
        .containsExactly("c4", "c3", "c2");
  }

  @Test
  void are_none_where_nobody_says_where_cameras_stand() {
    var lost = camera("lost", Optional.empty());
    var here = camera("here", 0);
    assertThat(Neighbours.of(lost, List.of(here, lost))).isEmpty();
    assertThat(Neighbours.of(here, List.of(here, lost))).isEmpty();
  }
}
