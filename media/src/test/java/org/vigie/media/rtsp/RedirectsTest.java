package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.media.rtsp.HandMadeCamera.SDP;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.Clocks;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.Collected;

/// Cameras that point to another address.
class RedirectsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 305, 307})
  void are_followed(int status) throws Exception {
    try (var there = HandMadeCamera.start(this::wantsLogin)) {
      HandMadeCamera.Script points =
          visit -> {
            visit.answer(visit.request(), 200, "");
            visit.answer(visit.request(), status, "", "Location: " + there.url().address());
          };
      try (var here = HandMadeCamera.start(points);
          var client = open(here.url("u:p"))) {
        assertThat(there.requests().getLast().method()).isEqualTo("PLAY");
        // The same host: the password goes with it.
        assertThat(there.requests().getLast().fields()).containsKey("authorization");
      }
    }
  }

  @Test
  void do_not_take_the_password_to_another_host() throws Exception {
    try (var there = HandMadeCamera.start(this::wantsLogin)) {
      var other = there.url().address().replace("127.0.0.1", "u:stolen@localhost");
      HandMadeCamera.Script points =
          visit -> visit.answer(visit.request(), 302, "", "Location: " + other);
      try (var here = HandMadeCamera.start(points)) {
        assertThatThrownBy(() -> open(here.url("u:hunter2")))
            .isInstanceOf(MediaException.Refused.class)
            .hasMessageMatching(
                "yard: sent on to rtsp://localhost:\\d+: OPTIONS: the camera asks for a user name"
                    + " and password, and none is configured \\(RTSP 401\\)");
        assertThat(there.requests()).noneMatch(r -> r.fields().containsKey("authorization"));
      }
    }
  }

  @Test
  void end_somewhere() throws Exception {
    HandMadeCamera.Script points =
        visit -> visit.answer(visit.request(), 302, "", "Location: /again");
    try (var camera = HandMadeCamera.start(points)) {
      assertThatThrownBy(() -> open(camera.url()))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessage("yard: the camera sends on from address to address");
      assertThat(camera.visits()).isEqualTo(6);
    }
  }

  @Test
  void must_say_where_to() throws Exception {
    HandMadeCamera.Script points =
        visit -> {
          visit.answer(visit.request(), 200, "");
          visit.answer(visit.request(), 302, "");
        };
    try (var camera = HandMadeCamera.start(points)) {
      assertThatThrownBy(() -> open(camera.url()))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessageContaining("points to another address, and not to which");
    }
    HandMadeCamera.Script nonsense =
        visit -> visit.answer(visit.request(), 302, "", "Location: http://127.0.0.1/");
    try (var camera = HandMadeCamera.start(nonsense)) {
      assertThatThrownBy(() -> open(camera.url()))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessage("yard: the camera points to an address that is none");
    }
  }

  private void wantsLogin(HandMadeCamera.Visit visit) throws java.io.IOException {
    var first = visit.request();
    visit.answer(first, 401, "", "WWW-Authenticate: Basic realm=\"x\"");
    visit.play(SDP);
    visit.untilGone();
  }

  private static RtspClient open(RtspUrl url) throws MediaException {
    return RtspClient.open("yard", url, PATIENCE, new Collected(), Clocks.system());
  }
}
