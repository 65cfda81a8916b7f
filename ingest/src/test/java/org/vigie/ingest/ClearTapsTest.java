package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.LiveViewer;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;

/// What whoever sees a camera clear is given: its own units, from a key picture on, and nothing
/// once
/// they have left.
class ClearTapsTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  private final ClearTaps taps = new ClearTaps();
  private final Seen seen = new Seen();
  private int next;

  private static final class Seen implements LiveViewer {
    private final List<Object> calls = new ArrayList<>();
    private boolean fails;

    @Override
    public void begin(VideoFormat format) {
      calls.add(format);
    }

    @Override
    public void accept(AccessUnit unit) {
      if (fails) {
        throw new IllegalStateException("a viewer that fails");
      }
      calls.add(unit);
    }

    @Override
    public void interrupted(String reason) {
      calls.add(reason);
    }
  }

  private static VideoFormat format(int width) {
    return new VideoFormat(VideoFormat.VideoCodec.H264, width, 360, new byte[] {1}, new byte[] {2});
  }

  private void begin(int width) {
    taps.tap(QUAY).begin(new RunStart(QUAY, StreamKind.MAIN, format(width), START, Duration.ZERO));
  }

  private AccessUnit sends(boolean key) {
    int n = next++;
    var unit = new AccessUnit(n * 3_600L, START.plusMillis(40L * n), key, new byte[] {(byte) n});
    taps.tap(QUAY).accept(unit);
    return unit;
  }

  @Test
  void each_viewer_enters_at_a_key_picture_and_is_given_the_very_units() {
    begin(640);
    sends(true);
    try (var lease = taps.watch(QUAY, seen)) {
      sends(false);
      assertThat(seen.calls).isEmpty();
      var first = sends(true);
      var second = sends(false);
      assertThat(seen.calls).containsExactly(format(640), first, second);
      assertThat(seen.calls.get(1)).isSameAs(first);
      assertThat(taps.isWatched(QUAY)).isTrue();
      assertThat(lease).isNotNull();
    }
    sends(true);
    assertThat(seen.calls).hasSize(3);
    assertThat(taps.isWatched(QUAY)).isFalse();
    assertThat(taps.isWatched(new CameraId("yard"))).isFalse();
  }

  @Test
  void another_format_begins_again_and_a_camera_that_is_lost_says_why() {
    var lease = taps.watch(QUAY, seen);
    assertThat(seen.calls).containsExactly("The camera sends no pictures now.");
    begin(640);
    var one = sends(true);
    taps.tap(QUAY).end(new RunEnd(START, null, "another format"));
    begin(1280);
    sends(false);
    var two = sends(true);
    taps.tap(QUAY).end(new RunEnd(START, GapReason.CAMERA_LOST, "No answer."));
    sends(true);
    assertThat(seen.calls.subList(1, seen.calls.size()))
        .containsExactly(format(640), one, format(1280), two, "No answer.");
    lease.close();
    lease.close();
  }

  @Test
  void a_viewer_that_fails_costs_nobody_else_a_picture() {
    var bad = new Seen();
    bad.fails = true;
    begin(640);
    try (var first = taps.watch(QUAY, bad);
        var second = taps.watch(QUAY, seen)) {
      var key = sends(true);
      var other = sends(false);
      assertThat(seen.calls).containsExactly(format(640), key, other);
      assertThat(List.of(first, second)).hasSize(2);
    }
  }
}
