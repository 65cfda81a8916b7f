package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.governance.ledger.Query;
import org.vigie.model.CameraId;
import org.vigie.onvif.MockDevice;

/// `vigie camera clock` and `inventory`, against a camera on a real socket.
@Timeout(120)
class CameraUpkeepTest {

  private static final String LONG_AGO =
      """
      <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
        xmlns:tt="http://www.onvif.org/ver10/schema"
        xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><e:Body>
      <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>
      <tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>
      <tt:TimeZone><tt:TZ>CET-1CEST,M3.5.0,M10.5.0/3</tt:TZ></tt:TimeZone>
      <tt:UTCDateTime><tt:Time><tt:Hour>1</tt:Hour><tt:Minute>2</tt:Minute>
      <tt:Second>3</tt:Second></tt:Time><tt:Date><tt:Year>2014</tt:Year><tt:Month>1</tt:Month>
      <tt:Day>2</tt:Day></tt:Date></tt:UTCDateTime>
      </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse></e:Body></e:Envelope>
      """;

  private static final String DONE =
      "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\""
          + " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\"><e:Body><tds:%sResponse/>"
          + "</e:Body></e:Envelope>";

  @TempDir private Path folder = Path.of("");

  private TownConfig config(MockDevice camera) throws Exception {
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
                name: =The gate
                main: rtsp://127.0.0.1:8554/stream
                onvif: %s
              - id: file
                main: udp://127.0.0.1:9
            """
                .formatted(camera.address())));
  }

  private Typed camera(String verb, String... more) {
    var words = new ArrayList<>(List.of("camera", verb));
    words.addAll(List.of(more));
    words.addAll(List.of("--config", folder.resolve("vigie.yaml").toString()));
    return Typed.run(words.toArray(String[]::new));
  }

  @Test
  void a_clock_is_shown_set_and_made_to_follow() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    try (var camera = MockDevice.start()) {
      camera.with("GetSystemDateAndTime", request -> MockDevice.Reply.ok(LONG_AGO));
      camera.with(
          "SetSystemDateAndTime",
          request -> {
            camera.atAnyTime();
            return MockDevice.Reply.ok(DONE.formatted("SetSystemDateAndTime"));
          });
      var config = config(camera);
      var shown = camera("clock", "--all");
      assertThat(shown.code()).isEqualTo(1);
      assertThat(shown.said()).contains("wrong  gate", "days behind", "left   file");
      assertThat(camera("clock", "gate", "--set").said()).contains("no Vigie runs on this folder");
      assertThat(camera.asked()).doesNotContain("SetSystemDateAndTime");
      assertThat(camera("clock").said()).contains("name one camera, or say --all");
      try (var town =
          Town.start(config, new Programs(VigieUnderTest.ROOT), line -> System.err.println(line))) {
        assertThat(camera("clock", "gate", "--ntp", "192.0.2.1").said())
            .contains("wrong  gate", "refuses SetNTP");
        var set = camera("clock", "gate", "--set");
        assertThat(set.said()).contains("set    gate", "is right to a few seconds");
        assertThat(set.code()).isZero();
        camera.with("SetNTP", request -> MockDevice.Reply.ok(DONE.formatted("SetNTP")));
        assertThat(camera("clock", "gate", "--ntp", "time.example.org").said())
            .contains("follows time.example.org from now on");
        assertThat(camera.requests())
            .anyMatch(
                request -> request.contains("SetNTP") && request.contains("time.example.org"));
        assertThat(
                town.governance()
                    .ledger()
                    .page(new Query(Long.MAX_VALUE, 10, "", "camera.clock-set"))
                    .entries())
            .hasSize(3);
      }
    }
  }

  @Test
  void an_inventory_says_what_each_is_and_which_nobody_needs() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    try (var camera = MockDevice.start().atAnyTime()) {
      var config = config(camera);
      var alone = camera("inventory");
      assertThat(alone.code()).as("one does not answer").isEqualTo(1);
      assertThat(alone.said())
          .contains(
              "maker            Handmade",
              "firmware         1.2.3",
              "serial           SN-0042",
              "recorded stream  big: H265 3840x2160",
              "certificate      none: asked in clear",
              "cannot be asked",
              "No Vigie runs on");
      try (var town =
          Town.start(config, new Programs(VigieUnderTest.ROOT), line -> System.err.println(line))) {
        var csv = folder.resolve("out.csv");
        assertThat(camera("inventory", "--csv", csv.toString()).said()).contains("2 cameras.");
        assertThat(csv)
            .content()
            .startsWith("\uFEFFid;name;address;maker;")
            .contains("gate;'=The gate;", ";no act covers it;");
        assertThat(camera("inventory", "--csv", csv.toString()).said())
            .contains("is there already");
        assertThat(town.config().cameras()).hasSize(2);
      }
    }
  }

  @Test
  void how_a_camera_stands_survives_its_way() {
    var standing =
        new CameraStanding(
            new CameraId("gate"),
            Optional.of("act\t2031 7"),
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            Optional.of(Instant.EPOCH.plusSeconds(7)));
    var read = CameraStanding.parse(standing.line());
    assertThat(read.act()).hasValue("act 2031 7");
    assertThat(read.lastRecorded()).hasValue(Instant.EPOCH);
    assertThat(read.lastAlert()).isEmpty();
    assertThat(read.lastOpened()).hasValue(Instant.EPOCH.plusSeconds(7));
  }
}
