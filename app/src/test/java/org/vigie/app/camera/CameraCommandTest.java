package org.vigie.app.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.TownConfig;
import org.vigie.app.Typed;
import org.vigie.base.BadInput;
import org.vigie.onvif.FoundCamera;
import org.vigie.onvif.MockDevice;
import org.vigie.onvif.OnvifAddress;

/// `vigie camera`, against a camera that speaks ONVIF on a real socket.
class CameraCommandTest {

  private static final String TOWN =
      """
      town: X          # a comment of ours
      profile: private-site
      cameras:
        # the first one
        - id: yard   # by hand
          main: rtsp://192.0.2.1/x

      # where the console answers
      listen: 127.0.0.1:0
      """;

  @TempDir private Path folder = Path.of("");
  private Path config = Path.of("");
  private Path password = Path.of("");
  private MockDevice camera;

  @BeforeEach
  void start() throws IOException {
    config = Files.writeString(folder.resolve("vigie.yaml"), TOWN);
    password = Files.writeString(folder.resolve("gate.txt"), "gr\u00fcn & blau\n");
    camera =
        MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", "gr\u00fcn & blau").atAnyTime();
  }

  @AfterEach
  void stop() {
    camera.close();
  }

  private Typed add(String... more) {
    var words =
        new java.util.ArrayList<>(
            List.of(
                "camera",
                "add",
                camera.address().toString(),
                "--user",
                "vigie",
                "--password-file",
                password.toString()));
    words.addAll(List.of(more));
    return Typed.run(words.toArray(String[]::new));
  }

  @Test
  void adds_a_camera_and_leaves_what_people_wrote() throws Exception {
    var typed = add("--config", config.toString(), "--name", "Grille Nord");

    assertThat(typed.code()).as(typed.said()).isZero();
    assertThat(typed.said())
        .contains(
            "Handmade Lens 9000, firmware 1.2.3, serial number SN-0042",
            "big: H265 3840x2160, 12.5 pictures/s, 2048 kbit/s  -> recorded",
            "small: H264 640x360, 12.5 pictures/s, 2048 kbit/s  -> seen by the eye",
            "moves     yes, 64 presets, a home",
            "masks     up to 4 inside the camera",
            "as camera grille-nord",
            "act")
        .doesNotContain("blau");
    var block =
        """
          - id: grille-nord
            name: Grille Nord
            main: rtsp://127.0.0.1:8554/stream
            sub: rtsp://127.0.0.1:8554/stream
            onvif: %s
            user: vigie
            password_file: gate.txt
        """
            .formatted(camera.address());
    assertThat(config).hasContent(TOWN.replace("192.0.2.1/x\n", "192.0.2.1/x\n" + block));
    var added = TownConfig.read(config).cameras().getLast();
    assertThat(added.login().orElseThrow().password()).isEqualTo("gr\u00fcn & blau");
    assertThat(folder.resolve("vigie.yaml.new")).doesNotExist();

    var again = add("--config", config.toString(), "--name", "Grille Nord");
    assertThat(again.said())
        .contains("camera grille-nord of the configuration has this address already; --again");
    assertThat(again.code()).isEqualTo(1);
    assertThat(TownConfig.read(config).cameras()).hasSize(2);
    assertThat(add("--config", config.toString(), "--name", "Grille Nord", "--again").said())
        .contains("as camera grille-nord-2");
  }

  @Test
  void shows_what_it_would_do_and_does_nothing() throws Exception {
    var dry = add("--config", config.toString(), "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.said()).contains("would be added", "- id: lens-9000-127-0-0-1");
    var printed = add("--print");
    assertThat(printed.said()).contains("password_file: \"" + password.toRealPath() + "\"");
    assertThat(config).hasContent(TOWN);
  }

  @Test
  void a_file_whose_form_is_not_sure_is_left_alone() throws Exception {
    Files.writeString(
        config,
        "town: X\nprofile: private-site\ncameras: [{id: a, main: \"rtsp://192.0.2.1/x\"}]\n");
    var typed = add("--config", config.toString());
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.said()).contains("nothing can be added safely; with --print");
    Files.writeString(config, "town: X\nprofile: private-site\ncameras: []\n");
    assertThat(add("--config", config.toString()).code()).isZero();
    assertThat(TownConfig.read(config).cameras()).hasSize(1);
  }

