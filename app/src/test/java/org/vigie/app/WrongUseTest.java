package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongUseTest {

  @TempDir private Path folder = Path.of("");

  private final StringWriter said = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
  }

  @Test
  void rules_without_cameras_are_wrong_use() {
    assertThat(run("demo", "--rules", "rules.yaml")).isEqualTo(2);
    assertThat(said.toString()).contains("--rules goes with --camera");
  }

  @Test
  void a_port_that_cannot_be_is_wrong_use() {
    assertThat(run("demo", "--port", "99999")).isEqualTo(2);
    assertThat(said.toString()).contains("--port should be from 0 to 65535");
  }

  @Test
  void a_camera_that_is_no_address_is_wrong_use_and_leaves_no_folder() {
    var data = folder.resolve("data");

    int code = run("demo", "--data", data.toString(), "--camera", "http://u:secret@h/x");

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("should begin with rtsp://").doesNotContain("secret");
    assertThat(data).doesNotExist();
  }

  @Test
  void an_export_that_ends_before_it_begins_is_wrong_use() {
    int code =
        run(
            "export",
            "--data",
            folder.toString(),
            "--camera",
            "a",
            "--from",
            "2026-11-22T14:00:00Z",
            "--to",
            "2026-11-22T13:00:00Z",
            "--out",
            "x.mp4");

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("--from should be before --to");
  }

  @Test
  void a_case_whose_stretch_is_no_stretch_is_wrong_use_and_is_told_what_one_looks_like() {
    int code =
        run(
            "case",
            "--data",
            folder.toString(),
            "--reference",
            "1",
            "--authority",
            "2",
            "--officer",
            "3",
            "--footage",
            "quay,yesterday,today",
            "--out",
            "x");

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("quay,2031-03-30T14:00:00+02:00");
  }

  /// The front command hands on what the program has, and no verb is known to one of them alone.
  @Test
  void each_verb_of_the_program_can_be_typed() throws Exception {
    var front = Files.readString(VigieUnderTest.ROOT.resolve("packaging/launcher.sh"));
    var listed = front.lines().filter(line -> line.startsWith("verbs=(")).findFirst();
    var verbs =
        new ArrayList<>(List.of(listed.orElseThrow().replaceAll("verbs=\\(|\\)", "").split(" ")));
    // Programs of other modules.
    assertThat(verbs.removeAll(List.of("verify", "custodian", "witness"))).isTrue();
    assertThat(verbs)
        .containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
  }
}
