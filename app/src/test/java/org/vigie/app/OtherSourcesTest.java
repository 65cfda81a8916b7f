package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Programs;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.Span;
import org.vigie.testkit.Tool;

/// Streams that are not asked for by RTSP.
@Timeout(120)
class OtherSourcesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void a_transport_stream_is_recorded_and_ends_with_a_gap() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(Tool.isThere("ffmpeg"), "no ffmpeg here");
    var data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of("rtsp://127.0.0.1:1/x"), null);
    var clip = data.resolve("clip.ts").toString();
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=25:duration=4",
        "-c:v",
        "libx264",
        "-g",
        "25",
        "-pix_fmt",
        "yuv420p",
        clip);
    var file = data.resolve("vigie.yaml");
    Files.writeString(file, Files.readString(file).replace("rtsp://127.0.0.1:1/x", "file:clip.ts"));
    try (var town =
        Town.start(
            TownConfig.read(file),
            new Programs(VigieUnderTest.ROOT),
            line -> System.err.println(line))) {
      VigieUnderTest.await(
          "the end of the file",
          Duration.ofSeconds(60),
          () -> gaps(town).contains(GapReason.CAMERA_REFUSED));
      VigieUnderTest.await("all of it", Duration.ofSeconds(20), () -> seconds(town) > 3.8);
      assertThat(seconds(town)).isLessThan(4.3);
      assertThat(town.posts().getFirst().states().getFirst().reason())
          .contains("file clip.ts: the source has been played to its end");
    }
  }

  private static List<GapReason> gaps(Town town) {
    return town.recorder().timeline(new CameraId("camera-1"), everything()).gaps().stream()
        .map(gap -> gap.reason())
        .toList();
  }

  private static double seconds(Town town) {
    return town.recorder().timeline(new CameraId("camera-1"), everything()).recorded().stream()
        .mapToDouble(span -> Duration.between(span.from(), span.to()).toMillis() / 1000.0)
        .sum();
  }

  private static Span everything() {
    var now = Instant.now();
    return new Span(now.minus(Duration.ofHours(1)), now.plusSeconds(60));
  }

  @Test
  void addresses_are_checked_and_messages_never_hold_a_password() throws Exception {
    var http = SourceAddress.parse("HTTP://user:ge%2Fheim@192.0.2.1:8080/a.ts", folder);
    assertThat(http.address()).startsWith("http://user:ge%2Fheim@");
    assertThat(http.toString()).isEqualTo("http://192.0.2.1:8080");
    assertThat(SourceAddress.parse("udp://@239.0.0.1:5000", folder).toString())
        .isEqualTo("udp://239.0.0.1:5000");
    var plain = SourceAddress.parse("http://192.0.2.1/a.ts", folder);
    assertThat(plain.with(new CameraConfig.Login("u", "p@ss/word")).address())
        .isEqualTo("http://u:p%40ss%2Fword@192.0.2.1/a.ts");
    assertThat(plain.with(new CameraConfig.Login("u", "geheim")).toString())
        .doesNotContain("geheim");
    assertThatThrownBy(() -> SourceAddress.parse("srt://user:geheim@192.0.2.1", folder))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("needs a port")
        .hasMessageNotContaining("geheim");
    var listening = "srt://0.0.0.0:9000?mode=listener";
    assertThatThrownBy(() -> SourceAddress.parse(listening, folder))
        .hasMessageContaining("needs passphrase");
    assertThat(SourceAddress.parse(listening + "&passphrase=geheim-geheim", folder).toString())
        .isEqualTo("srt://0.0.0.0:9000");
    assertThatThrownBy(
            () -> SourceAddress.parse("rtmp://0.0.0.0:1935/live/x?mode=listener", folder))
        .hasMessageContaining("this machine only");
    assertThat(SourceAddress.parse("rtmp://relay.example/live/x", folder).toString())
        .isEqualTo("rtmp://relay.example");
    assertThatThrownBy(() -> SourceAddress.parse("file:none.ts", folder))
        .hasMessageContaining("there is no readable file");
  }
}
