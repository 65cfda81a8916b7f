package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.base.Programs;
import org.vigie.governance.ledger.Query;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.onvif.MockDevice;
import org.vigie.onvif.OnvifException;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Tool;

/// A camera that masks inside itself, told by `vigie camera masks` while a town runs.
@Timeout(120)
class MasksInsideTest {

  private static final Pattern CORNER =
      Pattern.compile("Point [^>]*?(x=\"[^\"]*\")[^>]*?(y=\"[^\"]*\")");

  @TempDir private Path folder = Path.of("");

  private final List<String> polygons = new CopyOnWriteArrayList<>();

  @BeforeEach
  void needs_programs() {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    System.setProperty("vigie.home", VigieUnderTest.ROOT.toString());
  }

  /// Remembers what it is told to cover.
  private MockDevice camera() throws Exception {
    return MockDevice.start()
        .asking(MockDevice.Login.DIGEST, "vigie", "secret words")
        .atAnyTime()
        .with("media2:CreateMask", this::create)
        .with("media2:DeleteMask", request -> delete())
        .with("media2:GetMasks", request -> MockDevice.Reply.ok(envelope(body())));
  }

  private MockDevice.Reply create(String request) {
    var polygon = new StringBuilder("<tr2:Polygon>");
    var corner = CORNER.matcher(request);
    while (corner.find()) {
      polygon.append("<tt:Point %s %s/>".formatted(corner.group(1), corner.group(2)));
    }
    polygons.add(polygon.append("</tr2:Polygon>").toString());
    return MockDevice.Reply.ok(
        envelope("<tr2:CreateMaskResponse><tr2:Token>t</tr2:Token></tr2:CreateMaskResponse>"));
  }

  private MockDevice.Reply delete() {
    polygons.removeFirst();
    return MockDevice.Reply.ok(envelope("<tr2:DeleteMaskResponse/>"));
  }

  private String body() {
    var text = new StringBuilder("<tr2:GetMasksResponse>");
    for (int i = 0; i < polygons.size(); i++) {
      text.append("<tr2:Masks token=\"t")
          .append(i)
          .append("\"><tr2:ConfigurationToken>vsc</tr2:ConfigurationToken>")
          .append(polygons.get(i))
          .append("<tr2:Type>Color</tr2:Type><tr2:Enabled>true</tr2:Enabled></tr2:Masks>");
    }
    return text.append("</tr2:GetMasksResponse>").toString();
  }

  private static String envelope(String body) {
    return "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\""
        + " xmlns:tt=\"http://www.onvif.org/ver10/schema\""
        + " xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\"><e:Body>"
        + body
        + "</e:Body></e:Envelope>";
  }

  private TownConfig config(MockDevice camera, String stream, String more) throws Exception {
    Files.writeString(folder.resolve("gate.txt"), "secret words");
    Files.createDirectories(folder.resolve("acts"));
    return TownConfig.read(
        Files.writeString(
            folder.resolve("vigie.yaml"),
            """
            town: X
            profile: private-site
            listen: 127.0.0.1:0
            sight: {eyes: 0}
            cameras:
              - id: gate
                name: The gate
                main: %s
                onvif: %s
                user: vigie
                password_file: gate.txt
            """
                    .formatted(stream, camera.address())
                + more));
  }

  private static final String MASKS =
      "    privacy_masks: [[[0.25, 0.125], [0.5, 0.125], [0.5, 0.375], [0.25, 0.375]]]\n";

  private Typed masks(String... more) {
    var words =
        new ArrayList<>(
            List.of(
                "camera", "masks", "gate", "--config", folder.resolve("vigie.yaml").toString()));
    words.addAll(List.of(more));
    return Typed.run(words.toArray(String[]::new));
  }

  @Test
  void tells_a_camera_what_to_cover_and_says_that_its_picture_disagrees() throws Exception {
    assumeTrue(ForeignCameras.available(), "no GStreamer or ffmpeg here");
    try (var cameras = ForeignCameras.start("", Map.of("pattern", pattern()));
        var camera = camera()) {
      var config = config(camera, cameras.url("pattern"), MASKS);
      assertThat(masks().said())
          .contains("gate takes up to 4 masks of up to 8 corners", "it covers nothing", "--put");
      assertThat(masks("--put").said()).contains("no Vigie runs on this folder");
      assertThat(polygons).isEmpty();
      try (var town =
          Town.start(config, new Programs(VigieUnderTest.ROOT), line -> System.err.println(line))) {
        var put = masks("--put");
        // The camera says that it covers the zone; what it films has all its detail.
        assertThat(put.said())
            .contains(
                "gate says that it covers 1 zones.",
                "its picture says otherwise: zone 1 of 1 still has its detail",
                "Vigie's own mask stays");
        assertThat(put.code()).isEqualTo(1);
        assertThat(masks().said()).contains("they are the same");
        assertThat(kinds(town)).containsExactly("camera.masks-set", "camera.masks-ordered");
        var cleared = masks("--clear");
        assertThat(cleared.said()).contains("gate had 1 masks and covers nothing now");
        assertThat(cleared.code()).isZero();
        assertThat(polygons).isEmpty();
      }
    }
  }