  @Test
  void says_what_to_do_instead_of_a_password_on_the_command_line() {
    var typed =
        Typed.run("camera", "add", camera.address().toString(), "--user", "vigie", "--print");
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.said()).contains("--user wants --password-file F beside it");
    var nowhere = Typed.run("camera", "add", "192.0.2.1");
    assertThat(nowhere.said()).contains("--config FILE names the configuration");
    var wrong = Typed.run("camera", "add", camera.address().toString(), "--print");
    assertThat(wrong.said()).contains("asks for a user and a password; give --user");
  }

  @Test
  void compares_the_configuration_with_what_cameras_say() throws Exception {
    add("--config", config.toString(), "--name", "gate");
    var text =
        Files.readString(config)
            .replace("    main: rtsp://192.0.2.1/x\n", "    main: file:gate.txt\n");
    Files.writeString(config, text);

    var right = Typed.run("camera", "check", "--config", config.toString());
    assertThat(right.said())
        .contains("ok     gate", "Handmade Lens 9000, firmware 1.2.3; clock ")
        .contains(
            "ok     yard                 is not asked: it has no `onvif`, and no rtsp address");

    Files.writeString(
        config, text.replace("main: rtsp://127.0.0.1:8554/stream", "main: rtsp://127.0.0.1/old"));
    var differs = Typed.run("camera", "check", "--config", config.toString());
    assertThat(differs.code()).isEqualTo(1);
    assertThat(differs.said())
        .contains("wrong  gate", "`main` is none of the streams that it offers: big: H265");

    camera.close();
    var gone = Typed.run("camera", "check", "--config", config.toString());
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.said()).contains("wrong  gate", "takes no connection at this port");
  }

  @Test
  void lists_who_was_found_and_what_to_do_next() throws Exception {
    var found = new FoundCamera("urn:1", OnvifAddress.parse("10.0.0.7"), "North Gate", "L9", "");
    assertThat(FindCommand.lines(List.of(found)))
        .containsExactly(
            "http://10.0.0.7/onvif/device_service",
            "  North Gate, L9",
            "",
            "1 answered. Next: vigie camera add ADDRESS --user U --password-file F --config"
                + " FILE");
    assertThat(FindCommand.lines(List.of())).first().asString().contains("No camera answered");
  }

  @Test
  void ids_are_made_of_names() {
    assertThat(CameraBlock.id("Entr\u00e9e (Sud) / 3", Set.of())).isEqualTo("entree-sud-3");
    assertThat(CameraBlock.id("!", Set.of("camera", "camera-2"))).isEqualTo("camera-3");
    assertThat(CameraBlock.id("x".repeat(90), Set.of())).hasSize(36);
  }

  @Test
  void what_cameras_say_stays_text_in_yaml() throws Exception {
    for (var name :
        List.of(
            "yes",
            "12",
            "a: b",
            "- x",
            "a #b",
            "\"q\" \\ \n\u2028",
            "*x",
            "Rue de l\u2019\u00c9glise")) {
      var block =
          new CameraBlock(
              "gate",
              Map.of(
                  "name", CameraBlock.text(name),
                  "main", CameraBlock.text("rtsp://10.0.0.7/Ch 1/{main}?a=#b")));
      ConfigEdit.add(Files.writeString(config, TOWN), List.of(block));
      var added = TownConfig.read(config).cameras().getLast();
      assertThat(added.name()).isEqualTo(name.strip());
      assertThat(added.main()).isEqualTo("rtsp://10.0.0.7/Ch 1/{main}?a=#b");
    }
    assertThatThrownBy(
            () ->
                ConfigEdit.with(
                    config,
                    "town: X\n",
                    List.of(new CameraBlock("gate", Map.of("main", "rtsp://x/")))))
        .isInstanceOf(BadInput.class);
  }
}
