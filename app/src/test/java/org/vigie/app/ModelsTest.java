package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.Query;
import org.vigie.link.detector.DetectorFile;
import org.vigie.testkit.OnnxBytes;
import org.vigie.testkit.Shared;

/// Which models get into a town's folder, and what is written down of it (R10).
class ModelsTest {

  @TempDir private Path folder = Path.of("");

  private Path data = Path.of("");
  private Path model = Path.of("");
  private Path manifest = Path.of("");
  private String hash = "";
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void a_town_and_a_model_that_vigie_does_not_know() throws IOException, BadInput {
    data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of("rtsp://127.0.0.1:1/x"), null);
    Files.createDirectories(data.resolve("footage"));
    var bytes =
        new OnnxBytes()
            .input("images", OnnxBytes.FLOAT, 1, 3, 32, 64)
            .output("boxes", OnnxBytes.FLOAT, -1, 6)
            .bytes();
    hash = DetectorFile.sha256(bytes);
    model = Files.write(folder.resolve("model.onnx"), bytes);
    manifest = manifest("[person, car]");
  }

  private Path manifest(String labels) throws IOException {
    return Files.writeString(
        folder.resolve("manifest.yaml"),
        """
        name: a detector
        sha256: %s
        layout: plain
        input: {size: [64, 32], channels: rgb}
        labels: %s
        purpose: people and cars
        licence: CC0-1.0
        source: written by hand
        card: knows nothing
        """
            .formatted(hash, labels));
  }

  /// Runs a command in this program, and keeps what it says.
  private int run(String... arguments) {
    said.reset();
    var out = System.out;
    var err = System.err;
    var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    try {
      return Main.commandLine().execute(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private int add(String source, String... more) {
    var words = new ArrayList<>(List.of("models", "add", source, "--data", data.toString()));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private List<String> added() throws IOException, BadInput {
    var config = TownConfig.read(data.resolve("vigie.yaml"));
    var profile = TownActs.profile(config);
    try (var governance =
        Governance.open(
            data, config.town(), profile, Acts.read(config.acts(), profile), Clocks.system())) {
      return governance
          .ledger()
          .page(new Query(Long.MAX_VALUE, 10, "", "model.added"))
          .entries()
          .stream()
          .map(entry -> entry.entry().text("sha256"))
          .toList();
    }
  }

  @Test
  void one_that_vigie_does_not_know_is_refused_with_the_next_step() throws Exception {
    assertThat(add(model.toString())).isEqualTo(1);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Vigie does not know this model", hash, "--manifest FILE");
    assertThat(added()).isEmpty();
    assertThat(TownModels.in(data).list()).isEmpty();
  }

  @Test
  void with_its_manifest_it_is_kept_under_its_hash_listed_and_written_down() throws Exception {
    assertThat(add(model.toString(), "--manifest", manifest.toString())).isZero();

    assertThat(said.toString(StandardCharsets.UTF_8)).contains("PERSON, CAR", "model: " + hash);
    assertThat(data.resolve("models/" + hash + ".onnx")).hasSameBinaryContentAs(model);
    assertThat(added()).containsExactly(hash);
    assertThat(run("models", "list", "--data", data.toString())).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("ready to be used", hash, "people and cars", "YOLOX-nano");
    // From now on it is known here, by its hash and as a file.
    assertThat(TownModels.in(data).named(hash, folder).manifest().name()).isEqualTo("a detector");
    assertThat(TownModels.in(data).named("model.onnx", folder).file().getParent())
        .isEqualTo(data.resolve("models"));
  }

  @Test
  void a_manifest_that_names_what_vigie_never_looks_for_leaves_nothing_behind() throws Exception {
    assertThat(add(model.toString(), "--manifest", manifest("[person, face]").toString()))
        .isEqualTo(1);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("its label 'face' is about faces: Vigie never looks for it");
    assertThat(added()).isEmpty();
    assertThat(TownModels.in(data).list()).isEmpty();
  }

  @Test
  void a_kept_file_that_was_changed_is_not_used() throws Exception {
    add(model.toString(), "--manifest", manifest.toString());
    Files.write(data.resolve("models/" + hash + ".onnx"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> TownModels.in(data).get(hash)).hasMessageContaining("another file");
    assertThat(run("models", "list", "--data", data.toString())).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("not usable");
  }

  @Test
  void it_is_fetched_from_an_address() throws Exception {
    var bytes = Files.readAllBytes(model);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/model.onnx",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      var address = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(add(address + "/none.onnx", "--manifest", manifest.toString())).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("the server answers 404");
      assertThat(add(address + "/model.onnx", "--manifest", manifest.toString())).isZero();
    } finally {
      server.stop(0);
    }
    assertThat(added()).containsExactly(hash);
  }

  @Test
  void a_configuration_that_names_a_refused_model_starts_nothing() throws Exception {
    var file = data.resolve("vigie.yaml");
    Files.writeString(
        file, Files.readString(file).replace("sight:\n", "sight:\n  model: " + model + "\n"));

    assertThatThrownBy(() -> TownConfig.read(file).detector())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml")
        .hasMessageContaining("sight: model:")
        .hasMessageContaining("vigie models add");
  }

  @Test
  void one_of_the_catalogue_needs_nothing_else() throws Exception {
    var known = Shared.find("models/fastestdet_352.onnx");
    assumeThat(known).as("no models beside the project").isPresent();

    assertThat(add(known.get().toString())).isZero();

    assertThat(added()).hasSize(1);
    assertThat(TownModels.in(data).list()).hasSize(1);
  }
}