  private static List<String> kinds(Town town) {
    return town
        .governance()
        .ledger()
        .page(new Query(Long.MAX_VALUE, 10, "", "camera."))
        .entries()
        .stream()
        .map(recorded -> recorded.entry().kind())
        .toList();
  }

  /// A pattern with detail everywhere.
  private Path pattern() throws Exception {
    var file = folder.resolve("pattern.mp4");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=640x360:rate=25:duration=4",
        "-pix_fmt",
        "yuv420p",
        file.toString());
    return Tool.annexB(file, folder.resolve("pattern.h264"));
  }

  @Test
  void a_camera_that_cannot_says_so() throws Exception {
    try (var camera = camera().without("media2:GetMaskOptions")) {
      config(camera, "rtsp://127.0.0.1:1/x", MASKS);
      var put = masks("--put");
      assertThat(put.code()).isEqualTo(1);
      assertThat(put.said())
          .contains("gate: takes no masks over ONVIF. Vigie's own mask stays as it is.");
    }
    try (var camera = camera()) {
      var five = MASKS.replace("]]]", "]]" + ", [[0, 0], [0.1, 0], [0, 0.1]]".repeat(4) + "]");
      config(camera, "rtsp://127.0.0.1:1/x", five);
      assertThat(masks("--put").said()).contains("takes at most 4 masks, not 5. Vigie's own");
      config(camera, "rtsp://127.0.0.1:1/x", "");
      assertThat(masks("--put").said()).contains("gate has no privacy_masks to be covered");
      assertThat(Typed.run("camera", "masks", "gaet", "--config", folder + "/vigie.yaml").said())
          .contains("no camera has the id or the name 'gaet'");
      camera.asking(MockDevice.Login.NEVER, "vigie", "secret words");
      assertThat(masks().said()).contains("refuses the user vigie or the password");
    }
  }

  @Test
  void a_camera_that_has_lost_its_masks_is_an_alarm_until_it_has_them_again() throws Exception {
    try (var camera = camera()) {
      var config = config(camera, "rtsp://127.0.0.1:1/x", MASKS);
      var gate = config.cameras().getFirst();
      try (var town =
          Town.start(config, new Programs(VigieUnderTest.ROOT), line -> System.err.println(line))) {
        var clocks = new FakeClocks();
        var raised = new ArrayList<String>();
        var asked = new ArrayList<String>();
        boolean[] covers = {true};
        boolean[] reached = {true};
        InnerMaskDuty.Look look =
            (one, masks) -> {
              asked.add(one.id().value());
              if (!reached[0]) {
                throw new OnvifException.Unreachable("gone");
              }
              return covers[0];
            };
        var duty =
            new InnerMaskDuty(
                config.cameras(), List::of, look, town.governance(), told(raised), clocks);
        duty.round();
        assertThat(asked).as("nobody told it anything").isEmpty();

        duty.told(gate.id(), gate.masks().orElseThrow().version());
        duty.round();
        duty.round();
        assertThat(asked).hasSize(1);
        assertThat(raised).isEmpty();

        covers[0] = false;
        clocks.advance(InnerMaskDuty.AGAIN);
        duty.round();
        assertThat(raised).containsExactly("INNER_MASKS gate");
        // That it is not reached changes nothing: nobody knows.
        reached[0] = false;
        clocks.advance(InnerMaskDuty.AGAIN);
        duty.round();
        assertThat(raised).containsExactly("INNER_MASKS gate");
        reached[0] = true;
        covers[0] = true;
        clocks.advance(InnerMaskDuty.AGAIN);
        duty.round();
        assertThat(raised).isEmpty();

        duty.told(gate.id(), "other");
        duty.round();
        assertThat(raised).as("the configuration was changed since").hasSize(1);
        duty.told(gate.id(), "");
        assertThat(raised).isEmpty();
      }
    }
  }

  private static Alarms told(List<String> raised) {
    return new Alarms() {
      @Override
      public void raise(AlarmKind kind, String subject, String detail) {
        if (!raised.contains(kind + " " + subject)) {
          raised.add(kind + " " + subject);
        }
      }

      @Override
      public void end(AlarmKind kind, String subject) {
        raised.remove(kind + " " + subject);
      }
    };
  }
}
