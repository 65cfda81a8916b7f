package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "dahua_describe_h264_aac_onvif, rtsp://192.168.5.111:554/cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif/trackID=0, 704x480",
    "hikvision_describe, rtsp://192.168.5.106:554/Streaming/Channels/101/trackID=1?transportmode=unicast&profile=Profile_1, 1920x1080",
    "h264dvr_describe, rtsp://127.0.0.1:554/camera/trackID=3, 1920x1080",
    "bunny_describe, rtsp://wowzaec2demo.streamlock.net/vod/mp4:BigBuckBunny_115k.mov/trackID=2, 240x160",
    "foscam_describe, rtsp://192.168.5.107:65534/videoMain/track1, 1280x720",
    "gw_main_describe, rtsp://192.168.1.110:5050/H264?channel=1&subtype=0&unicast=true&proto=Onvif/video, 1920x1080",
    "ipcam_describe, rtsp://192.168.5.9:554/asked/trackID=1, 1280x960",
    "macrovideo_describe, rtsp://192.168.5.9:554/asked/track1, 1280x720",
    "missing_content_type_describe, rtsp://192.168.5.9:554/asked/streamid=0, 320x180",
    "reolink_describe, rtsp://192.168.5.206/h264Preview_01_main/trackID=1, 2560x1440",
    "reolink_describe_control_first, rtsp://192.168.5.206/h264Preview_01_main/trackID=1, 2560x1440",
    "vstarcam_describe, rtsp://192.168.5.9:554/asked/track0, 1920x1080",
    "geovision_sdp, rtsp://192.168.5.237/media/video1/video, 2688x1520",
    "ubiquiti_sdp, rtsp://192.168.5.9:554/asked/trackID=2, 1920x1080",
    "anpviz_sdp, rtsp://192.168.5.9:554/asked/trackID=1, 704x576",
    "gw_sub_describe, rtsp://192.168.1.110:5049/H264?channel=1&subtype=1&unicast=true&proto=Onvif/video, 720x480",
    "dahua_describe_h265_pcma, rtsp://cam-driveway/cam/realmonitor?channel=1&subtype=2/trackID=0, 704x480",
    "anjvision_describe, rtsp://192.168.5.9:554/asked/trackID=1, 1280x704",
    "tplink_sdp, rtsp://192.168.5.9:554/asked/track1, 2560x1440"
  })
  void finds_the_pictures(String name, String url, String size) throws Exception {
    var message = name.endsWith("_sdp") ? sdp(name) : message(name);
    var track = VideoTrack.choose(Sdp.parse(message.body()));
    assertThat(new ControlUrls(message, ASKED).track(track.control())).isEqualTo(url);
    assertThat(track.format().map(f -> f.width() + "x" + f.height())).hasValue(size);
  }

  @Test
  void passes_over_a_base_address_without_a_scheme() throws Exception {
    var message = message("anjvision_describe");
    assertThat(new ControlUrls(message, ASKED).aggregate(Sdp.parse(message.body()).control()))
        .isEqualTo(ASKED);
  }

  @ParameterizedTest
  @CsvSource({
    "bunny_setup, 0, 1",
    "dahua_setup, 0, 1",
    "gw_main_setup_video, 0, 1",
    "gw_sub_setup, 0, 1",
    "hikvision_setup, 0, 1",
    "hikvision_setup_ssrc_space, 0, 1",
    "luckfox_rkipc_setup_tcp, 0, 1",
    "reolink_setup, 0, 1"
  })
  void reads_the_channels(String name, int rtp, int rtcp) throws Exception {
    var transport = Transport.parse(message(name).field("transport").orElse(""));
    assertThat(transport).hasValue(new Transport.Interleaved(rtp, rtcp));
  }

  @ParameterizedTest
  @CsvSource({
    "h264dvr_setup_video, 40004, 40005, 127.0.0.1",
    "h264dvr_setup_audio, 40006, 40007, 127.0.0.1",
    "luckfox_rkipc_setup_udp, 49152, 49153, ''"
  })
  void notices_a_camera_that_insists_on_udp(String name, int rtp, int rtcp, String source)
      throws Exception {
    assertThat(Transport.parse(message(name).field("transport").orElse("")))
        .hasValue(new Transport.Datagrams(rtp, rtcp, source));
  }

  @Test
  void answers_a_challenge_without_qop() throws Exception {
    var message = message("longse_unauthorized");
    assertThat(message.status()).isEqualTo(401);
    var challenge = Challenge.strongest(message.all("www-authenticate")).orElseThrow();
    var answer = challenge.answer(new Credentials("u", "p"), "DESCRIBE", "rtsp://h/");
    assertThat(answer).contains("realm=\"Surveillance Server\", nonce=\"98481030\"");
    assertThat(answer).doesNotContain("qop");
  }

  @Test
  void every_transcript_is_a_message() throws Exception {
    try (var files = Files.list(Shared.find(FOLDER).orElseThrow())) {
      for (var file : files.filter(f -> !f.toString().contains("LICENSE")).toList()) {
        var name = file.getFileName().toString().replace(".txt", "");
        if (!name.endsWith("_sdp")) {
          assertThat(message(name).status()).describedAs(name).isBetween(200, 499);
        }
      }
    }
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
