package org.vigie.app.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.app.camera.MaskProof.Verdict.Kind;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;
import org.vigie.sight.PictureDetail;
import org.vigie.sight.PictureDetail.Levels;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Tool;

/// What two pictures say of a mask.
@Timeout(120)
class MaskProofTest {

  private static Kind judge(Levels before, Levels after) {
    return MaskProof.judge(before, after).kind();
  }

  private static Levels levels(double elsewhere, Double... zones) {
    return new Levels(List.of(zones), elsewhere);
  }

  @Test
  void covered_places_have_lost_their_detail() {
    assertThat(judge(levels(9, 8.0, 12.0), levels(9, 0.2, 3.0))).isEqualTo(Kind.COVERED);
    assertThat(judge(levels(9, 8.0, 12.0), levels(9, 0.2, 11.0))).isEqualTo(Kind.UNCOVERED);
    assertThat(judge(levels(9, 0.4), levels(9, 7.0))).isEqualTo(Kind.UNCOVERED);
  }

  @Test
  void what_cannot_be_told_is_said() {
    assertThat(judge(levels(9, 0.4), levels(9, 0.4))).isEqualTo(Kind.UNKNOWN);
    assertThat(judge(levels(9, 8.0, -1.0), levels(9, 0.2, -1.0))).isEqualTo(Kind.UNKNOWN);
    assertThat(judge(levels(9, 8.0), levels(0.5, 0.2)))
        .as("a lamp went out")
        .isEqualTo(Kind.UNKNOWN);
    // A zone that shows its detail shows it, whatever the others say.
    assertThat(judge(levels(9, -1.0, 8.0), levels(9, -1.0, 8.0))).isEqualTo(Kind.UNCOVERED);
  }

  @Test
  void reads_it_off_a_cameras_own_pictures(@TempDir Path folder) throws Exception {
    assumeTrue(ForeignCameras.available(), "no GStreamer or ffmpeg here");
    var root = Path.of(System.getProperty("vigie.root"));
    assumeTrue(Files.exists(root.resolve("eye/target/runtime.classpath")), "the eye is not built");
    System.setProperty("vigie.home", root.toString());
    var box = ",drawbox=x=160:y=45:w=160:h=90:color=black:t=fill";
    try (var cameras =
        ForeignCameras.start(
            "",
            Map.of("bare", film(folder, "bare", ""), "painted", film(folder, "painted", box)))) {
      var masks =
          new PrivacyMasks(
              List.of(
                  List.of(
                      new Point(0.25, 0.125),
                      new Point(0.5, 0.125),
                      new Point(0.5, 0.375),
                      new Point(0.25, 0.375))));
      var detail = MaskProof.looker(folder.resolve("run"));
      var bare = look(detail, camera(folder, cameras.url("bare")), masks);
      var painted = look(detail, camera(folder, cameras.url("painted")), masks);
      assertThat(MaskProof.judge(bare, painted).kind()).isEqualTo(Kind.COVERED);
      assertThat(MaskProof.judge(bare, bare).kind()).isEqualTo(Kind.UNCOVERED);
      assertThat(MaskProof.judge(painted, painted).kind()).isEqualTo(Kind.UNKNOWN);
    }
  }

  private static Levels look(PictureDetail detail, CameraConfig camera, PrivacyMasks masks)
      throws IOException {
    var picture = KeyPicture.take(camera);
    return detail.look(picture.format(), picture.unit(), masks.zones());
  }

  private static CameraConfig camera(Path folder, String url) throws Exception {
    return TownConfig.read(
            Files.writeString(
                folder.resolve("vigie.yaml"),
                "town: X\nprofile: private-site\ncameras:\n  - {id: a, main: \"" + url + "\"}\n"))
        .cameras()
        .getFirst();
  }

  private static Path film(Path folder, String name, String more) throws Exception {
    var file = folder.resolve(name + ".mp4");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=640x360:rate=25:duration=2" + more,
        "-pix_fmt",
        "yuv420p",
        file.toString());
    return Tool.annexB(file, folder.resolve(name + ".h264"));
  }
}
