package org.vigie.app.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.TownConfig;
import org.vigie.app.Typed;
import org.vigie.governance.Purpose;
import org.vigie.onvif.MockDevice;

/// A town's cameras as a table: `vigie camera import` and `export`.
class FleetTest {

  private static final String TOWN =
      """
      town: X          # a comment of ours
      profile: private-site
      cameras:
        - id: yard
          name: Cour
          main: rtsp://somebody:hidden@192.0.2.1/x
          position: [43.3, -5.3]

      listen: 127.0.0.1:0
      """;

  @TempDir private Path folder = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void write() throws Exception {
    config = Files.writeString(folder.resolve("vigie.yaml"), TOWN);
  }

  private Typed bring(byte[] table, String... more) throws Exception {
    var file = Files.write(folder.resolve("cameras.csv"), table);
    var words =
        new ArrayList<>(
            List.of("camera", "import", file.toString(), "--config", config.toString()));
    words.addAll(List.of(more));
    return Typed.run(words.toArray(String[]::new));
  }

  private Typed bring(String table, String... more) throws Exception {
    return bring(table.getBytes(StandardCharsets.UTF_8), more);
  }

  @Test
  void takes_what_a_french_spreadsheet_saves() throws Exception {
    var table =
        """
        Identifiant;Nom;Lieu;Groupes;Latitude;Longitude;Direction;Ouverture;Portée;Finalité;Flux principal;Donne sur des habitations\r
        quai-nord;Quai Nord;"Angle du quai; côté écluse";Port | Rive droite;43,30571;5,36952;75;60;40;traffic_flow;rtsp://192.0.2.7/main;oui\r
        ;Marché aux fleurs;;;;;;;;;rtsp://192.0.2.8/main;\r
        ;;;;;;;;;;;\r
        yard;Cour;;;43,3;-5,3;;;;;rtsp://somebody:hidden@192.0.2.1/x;\r
        """;
    var typed = bring(table.getBytes(Charset.forName("windows-1252")));
    assertThat(typed.code()).as(typed.said()).isZero();
    assertThat(typed.said())
        .containsPattern("line 2 +quai-nord +new")
        .containsPattern("line 3 +marche-aux-fleurs +new")
        .containsPattern("line 5 +yard +is there, and the same")
        .contains("2 new, 1 the same, 0 different, 0 refused.")
        .doesNotContain("hidden");
    assertThat(Files.readString(config)).startsWith("town: X          # a comment of ours\n");
    var cameras = TownConfig.read(config).cameras();
    assertThat(cameras).hasSize(3);
    var quay = cameras.get(1);
    assertThat(quay.name()).isEqualTo("Quai Nord");
    assertThat(quay.groups()).containsExactly("Port", "Rive droite");
    assertThat(quay.site().place()).isEqualTo("Angle du quai; côté écluse");
    assertThat(quay.site().position().orElseThrow().latitude()).isEqualTo(43.30571);
    assertThat(quay.site().view().orElseThrow().reach()).isEqualTo(40);
    assertThat(quay.site().purpose()).contains(Purpose.TRAFFIC_FLOW);
    assertThat(quay.facesDwellings()).isTrue();
    assertThat(cameras.get(2).name()).isEqualTo("Marché aux fleurs");
  }

  @Test
  void says_what_would_become_of_each_line_and_does_nothing() throws Exception {
    var table =
        """
        id,name,main,latitude,longitude,norm,onvif
        gate,Gate,rtsp://192.0.2.9/a,,,,
        yard,Hof,rtsp://192.0.2.9/b,43.3,-5.3,,
        Tor,Tor,rtsp://192.0.2.9/c,,,,
        gate,Gate again,rtsp://192.0.2.9/d,,,,
        far,Far,rtsp://192.0.2.9/e,143.2,5,,
        half,Half,rtsp://192.0.2.9/f,43.2,,,
        odd,Odd,rtsp://192.0.2.9/g,,,enormous,
        none,None,,,,,
        """;
    var typed = bring(table, "--dry-run");
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.said())
        .containsPattern("line 2 +gate +new")
        .containsPattern(
            "line 3 +yard +is there and stays as it is; the table differs in name, main\\n")
        .containsPattern("line 4 +Tor +refused: id: 'Tor' should be 1 to 40 lower-case letters")
        .containsPattern("line 5 +gate +refused: id: line 2 has gate too")
        .containsPattern("line 6 +far +refused: position.*: should be .*90")
        .containsPattern("line 7 +half +refused: latitude needs longitude beside it")
        .containsPattern("line 8 +odd +refused: norm: ")
        .containsPattern("line 9 +none +refused: has neither main.* nor onvif")
        .contains("1 new, 0 the same, 1 different, 6 refused.", "Nothing was written");
    assertThat(config).hasContent(TOWN);
    assertThat(folder.resolve("vigie.yaml.new")).doesNotExist();

    assertThat(bring(table).said()).contains("Nothing was written: mend the refused lines");
    assertThat(config).hasContent(TOWN);

