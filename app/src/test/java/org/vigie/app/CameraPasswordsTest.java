package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.governance.ledger.Query;
import org.vigie.onvif.MockDevice;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Tool;

/// `vigie camera password`, against a camera on a real socket, while a town runs.
@Timeout(120)
class CameraPasswordsTest {

  private static final String OLD = "old words 7";
  private static final Pattern PASSWORD = Pattern.compile("Password>([^<]*)</\\w*:?Password>");

  private static final String USERS =
      """
      <tds:GetUsersResponse>
      <tds:User><tt:Username>admin</tt:Username><tt:UserLevel>Administrator</tt:UserLevel></tds:User>
      <tds:User><tt:Username>vigie</tt:Username><tt:UserLevel>Administrator</tt:UserLevel></tds:User>
      </tds:GetUsersResponse>
      """;

  @TempDir private Path folder = Path.of("");

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private MockDevice camera;
  private String onvif = "";

  @BeforeEach
  void start() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    camera = MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", OLD).atAnyTime();
    onvif = camera.address().toString();
    camera
        .with("GetUsers", request -> MockDevice.Reply.ok(envelope(USERS)))
        .with("SetUser", this::take);
    Files.createDirectories(folder.resolve("acts"));
  }

  @AfterEach
  void stop() {
    if (camera != null) {
      camera.close();
    }
  }

  private MockDevice.Reply take(String request) {
    var password = PASSWORD.matcher(request.substring(request.indexOf("SetUser")));
    assertThat(password.find()).isTrue();
    taken.add(password.group(1));
    camera.asking(MockDevice.Login.DIGEST, "vigie", password.group(1));
    return MockDevice.Reply.ok(envelope("<tds:SetUserResponse/>"));
  }

  private static String envelope(String body) {
    return "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\""
        + " xmlns:tt=\"http://www.onvif.org/ver10/schema\""
        + " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\"><e:Body>"
        + body
        + "</e:Body></e:Envelope>";
  }

  private Path secret() {
    return folder.resolve("gate.txt");
  }

  /// Another device with the same password, in the same file.
  private static final String YARD =
      """
        - id: yard
          main: rtsp://127.0.0.1:1/y
          onvif: http://127.0.0.1:9/onvif/device_service
          user: vigie
          password_file: passwords/gate.txt
      """;

  private TownConfig config(String stream, String password) throws Exception {
    return config(stream, password, "");
  }

  private TownConfig config(String stream, String password, String more) throws Exception {
    if (!more.isEmpty()) {
      Files.createDirectories(folder.resolve("passwords"));
      Files.writeString(folder.resolve("passwords/gate.txt"), OLD + "\n");
    }
    Files.writeString(secret(), OLD + "\n");
    Files.setPosixFilePermissions(secret(), PosixFilePermissions.fromString("rw-r-----"));
    return TownConfig.read(
        Files.writeString(
            folder.resolve("vigie.yaml"),
            """
            town: X   # ours
            profile: private-site
            listen: 127.0.0.1:0
            sight: {eyes: 0}
            cameras:
              - id: gate
                main: %s
                onvif: %s
                user: vigie
                %s   # by hand
            %s"""
                .formatted(stream, onvif, password, more)));
  }

  private Town town(TownConfig config) throws Exception {
    return Town.start(config, new Programs(VigieUnderTest.ROOT), line -> System.err.println(line));
  }

  private Typed password(String... more) {
    var words = new ArrayList<>(List.of("camera", "password"));
    words.addAll(List.of(more));
    words.addAll(List.of("--config", folder.resolve("vigie.yaml").toString()));
    return Typed.run(words.toArray(String[]::new));
  }

  private static List<String> kinds(Town town) {
    return town
        .governance()
        .ledger()
        .page(new Query(Long.MAX_VALUE, 20, "", "camera."))
        .entries()
        .stream()
        .map(recorded -> recorded.entry().kind())
        .toList();
  }

  @Test
  void a_camera_gets_a_new_password_that_nobody_sees() throws Exception {
    try (var town = town(config("rtsp://127.0.0.1:1/x", "password_file: gate.txt"))) {
      var inClear = password("gate");
      assertThat(inClear.code()).isEqualTo(1);
      assertThat(inClear.said()).contains("kept", "can be read on the way");

      var typed = password("gate", "--in-clear");

      assertThat(typed.said())
          .contains("changed  gate", "proven over ONVIF; its stream could not be asked");
      assertThat(typed.code()).isZero();
      assertThat(taken).hasSize(1);
      assertThat(taken.getFirst()).matches("[A-Za-z2-9]{16}");
      assertThat(typed.said()).doesNotContain(taken.getFirst()).doesNotContain(OLD);
      assertThat(secret()).hasContent(taken.getFirst());
      assertThat(Files.getPosixFilePermissions(secret()))
          .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
      assertThat(folder.resolve("gate.txt.next")).doesNotExist();
      assertThat(kinds(town)).containsExactly("camera.password-changed", "camera.password-ordered");
      // The account keeps its rank, and nobody else's is touched.
      assertThat(camera.requests())
          .filteredOn(request -> request.contains("SetUser"))
          .allMatch(request -> request.contains("Administrator") && !request.contains(">admin<"));

      var second = password("--all", "--in-clear", "--show-password");
      assertThat(second.said()).contains(taken.getLast());
      assertThat(taken).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_password_in_the_configuration_moves_into_a_file_of_its_own() throws Exception {
    try (var town = town(config("rtsp://127.0.0.1:1/x", "password: \"" + OLD + "\""))) {
      assertThat(password("gate", "--in-clear").code()).isZero();
      assertThat(folder.resolve("vigie.yaml"))
          .content()
          .contains("town: X   # ours", "    password_file: passwords/gate.txt   # by hand")
          .doesNotContain(OLD);
      var file = folder.resolve("passwords/gate.txt");
      assertThat(file).hasContent(taken.getFirst());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .endsWith("---");
      assertThat(town.config().cameras()).hasSize(1);
    }
  }

  /// The shared file has the name that the first camera's own would get.
  @Test
  void a_file_that_others_use_keeps_its_password() throws Exception {
    var config = config("rtsp://127.0.0.1:1/x", "password_file: passwords/gate.txt", YARD);
    try (var town = town(config)) {
      var typed = password("gate", "--in-clear");

      assertThat(typed.said()).contains("changed  gate");
      assertThat(taken).hasSize(1);
      assertThat(folder.resolve("passwords/gate.txt")).hasContent(OLD);
      assertThat(folder.resolve("passwords/gate-2.txt")).hasContent(taken.getFirst());
      var now = TownConfig.read(config.file()).cameras();
      assertThat(now.getFirst().login().orElseThrow().password()).isEqualTo(taken.getFirst());
      assertThat(now.getLast().login().orElseThrow().password()).isEqualTo(OLD);
      assertThat(town.config().cameras()).hasSize(2);
    }
  }

  /// The disk of the ledger fails between the order and the entry that it is done.
  @Test
  void what_is_changed_is_said_to_be_even_if_the_ledger_cannot_be_written() throws Exception {
    try (var fleet = new HeardFleet(folder, done -> {})) {
      config("rtsp://127.0.0.1:1/x", "password_file: gate.txt");
      camera.with(
          "SetUser",
          request -> {
            fleet.governance().ledger().close();
            return take(request);
          });

      var typed = password("gate", "--in-clear");

      assertThat(typed.said())
          .contains("changed  gate", "not in the ledger for gate: the ledger cannot be written");
      assertThat(typed.code()).isZero();
      assertThat(secret()).hasContent(taken.getFirst());
      assertThat(fleet.heard())
          .as("the town that runs takes it")
          .anyMatch(one -> one.what() == null && one.facts().containsValue("password"));
    }
  }

  @Test
  void all_goes_on_where_the_files_of_one_cannot_be_used() throws Exception {
    try (var second = MockDevice.start();
        var fleet = new HeardFleet(folder, done -> {})) {
      second.asking(MockDevice.Login.DIGEST, "vigie", OLD).atAnyTime();
      config(
          "rtsp://127.0.0.1:1/x",
          "password_file: gate.txt",
          YARD.replace("http://127.0.0.1:9/onvif/device_service", second.address().toString()));
      Files.createDirectories(folder.resolve("gate.txt.next"));

      var typed = password("--all", "--in-clear");

      assertThat(typed.code()).isEqualTo(1);
      assertThat(typed.said())
          .contains("UNSURE   gate", "gate.txt.next")
          .containsPattern("kept +yard");
      assertThat(fleet.heard()).isEmpty();
    }
  }

  @Test
  void without_a_ledger_nothing_is_done() throws Exception {
    config("rtsp://127.0.0.1:1/x", "password_file: gate.txt");
    var typed = password("gate", "--in-clear");
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.said()).contains("kept", "no Vigie runs on this folder");
    assertThat(taken).isEmpty();
    assertThat(secret()).hasContent(OLD);

    var inside = config("rtsp://127.0.0.1:1/x", "password: \"" + OLD + "\"");
    var before = Files.readString(inside.file());
    assertThat(password("gate", "--in-clear").code()).isEqualTo(1);
    assertThat(inside.file()).as("nothing is moved either").hasContent(before);
    assertThat(folder.resolve("passwords")).doesNotExist();
  }

  @Test
  void a_camera_that_refuses_keeps_its_old_one() throws Exception {
    try (var town = town(config("rtsp://127.0.0.1:1/x", "password_file: gate.txt"))) {
      camera.with(
          "SetUser",
          request ->
              new MockDevice.Reply(
                  400,
                  Map.of(),
                  envelope(
                          """
                          <e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode>\
                          <e:Value xmlns:ter="http://www.onvif.org/ver10/error">ter:OperationProhibited\
                          </e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang="en">too weak\
                          </e:Text></e:Reason></e:Fault>
                          """)
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      var typed = password("gate", "--in-clear");
      assertThat(typed.code()).isEqualTo(1);
      assertThat(typed.said()).contains("kept     gate", "refuses SetUser: \"too weak\"");
      assertThat(secret()).hasContent(OLD);
      assertThat(folder.resolve("gate.txt.next")).doesNotExist();
      assertThat(kinds(town)).startsWith("camera.password-kept");

      camera.asking(MockDevice.Login.NEVER, "vigie", OLD);
      assertThat(password("gate", "--in-clear").said()).contains("refuses the user vigie");
      camera.asking(MockDevice.Login.DIGEST, "vigie", OLD);
      camera.without("GetUsers");
      assertThat(password("gate", "--in-clear").said()).contains("refuses GetUsers");
      assertThat(secret()).hasContent(OLD);
    }
  }

  /// It did it, and the line broke before it said so.
  @Test
  void an_answer_that_is_lost_leaves_a_camera_that_opens() throws Exception {
    try (var town = town(config("rtsp://127.0.0.1:1/x", "password_file: gate.txt"))) {
      camera.with(
          "SetUser",
          request -> {
            var unused = take(request);
            return MockDevice.Reply.ok("<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/so");
          });
      var typed = password("gate", "--in-clear");
      assertThat(typed.said()).contains("changed  gate", "the new one opens it, although");
      assertThat(secret()).hasContent(taken.getFirst());
      assertThat(town.config().town()).isEqualTo("X");

      // As after a power cut between the order and the proof.
      Files.writeString(folder.resolve("gate.txt.next"), "half done 123\n");
      camera.asking(MockDevice.Login.DIGEST, "vigie", "half done 123");
      assertThat(password("gate", "--in-clear").said())
          .contains("a change that had broken off is finished");
      assertThat(secret()).hasContent("half done 123");

      Files.writeString(folder.resolve("gate.txt.next"), "never told\n");
      assertThat(password("gate", "--in-clear").said())
          .contains("a change that had broken off is undone");
      assertThat(secret()).hasContent("half done 123");

      Files.writeString(folder.resolve("gate.txt.next"), "other\n");
      camera.asking(MockDevice.Login.DIGEST, "vigie", "set by somebody else");
      assertThat(password("gate", "--in-clear").said()).contains("UNSURE", "gate.txt.next");
      assertThat(folder.resolve("gate.txt.next")).exists();
    }
  }

  /// Users of ONVIF apart from those of the stream: the recording would stop.
  @Test
  void what_the_stream_does_not_take_is_put_back() throws Exception {
    assumeTrue(ForeignCameras.available(), "no GStreamer or ffmpeg here");
    try (var streams = ForeignCameras.start("vigie:oldwords7", Map.of("a", film()))) {
      camera.asking(MockDevice.Login.DIGEST, "vigie", "oldwords7");
      var config = config(streams.url("a"), "password: oldwords7");
      try (var town = town(config)) {
        var typed = password("gate", "--in-clear");
        assertThat(typed.said()).contains("kept     gate", "so the old one was put back");
        assertThat(taken).hasSize(2).last().isEqualTo("oldwords7");
        assertThat(
                TownConfig.read(config.file())
                    .cameras()
                    .getFirst()
                    .login()
                    .orElseThrow()
                    .password())
            .isEqualTo("oldwords7");
        assertThat(kinds(town)).startsWith("camera.password-kept");
      }
    }
  }

  private Path film() throws Exception {
    var file = folder.resolve("film.mp4");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=25:duration=2",
        "-pix_fmt",
        "yuv420p",
        file.toString());
    return Tool.annexB(file, folder.resolve("film.h264"));
  }
}
