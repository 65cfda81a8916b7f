package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.doctor.Finding;
import org.vigie.app.doctor.Finding.Level;
import org.vigie.base.FakeClocks;
import tools.jackson.databind.json.JsonMapper;

/// A town's folder is looked at without being changed.
class TownCheckupTest {

  private static final String ACT =
      """
      act: recording
      number: R-1
      authority: Mayor
      from: 2026-01-01T00:00:00Z
      until: 2029-01-01T00:00:00Z
      purposes: [SAFETY_OF_PERSONS_AND_GOODS]
      perimeter: the harbour
      cameras: all
      retention: 24 h
      review_window: 12 h
      """;

  @TempDir private Path data = Path.of("");

  private void town() throws Exception {
    try (var town = BackedUpTown.begin(data, "Val-sur-Mer", new FakeClocks())) {
      town.record();
    }
    Files.delete(data.resolve("acts/recording.yaml.sig"));
    Files.writeString(data.resolve("acts/recording.yaml"), ACT);
    mode("vigie.yaml", "rw-------");
  }

  private void mode(String file, String mode) throws IOException {
    Files.setPosixFilePermissions(data.resolve(file), PosixFilePermissions.fromString(mode));
  }

  private List<Finding> found() throws IOException {
    return TownCheckup.of(data).found();
  }

  private Finding one(Level level, String subject) throws IOException {
    var all = found();
    return all.stream()
        .filter(finding -> finding.level() == level && finding.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(level + " " + subject + " among " + all));
  }

  @Test
  void a_sound_town_has_nothing_wrong() throws Exception {
    town();
    assertThat(found()).allMatch(finding -> finding.level() == Level.OK);
    assertThat(one(Level.OK, "acts").found()).contains("1 to record, 0 to detect");
    assertThat(TownCheckup.of(data).use().cameras()).isEqualTo(1);
    assertThat(TownCheckup.of(data).console().orElseThrow().running()).isFalse();
  }

  @Test
  void a_configuration_or_act_that_cannot_be_used_is_told_with_file_and_line() throws Exception {
    town();
    Files.writeString(data.resolve("acts/recording.yaml"), ACT.replace("24 h", "a while"));
    assertThat(one(Level.WRONG, "acts").found()).contains("recording.yaml:9");
    Files.delete(data.resolve("acts/recording.yaml"));
    assertThat(one(Level.NOTE, "acts").means()).contains("nothing is recorded");
    Files.writeString(data.resolve("vigie.yaml"), "town: X\ncamera: []\n");
    assertThat(one(Level.WRONG, "configuration").found()).contains("vigie.yaml:2");
  }

  @Test
  void a_directory_that_does_not_answer_is_told_with_the_cause() throws Exception {
    town();
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Files.writeString(data.resolve("oidc.secret"), "a secret");
    Files.writeString(
        data.resolve("vigie.yaml"),
        """
        sign_in:
          oidc:
            issuer: http://127.0.0.1:%d
            client_id: vigie
            secret_file: oidc.secret
            roles: [{value: inspectors, role: inspector}]
        """
            .formatted(port),
        StandardOpenOption.APPEND);
    var wrong = one(Level.WRONG, "directory");
    assertThat(wrong.found()).contains("http://127.0.0.1:" + port, "does not answer");
    assertThat(wrong.means()).contains("passwords go on");
  }

  @Test
  void keys_that_others_may_read_are_wrong() throws Exception {
    town();
    mode("keys/ledger.key", "rw-r-----");
    assertThat(one(Level.WRONG, "keys").found()).contains("ledger.key (rw-r-----)");
    mode("keys/ledger.key", "rw-------");
    mode("keys/reels", "rwxr-xr-x");
    assertThat(one(Level.WRONG, "keys").found()).contains("keys/reels (rwxr-xr-x)");
    mode("keys/reels", "rwx------");
    mode("vigie.yaml", "rw-r--r--");
    assertThat(one(Level.NOTE, "configuration").remedy()).contains("password_file");
  }

  @Test
  void a_volume_that_is_not_there_or_another_one_is_wrong() throws Exception {
    town();
    Files.move(data.resolve("footage"), data.resolve("unmounted"));
    assertThat(one(Level.WRONG, "volume main").found()).contains("holds no volume");
    Files.createDirectory(data.resolve("footage"));
    Files.writeString(
        data.resolve("footage/volume"),
        "0123456789abcdef0123456789abcdef\ntown Saint-Exemple\nvolume main\n");
    assertThat(one(Level.WRONG, "volume main").found()).contains("of Saint-Exemple");
    Files.writeString(data.resolve("footage/volume"), "nonsense\n");
    assertThat(one(Level.WRONG, "volume main").found()).contains("32 hexadecimal digits");
  }

  @Test
  void a_volume_too_small_for_what_the_acts_keep_is_wrong() throws Exception {
    town();
    var yaml = Files.readString(data.resolve("vigie.yaml"));
    Files.writeString(
        data.resolve("vigie.yaml"),
        yaml + "volumes: [{name: main, folder: footage, quota: 500 MB}]\n");
    assertThat(one(Level.WRONG, "volume main").remedy()).contains("vigie size");
  }

  @Test
  void a_town_that_moved_away_is_told() throws Exception {
    town();
    Files.writeString(data.resolve("ledger/moved"), "It went to another machine.\n");
    assertThat(one(Level.WRONG, "ledger").found()).contains("went to another machine");
  }

  @Test
  void typed_it_prints_lines_or_json_and_fails_where_something_is_wrong() throws Exception {
    town();
    mode("keys/ledger.key", "rw-r--r--");
    var text = printed("doctor", "--data", data.toString());
    assertThat(text).contains("wrong  keys").contains("Do: chmod -R go=");
    var json =
        JsonMapper.builder()
            .build()
            .readTree(printed("doctor", "--json", "--data", data.toString()));
    assertThat(json.isArray()).isTrue();
    assertThat(json.toString()).contains("\"level\":\"WRONG\"").contains("\"subject\":\"keys\"");
    assertThat(code).isEqualTo(1);
    assertThat(printed("doctor")).contains("java");
  }

  private int code;

  private String printed(String... arguments) {
    var out = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      code = Main.commandLine().execute(arguments);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
