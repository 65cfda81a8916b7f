package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.backup.AgeKey;
import org.vigie.custody.program.CustodianMain;
import org.vigie.onvif.MockDevice;
import org.vigie.testkit.Shared;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.witness.WitnessMain;

/// Every line that README and docs have people type, typed: on a town that runs and on one that is
/// stopped, with a camera that speaks ONVIF and a receiver of alarms. What a reader fills in
/// (`DIR`, `NAME`) is filled in; else the words are the page's own.
class DocsWalkTest {

  private static final Duration START = Duration.ofMinutes(2);
  private static final String UNREACHABLE = "rtsp://127.0.0.1:1/x";

  /// Lines that take minutes or another's part, and what types them.
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "test", "it is what runs this",
          "package ", "./vigie bench install",
          "training", "its trainer: it draws its scenes first",
          "evaluate --clips", "whoever takes the figures of design/accuracy.md",
          "custodian set ", "CustodianMainTest",
          "source import ", "TimedSourcesTest",
          "verify inspection ", "InspectionTest");

  /// A word of a line: in quotes, or without a space.
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder = Path.of("");
  private final AgeKey key = AgeKey.fresh();
  private final Set<String> left = new LinkedHashSet<>();
  private MockDevice camera;
  private HttpServer receiver;
  private String recipient = key.recipient().toString();

  @BeforeEach
  void a_town_a_camera_and_a_receiver() throws Exception {
    var secret = "gr\u00fcn & blau";
    camera = MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", secret).atAnyTime();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        call -> {
          call.getRequestBody().readAllBytes();
          call.sendResponseHeaders(204, -1);
          call.close();
        });
    receiver.start();
    write("gate.txt", secret + "\n");
    write("fleet.txt", secret + "\n");
    write("pass.txt", "five quiet words for keys\n");
    write("hook.secret", "whsec_" + "A".repeat(43) + "=\n");
    write("cameras.csv", "id,name,main\nquay,Quay,rtsp://192.0.2.9/main\n");
    key.write(folder.resolve("town.key"));
    Files.createDirectories(folder.resolve("acts"));
    write(
        "vigie.yaml",
        """
        town: Saint-Exemple
        profile: private-site
        listen: 127.0.0.1:0
        data: served
        sight: {eyes: 0}
        tell:
          - {name: desk, webhook: {address: "http://127.0.0.1:%d/", secret_file: hook.secret}}
        cameras:
          - {id: yard, main: "%s"}
        """
            .formatted(receiver.getAddress().getPort(), UNREACHABLE));
    DocsPages.commands().forEach(command -> left.add(command.words()));
    left.removeIf(line -> ELSEWHERE.keySet().stream().anyMatch(line::startsWith));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @AfterEach
  void close() {
    camera.close();
    receiver.stop(0);
  }

  @Test
  void every_line_does_what_its_page_says() throws Exception {
    try (var demo = start("demo", "--camera", UNREACHABLE, "--port", "0", "--data", data())) {
      typed("demo", "demo --camera rtsp://USER:PASSWORD@HOST/PATH");
      typed("demo --camera rtsp://USER:PASSWORD@HOST/PATH [--camera ...] [--rules FILE]");
      awaitAnswer(data());
      on_a_town_that_runs();
      demo.stop();
      demo.await(Duration.ofMinutes(1));
    }
    with_nothing_but_a_configuration();
    with_a_model();
    try (var serve = start("serve", "--config", folder.resolve("vigie.yaml").toString())) {
      typed("serve --config vigie.yaml");
      awaitAnswer(folder.resolve("served").toString());
      serve.stop();
      serve.await(Duration.ofMinutes(1));
    }
    on_a_town_that_is_stopped();
    assertThat(left).as("lines that no test types").isEmpty();
  }

  private void on_a_town_that_runs() throws Exception {
    says("doctor", "(?m)^\\w+ +data folder");
    says("doctor --data DIR", "(?m)^ok +volume main");
    says("doctor [--data DIR] [--json]", "(?m)^\\w+ +data folder");
    says("status --data DIR [--json]", "0 of 1 cameras");
    says("people list --data DIR", "operator");
    says("people reset NAME --data DIR --why 'telephone lost, identity checked'", "led through");
    says("people link NAME --data DIR --why 'password forgotten'", "/invitation#token=");
    says("people administrator NAME --data DIR --why 'the former one has left'", "#token=");
    says("acts list --data DIR", "demo-2-events.*: in force");
    says("acts suspend --data DIR --number NUMBER --why 'why'", "demo-2-events.*: suspended");
    says("models list --data DIR", "FastestDet");
    says("models list", "FastestDet");
    says("backup --data DIR --out town.vigie --to age1...", "backup \\w+ of Saint-Exemple");
    says(
        "restore town.vigie --data NEW --town TOWN --key town.key --dry-run",
        "its ledger verifies");
    Files.delete(folder.resolve("town.vigie"));
    says("backup --data DIR --out town.vigie", "backup \\w+ of", "--passphrase-file", "pass.txt");
    says(
        "restore town.vigie --data NEW --town TOWN --dry-run",
        "its ledger verifies",
        "--passphrase-file",
        "pass.txt");
    says(
        "restore town.vigie --data NEW --town TOWN",
        "its ledger verifies",
        "--passphrase-file",
        "pass.txt");
    says("verify ledger DIR", "holds: \\d+ entries");
    says("verify deletion DIR", "0 reels destroyed");
    says("verify footage DIR", "0 unreadable|no footage");
  }

  private void with_nothing_but_a_configuration() throws Exception {
    says("size --config vigie.yaml", "cameras?: .* of footage");
    says("acts check --config vigie.yaml", "no recording act: nothing is recorded");
    says("tell --config vigie.yaml", "desk \\(webhook, .*\\): told");
    says("camera find", "No camera answered|vigie camera add");
    says(
        "camera add 192.0.2.10 --user vigie --password-file gate.txt --config vigie.yaml",
        "as camera gate",
        "--name",
        "Gate");
    says("camera masks gate --config vigie.yaml --put", "mask");
    says("camera inventory --config vigie.yaml", "Lens 9000");
    says("camera check --config vigie.yaml", "(?m)^(ok|note|wrong) +yard");
    says(
        "camera import cameras.csv --config vigie.yaml --user vigie --password-file fleet.txt"
            + " --dry-run",
        "1 new");
    says("camera import cameras.csv --config vigie.yaml --dry-run", "1 new");
    Files.delete(folder.resolve("cameras.csv"));
    says("camera export --config vigie.yaml --out cameras.csv", "2 cameras");
    says("commission --help", "shadow");
    says("witness --help", "checkpoint");
    says("custodian new --person dpo-1 --keys dpo.keys", "", "--passphrase-file", "pass.txt");
    assertThat(folder.resolve("dpo.keys")).exists();
    opens_the_custodians_page();
  }

  /// It runs until it is stopped.
  private void opens_the_custodians_page() throws Exception {
    var line = "custodian page --keys dpo.keys --server https://vigie.town.example";
    typed(line);
    var words = custodian(line + " --port 0");
    var log = folder.resolve("page.log");
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      VigieUnderTest.await(
          "the custodian's page",
          START,
          () -> !process.isAlive() || read(log).contains("http://127.0.0.1:"));
      assertThat(read(log)).contains("http://127.0.0.1:");
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private void with_a_model() throws Exception {
    var model = Shared.find("models/fastestdet_352.onnx");
    if (model.isEmpty()) {
      System.out.println("the lines about models are not typed: no models beside the project");
      left.removeIf(line -> line.startsWith("models add") || line.startsWith("demo --model"));
      return;
    }
    says("models add FILE|URL --data DIR", "FastestDet");
    says("models add FILE|URL --data DIR [--manifest M]", "FastestDet");
    typed("demo --model FILE");
    var data = folder.resolve("modelled").toString();
    var file = model.get().toString();
    try (var demo =
        start("demo", "--model", file, "--camera", UNREACHABLE, "--port", "0", "--data", data)) {
      awaitAnswer(data);
      demo.stop();
      demo.await(Duration.ofMinutes(1));
    }
  }

  private void on_a_town_that_is_stopped() throws Exception {
    says("reindex --data DIR", "");
    says("restore --prepare --data NEW", "age1", "--data", "larger");
    recipient = AgeKey.read(folder.resolve("larger/restore.key")).recipient().toString();
    says("backup --move --data DIR --to age1... --out move.vigie", "move");
    says("restore move.vigie --data NEW --town TOWN", "its ledger verifies", "--data", "larger");
  }

  /// Types a line, and looks whether it does what its page says.
  ///
  /// @param pattern what it prints
  /// @param more what a reader would be asked for at the terminal, or fills in otherwise here
  private void says(String line, String pattern, String... more) throws Exception {
    typed(line);
    var words = new ArrayList<>(filled(line));
    for (int i = 0; i < more.length; i += 2) {
      int at = words.indexOf(more[i]);
      var value = more[i].equals("--name") ? more[i + 1] : folder.resolve(more[i + 1]).toString();
      if (at < 0) {
        words.addAll(List.of(more[i], value));
      } else {
        words.set(at + 1, value);
      }
    }
    var said = run(words);
    assertThat(said).as("./vigie %s", line).containsPattern(pattern);
    assertThat(said).as("./vigie %s", line).doesNotContain("Missing required", "Unknown option");
  }

  private void typed(String... lines) {
    for (var line : lines) {
      assertThat(left.remove(line)).as("a page has: ./vigie %s", line).isTrue();
    }
  }

  private List<String> filled(String line) {
    var all = new ArrayList<String>();
    var words = WORD.matcher(line.replaceAll(" \\[[^]]*]", ""));
    while (words.find()) {
      all.add(words.group(1) != null ? words.group(1) : fill(words.group(2), line));
    }
    return all;
  }

  private String fill(String word, String line) {
    return switch (word) {
      case "DIR" -> data();
      case "NEW" -> folder.resolve("restored-" + left.size()).toString();
      case "TOWN" -> "Saint-Exemple";
      case "NAME" -> line.startsWith("people administrator") ? "second" : "operator";
      case "NUMBER" -> "demo-2-events";
      case "FILE|URL" -> Shared.find("models/fastestdet_352.onnx").orElseThrow().toString();
      case "age1..." -> recipient;
      case "192.0.2.10" -> camera.address().toString();
      default -> word.matches("[a-z]+\\.[a-z]+") ? folder.resolve(word).toString() : word;
    };
  }

  /// @return what it prints on both streams
  private String run(List<String> words) throws Exception {
    var rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "verify" -> printed(out -> VerifyMain.run(rest, out, out));
      case "witness" -> printed(out -> WitnessMain.run(rest, InstantSource.system(), out, out));
      case "custodian" -> {
        var log = folder.resolve("custodian.log");
        var process =
            new ProcessBuilder(custodian(String.join(" ", words)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        yield Files.readString(log);
      }
      default -> Typed.run(words.toArray(String[]::new)).said();
    };
  }

  private List<String> custodian(String line) {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CustodianMain.class.getName()));
    var filled = filled(line);
    words.addAll(filled.subList(1, filled.size()));
    return words;
  }

  private static String printed(java.util.function.Consumer<PrintStream> program) {
    var bytes = new ByteArrayOutputStream();
    program.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private VigieUnderTest start(String... words) throws IOException {
    return VigieUnderTest.start(folder.resolve(words[0] + ".log"), words);
  }

  private static void awaitAnswer(String data) throws IOException, InterruptedException {
    VigieUnderTest.await(
        "an answer from " + data, START, () -> Typed.run("status", "--data", data).code() == 0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }
}
