package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.governance.ledger.Query;
import org.vigie.onvif.MockDevice;
import org.vigie.sight.Demuxers;

/// `vigie camera replace`, with a new device on a real socket.
@Timeout(120)
class CameraReplacedTest {

  private static final String TOWN =
      """
      town: X   # ours
      profile: private-site
      listen: 127.0.0.1:0
      sight: {eyes: 0}
      cameras:
        - id: gate
          name: The gate      # as the mayor calls it
          main: rtsp://192.0.2.1/old   # by hand
          sub: rtsp://192.0.2.1/small
          tls_fingerprint: "%s"
          groups: [North]
        - id: yard
          main: rtsp://192.0.2.2/x
      """
          .formatted("ab".repeat(32));

  @TempDir private Path folder = Path.of("");

  private Typed replace(MockDevice camera, String... more) {
    var words =
        new ArrayList<>(
            List.of("camera", "replace", "gate", camera.address().toString(), "--config"));
    words.add(folder.resolve("vigie.yaml").toString());
    words.addAll(List.of("--user", "vigie", "--password-file", folder.resolve("new.txt") + ""));
    words.addAll(List.of(more));
    return Typed.run(words.toArray(String[]::new));
  }

  @Test
  void a_new_device_takes_the_place_and_the_camera_goes_on() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    Files.createDirectories(folder.resolve("acts"));
    Files.writeString(folder.resolve("new.txt"), "new words\n");
    var file = Files.writeString(folder.resolve("vigie.yaml"), TOWN);
    try (var camera =
        MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", "new words").atAnyTime()) {
      assertThat(replace(camera, "--print").said()).contains("main: rtsp://127.0.0.1:8554/stream");
      var alone = replace(camera);
      assertThat(alone.code()).isEqualTo(1);
      assertThat(alone.said()).contains("no Vigie runs on this folder");
      assertThat(file).hasContent(TOWN);
      try (var town =
          Town.start(
              TownConfig.read(file),
              new Programs(VigieUnderTest.ROOT),
              line -> System.err.println(line))) {
        var typed = replace(camera);
        assertThat(typed.said())
            .contains(
                "Handmade Lens 9000",
                "gate is this device from now on",
                "until then its rules rest");
        assertThat(typed.code()).isZero();
        assertThat(file)
            .content()
            .contains(
                "town: X   # ours",
                "name: The gate      # as the mayor calls it",
                "main: rtsp://127.0.0.1:8554/stream   # by hand",
                "    onvif: " + camera.address(),
                "    user: vigie",
                "    password_file: new.txt",
                "groups: [North]")
            .doesNotContain("192.0.2.1/")
            .doesNotContain("tls_fingerprint");
        var now = TownConfig.read(file).cameras();
        assertThat(now.getFirst().groups()).containsExactly("North");
        assertThat(now.getFirst().sub()).hasValue("rtsp://127.0.0.1:8554/stream");
        assertThat(now.getLast().main()).isEqualTo("rtsp://192.0.2.2/x");
        var entries =
            town.governance().ledger().page(new Query(Long.MAX_VALUE, 10, "", "camera.")).entries();
        assertThat(entries)
            .filteredOn(one -> one.entry().kind().equals("camera.replaced"))
            .singleElement()
            .satisfies(one -> assertThat(one.entry().text("serial")).isEqualTo("SN-0042"));
        // Zones were drawn on another picture.
        assertThat(town.looksElsewhere(now.getFirst().id())).isTrue();
        assertThat(town.looksElsewhere(now.getLast().id())).isFalse();
      }
    }
  }

  @Test
  void lines_that_are_not_sure_are_left() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    Files.createDirectories(folder.resolve("acts"));
    Files.writeString(folder.resolve("new.txt"), "new words\n");
    var text =
        "town: X\nprofile: private-site\nlisten: 127.0.0.1:0\nsight: {eyes: 0}\n"
            + "cameras: [{id: gate, main: \"rtsp://192.0.2.1/x\"}]\n";
    var file = Files.writeString(folder.resolve("vigie.yaml"), text);
    try (var camera =
            MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", "new words").atAnyTime();
        var town =
            Town.start(
                TownConfig.read(file),
                new Programs(VigieUnderTest.ROOT),
                line -> System.err.println(line))) {
      assertThat(replace(camera).said()).contains("nothing can be replaced safely");
      assertThat(file).hasContent(text);
      camera.asking(MockDevice.Login.NEVER, "vigie", "x");
      assertThat(replace(camera).said()).contains("refuses the user vigie");
      assertThat(town.looksElsewhere(town.config().cameras().getFirst().id())).isFalse();
    }
  }

  /// The eye had the old device's small stream: it must not go on seeing what that one films now.
  @Test
  void a_new_device_without_a_second_stream_is_seen_by_its_only_one() throws Exception {
    var file = Files.writeString(folder.resolve("vigie.yaml"), TOWN);
    var config = TownConfig.read(file);
    var logins =
        new CameraLogins(
            new CameraOrigins(
                config,
                Optional.empty(),
                new Demuxers(List.of("none"), folder.resolve("run"), Clocks.system())),
            file);
    var gate = config.cameras().getFirst();
    var shown = logins.of(gate);
    assertThat(shown.getLast()).hasToString("rtsp://192.0.2.1:554");

    Files.writeString(
        file,
        TOWN.replace("192.0.2.1/old", "192.0.2.7/new")
            .replace("sub: rtsp://192.0.2.1/small", "onvif: http://192.0.2.7/onvif"));
    logins.renew(gate.id(), camera -> {});

    assertThat(shown).allSatisfy(one -> assertThat(one).hasToString("rtsp://192.0.2.7:554"));
  }

  @Test
  void an_exchange_that_fails_after_its_entry_is_taken_back_in_the_ledger() throws Exception {
    Files.writeString(folder.resolve("new.txt"), "new words\n");
    var file = folder.resolve("vigie.yaml");
    var inOneLine =
        "town: X\nprofile: private-site\ncameras: [{id: gate, main: rtsp://192.0.2.1/x}]\n";
    try (var camera =
            MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", "new words").atAnyTime();
        var fleet = new HeardFleet(folder, done -> write(file, inOneLine))) {
      Files.writeString(file, TOWN);

      var typed = replace(camera);

      assertThat(typed.code()).isEqualTo(1);
      assertThat(typed.said()).contains("nothing can be replaced safely");
      var entries = fleet.entries("camera.replaced");
      assertThat(entries).hasSize(2);
      assertThat(entries.getFirst().entry().text("result")).isEqualTo("failed");
      assertThat(fleet.heard())
          .as("nobody is told of another device")
          .noneMatch(one -> one.what() == null);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
