package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;

/// The files of the Debian package, as far as they can be judged without making one.
class PackagingTest {

  private static final Path ROOT = VigieUnderTest.ROOT;
  private static final Path PACKAGING = ROOT.resolve("packaging");

  @TempDir private Path dir = Path.of("");

  private record Ended(int code, String said) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void the_first_configuration_is_one_and_names_a_town_once_it_is_told_to() throws Exception {
    var text = Files.readString(PACKAGING.resolve("etc/vigie.yaml"));
    var file = Files.writeString(dir.resolve("vigie.yaml"), text);
    var config = TownConfig.read(file);
    assertThat(config.cameras()).isEmpty();
    assertThat(config.listen().host()).isEqualTo("127.0.0.1");
    assertThat(config.data()).isEqualTo(Path.of("/var/lib/vigie/unnamed"));
    assertThat(config.acts()).isEqualTo(dir.resolve("acts"));

    var named = text.replaceAll("(?m)^data:.*\n", "").replace("# data:", "data:");
    assertThat(TownConfig.read(Files.writeString(file, named)).data())
        .isEqualTo(Path.of("/var/lib/vigie/town"));
  }

  @Test
  void the_shells_understand_the_scripts() throws Exception {
    var shell =
        List.of("bin/vigie-upgrade", "debian/postinst", "debian/prerm", "debian/postrm").stream()
            .map(name -> PACKAGING.resolve(name).toString())
            .toList();
    var bash =
        Stream.of("vigie", "packaging/launcher.sh", "packaging/package.sh", "packaging/stage.sh")
            .map(name -> ROOT.resolve(name).toString())
            .toList();
    for (var script : shell) {
      assertThat(run("sh", "-n", script)).isEqualTo(new Ended(0, ""));
    }
    for (var script : bash) {
      assertThat(run("bash", "-n", script)).isEqualTo(new Ended(0, ""));
    }
    assertThat(run("bash", "-n", PACKAGING.resolve("bin/vigie").toString()).code()).isZero();
    if (has("shellcheck")) {
      for (var script : shell) {
        assertThat(run("shellcheck", script)).isEqualTo(new Ended(0, ""));
      }
    }
  }

  @Test
  void options_of_the_jvm_stand_in_one_place() throws Exception {
    var options = new Programs(ROOT).options("programs.options");
    assertThat(options).contains("-XX:+UseSerialGC").allMatch(option -> option.startsWith("-"));
    for (var script : List.of("vigie", "packaging/launcher.sh", "packaging/bin/vigie")) {
      assertThat(Files.readString(ROOT.resolve(script))).as(script).doesNotContain("-XX:");
    }
    assertThat(Files.readString(PACKAGING.resolve("launcher.sh")))
        .contains("jvm/programs.options", "jvm/server.options");
  }

  @Test
  void systemd_understands_the_service_and_finds_it_hardened() throws Exception {
    assumeTrue(has("systemd-analyze"), "systemd-analyze is not here");
    var unit =
        Files.readString(PACKAGING.resolve("systemd/vigie.service"))
            .replace("/usr/bin/vigie", "/bin/true")
            .replaceAll("(?m)^Documentation=.*$", "");
    var file = Files.writeString(dir.resolve("vigie.service"), unit).toString();
    assertThat(run("systemd-analyze", "verify", file)).isEqualTo(new Ended(0, ""));
    // 0 is best, 100 worst; what is left out stands in the file with its reason.
    var judged =
        run("systemd-analyze", "security", "--offline=yes", "--threshold=35", "--no-pager", file);
    assertThat(judged.code()).as(judged.said()).isZero();
  }

  @Test
  void a_verb_that_root_would_harm_the_data_with_is_refused() throws Exception {
    var front = Files.readString(PACKAGING.resolve("bin/vigie"));
    assertThat(front).contains("refuse_root_in_data \"$@\"");
    var home = Files.createDirectories(dir.resolve("home"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(PACKAGING.resolve("bin/vigie"), home.resolve("bin/vigie"));
    Files.createDirectories(home.resolve("packaging"));
    Files.copy(PACKAGING.resolve("launcher.sh"), home.resolve("packaging/launcher.sh"));
    Files.writeString(home.resolve("version"), "7\n");
    var vigie = home.resolve("bin/vigie").toString();

    assertThat(run("bash", vigie, "--version").said()).isEqualTo("vigie 7\n");
    assertThat(run("bash", vigie, "help").said())
        .contains("vigie serve --config FILE")
        .doesNotContain("./vigie", "bench");
    var wrong = run("bash", vigie, "bckup");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.said()).contains("Did you mean 'backup'?");

    assumeTrue("root".equals(System.getProperty("user.name")), "only root may give files away");
    var data = Files.createDirectory(dir.resolve("data"));
    Files.setOwner(
        data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    var refused = run("bash", vigie, "backup", "--data", data.toString(), "--out", "x");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("belongs to nobody", "sudo -u nobody vigie backup");
  }

  @Test
  void every_library_of_every_program_is_laid_out_once() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the programs are not built; run ./vigie test");
    var script =
        """
        home=$1; JAVA_HOME=$2; fail() { echo "$*"; exit 1; }
        class_path() {
          printf '%s' "$home/$1/target/$1-0.1.0-SNAPSHOT.jar:$(cat "$home/$1/target/runtime.classpath" 2>/dev/null)"
        }
        . "$home/packaging/package.sh"; . "$home/packaging/stage.sh"
        mkdir -p "$3/lib" "$3/programs"
        PACKAGED=(eye simulator)
        stage_jars "$3"
        """;
    var laid = dir.resolve("laid");
    var ended =
        run(
            "bash",
            "-euc",
            script,
            "stage",
            ROOT.toString(),
            System.getProperty("java.home"),
            laid.toString());
    assertThat(ended).isEqualTo(new Ended(0, ""));
    var eye = Files.readString(laid.resolve("programs/eye")).strip().split(":");
    assertThat(eye).contains("vigie-eye.jar", "vigie-base.jar");
    assertThat(eye).hasSameSizeAs(expected("eye"));
    for (var jar : eye) {
      assertThat(laid.resolve("lib").resolve(jar)).exists();
    }
    try (var names = new java.util.zip.ZipFile(onnx(laid).toFile())) {
      assertThat(names.getEntry("ai/onnxruntime/native/linux-x64/libonnxruntime.so")).isNotNull();
      assertThat(names.stream().map(Object::toString))
          .noneMatch(name -> name.contains("win-x64") || name.contains("osx"));
    }
  }

  private static String[] expected(String module) throws IOException {
    return (module
            + ".jar:"
            + Files.readString(ROOT.resolve(module + "/target/runtime.classpath")).strip())
        .split(":");
  }

  private static Path onnx(Path laid) throws IOException {
    try (var jars = Files.newDirectoryStream(laid.resolve("lib"), "onnxruntime-*.jar")) {
      return jars.iterator().next();
    }
  }
}
