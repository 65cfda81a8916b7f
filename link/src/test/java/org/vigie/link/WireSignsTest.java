package org.vigie.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.link.wire.Motion;
import org.vigie.link.wire.Rest;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.Sign;
import org.vigie.model.Box;
import org.vigie.model.FireSign;
import org.vigie.model.MotionGrid;
import org.vigie.model.Resting;
import org.vigie.model.SceneSign;
import org.vigie.model.SceneSigns;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;
import org.vigie.model.ViewTrouble;

class WireSignsTest {

  private static final Instant SINCE = Instant.parse("2031-03-30T00:59:58.250001Z");

  @Test
  void signs_come_out_as_they_went_in() throws Exception {
    var grid =
        new MotionGrid(2, 1, new float[] {0, 1}, new float[] {0, -0.25f}, new float[] {9, 0.5f});
    var signs =
        new SceneSigns(
            List.of(new Resting(new Box(0.25, 0.5, 0.125, 0.0625), SINCE, 0.75)),
            List.of(new FireSign(true, new Box(0, 0, 1, 1), SINCE, 1)),
            Optional.of(grid),
            Set.of(ViewTrouble.BLINDED, ViewTrouble.COVERED));
    var seen = Seen.newBuilder();
    WireSigns.put(signs, seen);

    var back = WireSigns.signs(Seen.parseFrom(seen.build().toByteArray()));

    assertThat(back.resting()).isEqualTo(signs.resting());
    assertThat(back.fires()).isEqualTo(signs.fires());
    assertThat(back.troubles()).isEqualTo(signs.troubles());
    var motion = back.motion().orElseThrow();
    assertThat(motion.covered()).containsExactly(0, 1);
    assertThat(motion.across()[1]).isCloseTo(-0.25f, within(0.006f));
    // Faster than can be said is said as fast as can be.
    assertThat(motion.down()[0]).isCloseTo(1.27f, within(0.006f));
    assertThat(WireSigns.signs(Seen.getDefaultInstance())).isEqualTo(SceneSigns.NONE);
  }

  @Test
  void what_is_asked_for_comes_out_as_it_went_in() throws Exception {
    for (var sign : SceneSign.values()) {
      var one = SightTask.watch(Set.of(sign));
      assertThat(WireSigns.task(true, WireSigns.signs(one))).isEqualTo(one);
    }
    var all = SightTask.all(SightMode.WATCH);
    assertThat(WireSigns.task(true, WireSigns.signs(all))).isEqualTo(all);
    assertThat(WireSigns.task(false, WireSigns.signs(SightTask.MASK))).isEqualTo(SightTask.MASK);
  }

  @Test
  void signs_without_tracks_or_unknown_ones_are_refused() {
    assertThatThrownBy(() -> WireSigns.task(false, List.of(Sign.REST)))
        .isInstanceOf(LinkException.class);
    assertThatThrownBy(() -> WireSigns.task(true, List.of(Sign.UNRECOGNIZED)))
        .isInstanceOf(LinkException.class);
  }

  @Test
  void nonsense_is_refused() {
    var far = Seen.newBuilder().addRests(Rest.newBuilder().setLeft(Float.NaN)).build();
    var many = Seen.newBuilder();
    for (int i = 0; i < 2000; i++) {
      many.addRests(Rest.getDefaultInstance());
    }
    var grid =
        Seen.newBuilder()
            .setMotion(Motion.newBuilder().setColumns(3).setRows(3).setCovered(ByteString.EMPTY))
            .build();
    var huge =
        Seen.newBuilder().setMotion(Motion.newBuilder().setColumns(60_000).setRows(60_000)).build();
    var unknown = Seen.newBuilder().addObstaclesValue(77).build();
    for (var seen : List.of(far, many.build(), grid, huge, unknown)) {
      assertThatThrownBy(() -> WireSigns.signs(seen)).isInstanceOf(LinkException.class);
    }
  }
}
