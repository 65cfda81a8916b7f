package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigie.base.login.Challenge;
import org.vigie.base.login.Credentials;
import org.vigie.base.login.Parameters;
import org.vigie.media.GoCorpus;
import org.vigie.media.MediaException;
import org.vigie.testkit.Shared;

/// What real cameras said (Retina's collection), and one expectation of each.
class TranscriptsTest {

  private static final String FOLDER = "data/streams/retina_rtsp_transcripts/";
  private static final String ASKED = "rtsp://192.168.5.9:554/asked";

  @BeforeAll
  static void requireTranscripts() {
    assumeTrue(Shared.find(FOLDER).isPresent(), "needs ../shared");
  }

  /// File by file: the track, its codec and size and the address that SETUP goes to; or the
  /// transport and session that SETUP gave; or status and session of another answer.
  private static final String EXPECTED =
      """
      anjvision_describe = H265 1280x704 rtsp://192.168.5.9:554/asked/trackID=1
      anpviz_sdp = H264 704x576 rtsp://192.168.5.9:554/asked/trackID=1
      bad_rtptime = 200 551045787
      bunny_describe = H264 240x160 rtsp://wowzaec2demo.streamlock.net/vod/mp4:BigBuckBunny_115k.mov/trackID=2
      bunny_play = 200 551045787
      bunny_setup = Interleaved[rtp=0, rtcp=1] 1642021126
      dahua_describe_h264_aac_onvif = H264 704x480 rtsp://192.168.5.111:554/cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif/trackID=0
      dahua_describe_h265_pcma = H265 704x480 rtsp://cam-driveway/cam/realmonitor?channel=1&subtype=2/trackID=0
      dahua_options = 200 136527041864 and GET_PARAMETER
      dahua_play = 200 634214684047
      dahua_setup = Interleaved[rtp=0, rtcp=1] 634214675641
      foscam_describe = H264 1280x720 rtsp://192.168.5.107:65534/videoMain/track1
      geovision_sdp = H264 2688x1520 rtsp://192.168.5.237/media/video1/video
      gw_main_describe = H264 1920x1080 rtsp://192.168.1.110:5050/H264?channel=1&subtype=0&unicast=true&proto=Onvif/video
      gw_main_play = 200 9a90de54
      gw_main_setup_audio = Interleaved[rtp=2, rtcp=3] 9a90de54
      gw_main_setup_video = Interleaved[rtp=0, rtcp=1] 9a90de54
      gw_sub_describe = H264 720x480 rtsp://192.168.1.110:5049/H264?channel=1&subtype=1&unicast=true&proto=Onvif/video
      gw_sub_play = 200 9b0d0e54
      gw_sub_setup = Interleaved[rtp=0, rtcp=1] 9b0d0e54
      h264dvr_describe = H264 1920x1080 rtsp://127.0.0.1:554/camera/trackID=3
      h264dvr_play = 200 231970
      h264dvr_setup_audio = Datagrams[rtp=40006, rtcp=40007, source=127.0.0.1] 231980
      h264dvr_setup_video = Datagrams[rtp=40004, rtcp=40005, source=127.0.0.1] 231970
      hikvision_describe = H264 1920x1080 rtsp://192.168.5.106:554/Streaming/Channels/101/trackID=1?transportmode=unicast&profile=Profile_1
      hikvision_play = 200 708345999
      hikvision_setup = Interleaved[rtp=0, rtcp=1] 708345999
      hikvision_setup_ssrc_space = Interleaved[rtp=0, rtcp=1] 708886412
      ipcam_describe = H264 1280x960 rtsp://192.168.5.9:554/asked/trackID=1
      laureii_play = 200 1234567890
      longse_unauthorized = 401 Digest username="u", realm="Surveillance Server", nonce="98481030", uri="rtsp://h/", response="59d758da64480e40f1611df37dd2877b"
      luckfox_rkipc_setup_tcp = Interleaved[rtp=0, rtcp=1] 12345678
      luckfox_rkipc_setup_udp = Datagrams[rtp=49152, rtcp=49153, source=] 12345678
      macrovideo_describe = H264 1280x720 rtsp://192.168.5.9:554/asked/track1
      missing_content_type_describe = H264 320x180 rtsp://192.168.5.9:554/asked/streamid=0
      reolink_describe = H264 2560x1440 rtsp://192.168.5.206/h264Preview_01_main/trackID=1
      reolink_describe_control_first = H264 2560x1440 rtsp://192.168.5.206/h264Preview_01_main/trackID=1
      reolink_play = 200 F8F8E425
      reolink_setup = Interleaved[rtp=0, rtcp=1] F8F8E425
      reolink_teardown = 200
      tplink_sdp = H265 2560x1440 rtsp://192.168.5.9:554/asked/track1
      ubiquiti_sdp = H264 1920x1080 rtsp://192.168.5.9:554/asked/trackID=2
      vstarcam_describe = H264 1920x1080 rtsp://192.168.5.9:554/asked/track0
      """;