    assertThat(bring(table, "--skip-refused").code()).isEqualTo(1);
    assertThat(TownConfig.read(config).cameras())
        .extracting(camera -> camera.id().value())
        .containsExactly("yard", "gate");
  }

  @Test
  void asks_a_camera_that_the_table_names_by_its_address() throws Exception {
    Files.writeString(folder.resolve("fleet.txt"), "secret words\n");
    try (var camera =
        MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", "secret words").atAnyTime()) {
      var table =
          "id,name,place,address\nlock,Lock,by the gate,%s\n,Nobody there,,http://127.0.0.1:9/x\n"
              .formatted(camera.address());
      var typed =
          bring(
              table,
              "--user",
              "vigie",
              "--password-file",
              folder.resolve("fleet.txt").toString(),
              "--skip-refused");
      assertThat(typed.said())
          .containsPattern("line 2 +lock +new")
          .containsPattern("line 3 +refused: 127.0.0.1:9")
          .doesNotContain("secret words");
      var added = TownConfig.read(config).cameras().getLast();
      assertThat(added.id().value()).isEqualTo("lock");
      assertThat(added.main()).isEqualTo("rtsp://127.0.0.1:8554/stream");
      assertThat(added.site().place()).isEqualTo("by the gate");
      assertThat(added.login().orElseThrow().password()).isEqualTo("secret words");
      // Once more: it is known by its address, though the table leaves its id out.
      var again = bring("name,address\nLock,%s\n".formatted(camera.address()));
      assertThat(again.said()).containsPattern("line 2 +lock +is there, and the same");
    }
  }

  @Test
  void says_what_is_wrong_with_a_table() throws Exception {
    assertThat(bring("id,name,Passwort\n").said()).contains("'Passwort' is not known; columns are");
    assertThat(bring("id,Mot de passe\n").said()).contains(":1: has a column of passwords");
    assertThat(bring("id,ID\n").said()).contains("two columns say 'id'");
    assertThat(bring("").said()).contains("is empty");
    assertThat(bring("id,name\na,b,c\n").said()).contains(":2: has 3 cells", "names 2 columns");
    assertThat(bring("id,name\na,\"b\n").said()).contains("a quote that opens should close");
    assertThat(bring(new byte[5 << 20]).said()).contains("larger than 4 MiB");
    assertThat(bring("id,name,main\n").said()).contains("Nothing to add");
    var missing =
        Typed.run("camera", "import", folder.resolve("no.csv").toString(), "--config", "" + config);
    assertThat(missing.said()).contains("there is no such file");
    assertThat(config).hasContent(TOWN);
  }

  @Test
  void what_is_written_is_read_again_and_holds_no_password() throws Exception {
    bring(
        """
        id,name,groups,place,latitude,longitude,direction,angle,reach,purpose,main,sub,faces_dwellings
        lock,'=cmd|x!A1,Port,"a ""quoted"" place, with a comma",43.5,5,10,20,30.5,TRAFFIC_FLOW,rtsp://192.0.2.9/a,rtsp://192.0.2.9/b,yes
        """);
    var out = folder.resolve("out.csv");
    var typed =
        Typed.run("camera", "export", "--config", config.toString(), "--out", out.toString());
    assertThat(typed.code()).isZero();
    assertThat(typed.said()).contains("2 cameras", "hold a password, which the table does not");
    assertThat(Files.readString(out)).doesNotContain("hidden", ";=cmd").contains("'=cmd");
    var exists =
        Typed.run("camera", "export", "--config", config.toString(), "--out", out.toString());
    assertThat(exists.said()).contains("is there already");

    var other = Files.createDirectories(folder.resolve("other"));
    var second =
        Files.writeString(
            other.resolve("vigie.yaml"), "town: Y\nprofile: private-site\ncameras: []\n");
    var into = Typed.run("camera", "import", out.toString(), "--config", second.toString());
    assertThat(into.code()).as(into.said()).isZero();
    var first = TownConfig.read(config).cameras().getLast();
    assertThat(TownConfig.read(second).cameras().getLast()).isEqualTo(first);
    assertThat(first.name()).isEqualTo("=cmd|x!A1");
    var again = Typed.run("camera", "import", out.toString(), "--config", second.toString());
    assertThat(again.said()).contains("0 new, 2 the same");
  }

  @Test
  void no_password_is_written_wherever_it_stands_in_an_address() throws Exception {
    Files.writeString(
        config,
        """
        town: X
        profile: private-site
        cameras:
          - {id: a, main: "rtsp://u:hid@den@192.0.2.1/x"}
          - {id: b, main: "rtsp://u:hid/den@192.0.2.2/x"}
          - {id: c, main: "RTSP://u:hidden@192.0.2.3/x"}
          - {id: d, main: "rtsp://192.0.2.4/user=admin&password=hidden&channel=1"}
          - {id: e, main: "rtsp://192.0.2.5/plain"}
        """);
    var said = Typed.run("camera", "export", "--config", config.toString()).said();
    assertThat(said)
        .doesNotContain("hid", "den", "u:")
        .contains("192.0.2.1/x", "192.0.2.2/x", "192.0.2.3/x", "channel=1", "192.0.2.5/plain")
        .contains("The addresses of 4 cameras hold a password");
  }

  @Test
  void an_address_that_stands_in_two_lines_is_added_once() throws Exception {
    var typed =
        bring(
            """
            name,main
            Quay,rtsp://192.0.2.7/main
            Quay,rtsp://192.0.2.7/main
            """,
            "--dry-run");
    assertThat(typed.said())
        .containsPattern("line 2 +quay +new")
        .containsPattern("line 3 +refused: line 2 has this address too");
  }
}
