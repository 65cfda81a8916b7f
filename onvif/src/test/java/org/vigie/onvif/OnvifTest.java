package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;

/// What a camera is asked, and what is made of its answers.
class OnvifTest {

  private static final Credentials LOGIN = new Credentials("vigie", "pa:ss wörd");
  private static final Instant OURS = Instant.parse("2031-03-30T00:59:58.250Z");

  private final FakeClocks clocks = new FakeClocks();

  private Onvif open(MockDevice device) {
    return new Onvif(
        device.address(), Optional.of(LOGIN), CertificateJudge.firstSight(), clocks, Limits.USUAL);
  }

  private static MockDevice camera() throws Exception {
    return MockDevice.start()
        .asking(MockDevice.Login.DIGEST, LOGIN.user(), LOGIN.password())
        .at(OURS);
  }

  @Test
  void says_what_a_camera_is_and_what_it_offers() throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      var facts = onvif.describe();
      assertThat(facts.maker()).isEqualTo("Handmade");
      assertThat(facts.model()).isEqualTo("Lens 9000");
      assertThat(facts.firmware()).isEqualTo("1.2.3");
      assertThat(facts.serial()).isEqualTo("SN-0042");
      assertThat(facts.clock().ntp()).isTrue();
      assertThat(facts.clock().isOff()).isFalse();
      assertThat(facts.services())
          .containsExactlyInAnyOrder("device", "media", "media2", "ptz", "imaging", "events");
      assertThat(facts.ptz())
          .hasValue(new PtzFacts(64, true, List.of("tt:Wiper|On", "tt:Wiper|Off")));
      assertThat(facts.masks()).hasValue(new MaskFacts(4, 8, false));
      assertThat(facts.fingerprint()).isEmpty();
      assertThat(facts.remarks()).isEmpty();
      assertThat(facts.profiles()).hasSize(3);
      var first = facts.profiles().getFirst();
      assertThat(first.described()).isEqualTo("big: H265 3840x2160, 12.5 pictures/s, 2048 kbit/s");
      assertThat(first.address()).hasValue("rtsp://127.0.0.1:8554/stream");
    }
  }

  @Test
  void records_the_largest_stream_and_sees_the_one_nearest_to_what_the_eye_was_measured_with()
      throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      var choice = StreamChoice.of(onvif.describe().profiles()).orElseThrow();
      assertThat(choice.main().token()).isEqualTo("p0");
      assertThat(choice.sub().orElseThrow().token()).isEqualTo("p1");
    }
    assertThat(StreamChoice.of(List.of())).isEmpty();
  }

  @Test
  void shows_the_password_to_nobody() throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      onvif.describe();
      assertThat(device.requests()).noneMatch(request -> request.contains(LOGIN.password()));
      assertThat(device.requests().getFirst()).doesNotContain("Username");
    }
  }

  @Test
  void asks_by_the_clock_of_a_camera_whose_clock_is_wrong_and_says_so() throws Exception {
    try (var device = camera().at(Instant.parse("2014-12-24T19:14:37.250Z"));
        var onvif = open(device)) {
      device.with(
          Map.of(
              "GetSystemDateAndTime", HandMadeReplies.clock("Manual", 2014, 12, 24, 19, 14, 37)));
      var facts = onvif.describe();
      assertThat(facts.model()).isEqualTo("Lens 9000");
      assertThat(facts.remarks())
          .containsExactly(
              "its clock is 5939 days behind; give it a time server in its own settings");
    }
  }

  @Test
  void a_clock_that_says_no_time_is_said() throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      device.with(
          Map.of(
              "GetSystemDateAndTime", HandMadeReplies.clock("Manual", 2014, 13, 24, 19, 14, 37)));
      assertThat(onvif.describe().remarks()).containsExactly("its clock says no time");
    }
  }

  @Test
  void sets_the_clock_unless_a_time_server_keeps_it() throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      assertThat(onvif.setClock().orElseThrow().ntp()).isTrue();
      assertThat(device.asked()).doesNotContain("SetSystemDateAndTime");
      device
          .with(
              Map.of(
                  "GetSystemDateAndTime", HandMadeReplies.clock("Manual", 2031, 3, 30, 0, 40, 0)))
          .at(Instant.parse("2031-03-30T00:40:00Z"));
      assertThat(onvif.setClock().orElseThrow().ahead())
          .isEqualTo(Duration.ofMinutes(-19).minusMillis(58_250));
      assertThat(device.requests().getLast())
          .contains("Manual", ">CET-1CEST,M3.5.0,M10.5.0/3<", "2031", ">58<");
    }
  }

  @Test
  void a_camera_without_a_node_does_not_move() throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      device.with(Map.of("GetNodes", HandMadeReplies.envelope("<ptz:GetNodesResponse/>")));
      assertThat(onvif.describe().ptz()).isEmpty();
    }
    try (var device = camera().without("GetNodes");
        var onvif = open(device)) {
      var facts = onvif.describe();
      assertThat(facts.ptz()).isEmpty();
      assertThat(facts.remarks()).isEmpty();
    }
  }

  @Test
  void moves_a_camera_and_has_it_stop_by_itself() throws Exception {
    try (var device = camera();
        var onvif = open(device)) {
      var ptz = onvif.ptz(onvif.describe().profiles().getFirst()).orElseThrow();
      ptz.move(0.5, 0, -1, Duration.ofSeconds(2));
      assertThat(device.requests().getLast()).contains("x=\"0.5\"", "x=\"-1.0\"", "2.000S");
      ptz.stop();
      var presets = ptz.presets();
      assertThat(presets).containsExactly(new Ptz.Preset("7", "gate"), new Ptz.Preset("8", ""));
      ptz.goTo(presets.getFirst());
      assertThat(ptz.remember("yard")).isEqualTo(new Ptz.Preset("9", "yard"));
      ptz.forget(presets.getLast());
      ptz.goHome();
      assertThat(device.asked())
          .endsWith(
              "ContinuousMove",
              "Stop",
              "GetPresets",
              "GotoPreset",
              "SetPreset",
              "RemovePreset",
              "GotoHomePosition");
      assertThatThrownBy(() -> ptz.move(2, 0, 0, Duration.ofSeconds(1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ptz.move(1, 0, 0, Duration.ofMinutes(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void has_a_camera_paint_over_what_nobody_may_see_and_looks_whether_it_does() throws Exception {
    var zone =
        List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 0.25), new Point(0, 0.25));
    try (var device = camera();
        var onvif = open(device)) {
      var profile = onvif.describe().profiles().getFirst();
      var masks = onvif.masks(profile).orElseThrow();
      assertThat(masks.list()).isEmpty();
      // Snapped to its own blocks, and upside down, as ONVIF has it.
      device.with(
          "media2:CreateMask",
          request -> {
            assertThat(request).contains("x=\"-1.0\" y=\"1.0\"", "x=\"0.0\" y=\"0.5\"");
            device.with(
                Map.of(
                    "media2:GetMasks",
                    HandMadeReplies.masks(
                        """
                        <tt:Point x="-1" y="1"/><tt:Point x="0.01" y="1"/>
                        <tt:Point x="0.01" y="0.49"/><tt:Point x="-1" y="0.49"/>
                        """)));
            return MockDevice.Reply.ok(
                HandMadeReplies.envelope(
                    "<tr2:CreateMaskResponse><tr2:Token>m2</tr2:Token></tr2:CreateMaskResponse>"));
          });
      masks.replace(new PrivacyMasks(List.of(zone)));
      assertThat(masks.list()).hasSize(1);
      assertThat(device.asked()).contains("media2:CreateMask").doesNotContain("media2:DeleteMask");
      assertThat(masks.covers(new PrivacyMasks(List.of(zone)))).isTrue();
      assertThat(masks.covers(new PrivacyMasks(List.of(zone, zone)))).isFalse();
      // It acknowledges, and keeps them.
      assertThatThrownBy(masks::clear)
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("says that it covers something still");
      assertThat(device.asked()).contains("media2:DeleteMask");
      var other = List.of(new Point(0.6, 0.6), new Point(0.9, 0.6), new Point(0.9, 0.9));
      device.with(
          "media2:CreateMask",
          request ->
              MockDevice.Reply.ok(
                  HandMadeReplies.envelope(
                      "<tr2:CreateMaskResponse><tr2:Token>m3</tr2:Token></tr2:CreateMaskResponse>")));
      assertThatThrownBy(() -> masks.replace(new PrivacyMasks(List.of(other))))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("says that it covers something else");
      assertThatThrownBy(
              () -> masks.replace(new PrivacyMasks(List.of(zone, zone, zone, zone, zone))))
          .isInstanceOf(OnvifException.Unsupported.class)
          .hasMessageContaining("at most 4 masks, not 5");
    }
  }

  @Test
  void hears_of_meddling_and_drops_what_was_not_asked_for() throws Exception {
    try (var device = camera();
        var onvif = open(device);
        var signs = onvif.signs().orElseThrow()) {
      assertThat(signs.next(Duration.ofSeconds(1)))
          .containsExactly(
              new CameraSign(CameraSign.What.SCENE_CHANGED, true, OURS),
              new CameraSign(CameraSign.What.SIGNAL_LOST, false, OURS));
      assertThat(signs.dropped()).isEqualTo(3);
      var subscription =
          device.requests().stream()
              .filter(request -> request.contains("CreatePullPointSubscription"))
              .findFirst()
              .orElseThrow();
      assertThat(subscription)
          .contains(
              ">tns1:VideoSource/GlobalSceneChange//.|tns1:VideoSource/ImageTooBlurry//.|"
                  + "tns1:VideoSource/ImageTooDark//.|tns1:VideoSource/ImageTooBright//.|"
                  + "tns1:VideoSource/SignalLoss//.<",
              "EventPortType/CreatePullPointSubscriptionRequest");
    }
  }

  @Test
  void old_cameras_are_asked_as_they_know_it() throws Exception {
    try (var device = camera().without("GetServices");
        var onvif = open(device)) {
      device.with(
          Map.of(
              "GetCapabilities",
              HandMadeReplies.envelope(
                  """
                  <tds:GetCapabilitiesResponse><tds:Capabilities><tt:Events>
                  <tt:XAddr>http://192.168.7.7/onvif/events</tt:XAddr></tt:Events>
                  </tds:Capabilities></tds:GetCapabilitiesResponse>
                  """)));
      var facts = onvif.describe();
      assertThat(facts.services()).containsExactlyInAnyOrder("device", "events");
      assertThat(facts.remarks())
          .containsExactly("it offers no media service, so no streams: is it a camera?");
    }
  }

  @Test
  void a_camera_says_where_it_looks_and_where_its_presets_are() throws Exception {
    try (var dome =
            MockDome.start(Duration.ofMinutes(1))
                .remembering("Gate", -0.5)
                .remembering("Pier", 0.5);
        var onvif = open(dome.device())) {
      var ptz = onvif.ptz(onvif.describe().profiles().getFirst()).orElseThrow();
      var presets = ptz.presets();
      assertThat(presets)
          .containsExactly(
              new Ptz.Preset("gate", "Gate", Optional.of(new Ptz.Position(-0.5, 0.25, 0))),
              new Ptz.Preset("pier", "Pier", Optional.of(new Ptz.Position(0.5, 0.25, 0))));
      assertThat(ptz.status()).hasValue(new Ptz.Status(false, new Ptz.Position(0, 0.25, 0)));
      ptz.goTo(presets.getLast());
      assertThat(ptz.status()).hasValue(new Ptz.Status(true, new Ptz.Position(0.25, 0.25, 0)));
    }
  }

  @Test
  void one_that_does_not_say_where_it_looks_is_no_fault() throws Exception {
    var status = "<ptz:GetStatusResponse><ptz:PTZStatus/></ptz:GetStatusResponse>";
    try (var device = camera().with(Map.of("GetStatus", HandMadeReplies.envelope(status)));
        var onvif = open(device)) {
      var ptz = onvif.ptz(onvif.describe().profiles().getFirst()).orElseThrow();
      assertThat(ptz.status()).isEmpty();
    }
  }
}