  @TestFactory
  Stream<DynamicTest> says_what_is_expected_of_it() {
    return EXPECTED
        .lines()
        .map(line -> line.split(" = ", 2))
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair[0], () -> assertThat(understood(pair[0])).isEqualTo(pair[1])));
  }

  @Test
  void every_file_has_its_expectation() throws Exception {
    try (var files = Files.list(Shared.find(FOLDER).orElseThrow())) {
      var names =
          files
              .map(f -> f.getFileName().toString().replace(".txt", ""))
              .filter(f -> !f.startsWith("LICENSE"))
              .toList();
      assertThat(names)
          .containsExactlyInAnyOrderElementsOf(
              EXPECTED.lines().map(line -> line.split(" = ", 2)[0]).toList());
    }
  }

  private static String understood(String name) throws Exception {
    var message = name.endsWith("_sdp") ? sdp(name) : message(name);
    var session = message.field("session").orElse("").split(";", 2)[0].strip();
    if (message.status() == 401) {
      var challenge = Challenge.strongest(message.all("www-authenticate")).orElseThrow();
      return "401 " + challenge.answer(new Credentials("u", "p"), "DESCRIBE", "rtsp://h/");
    }
    if (name.contains("_setup")) {
      return Transport.parse(message.field("transport").orElse("")).orElseThrow() + " " + session;
    }
    if (message.body().length == 0) {
      boolean asks = message.field("public").orElse("").contains("GET_PARAMETER");
      return (message.status() + " " + session + (asks ? " and GET_PARAMETER" : "")).strip();
    }
    var track = VideoTrack.choose(Sdp.parse(message.body()));
    return track.format().orElseThrow()
        + " "
        + new ControlUrls(message, ASKED).track(track.control());
  }

  @Test
  void passes_over_a_base_address_without_a_scheme() throws Exception {
    var message = message("anjvision_describe");
    assertThat(new ControlUrls(message, ASKED).aggregate(Sdp.parse(message.body()).control()))
        .isEqualTo(ASKED);
  }

  @Test
  void fails_only_as_declared_on_any_input() throws Exception {
    var inputs = GoCorpus.read("data/streams/gortsplib_fuzz");
    assertThat(inputs).hasSizeGreaterThan(300);
    for (var input : inputs) {
      survive(input);
    }
    var transcripts =
        List.of("dahua_describe_h264_aac_onvif", "hikvision_describe", "longse_unauthorized");
    for (long seed = 0; seed < 1500; seed++) {
      var random = new SplittableRandom(seed);
      var bytes = bytes(transcripts.get(random.nextInt(3)));
      for (int i = 0; i < 5; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        survive(bytes);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void survive(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    Transport.parse(text);
    Parameters.read(text, ',');
    Challenge.strongest(List.of(text))
        .ifPresent(c -> c.answer(new Credentials("u", "p"), "PLAY", "rtsp://h/"));
    try {
      var message = RtspMessage.head(input, 0, input.length);
      new ControlUrls(message, ASKED).track(message.field("content-base"));
    } catch (MediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    try {
      VideoTrack.choose(Sdp.parse(input));
    } catch (MediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static RtspMessage sdp(String name) throws Exception {
    return new RtspMessage(200, List.of(), bytes(name));
  }

  private static RtspMessage message(String name) throws Exception {
    var bytes = bytes(name);
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.replace("\r", " ").indexOf("\n \n");
    int head = end >= 0 ? end + 3 : Math.max(text.indexOf("\n\n") + 2, 0);
    int length = head == 0 || head == 1 ? bytes.length : head;
    return RtspMessage.head(bytes, 0, length).with(Arrays.copyOfRange(bytes, length, bytes.length));
  }

  private static byte[] bytes(String name) throws Exception {
    return Files.readAllBytes(Shared.find(FOLDER + name + ".txt").orElseThrow());
  }
}
