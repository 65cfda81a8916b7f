package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.model.CameraId;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.machine.EyesView;
import org.vigie.server.machine.ReceiverView;
import org.vigie.testkit.Tool;
import org.vigie.verify.witness.WitnessMain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard that comes with Vigie asks for figures and labels that `/metrics` has, in a town
/// that has everything: eyes, a witness, a certificate, a receiver.
class GrafanaTest {

  private static final Path DASHBOARD =
      Path.of(System.getProperty("vigie.root"), "docs/grafana/vigie.json");
  private static final Pattern NAME = Pattern.compile("\\b(?:vigie|process)_[a-z_]+\\b");
  private static final Pattern LABEL = Pattern.compile("\\{\\{([a-z_]+)}}");

  @TempDir Path folder;

  @Test
  void every_figure_that_it_asks_for_is_there_with_the_labels_that_it_shows() throws Exception {
    var written = written();
    var names =
        written
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceAll("[{ ].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    var asked = new TreeSet<String>();
    for (var panel : dashboard().get("panels")) {
      for (var target : panel.path("targets")) {
        var expression = target.get("expr").asString();
        var found = found(NAME, expression, 0);
        assertThat(found).as(panel.get("title").asString()).isNotEmpty();
        asked.addAll(found);
        for (var label : found(LABEL, target.get("legendFormat").asString(), 1)) {
          assertThat(written.lines().filter(line -> line.startsWith(found.iterator().next())))
              .as(panel.get("title").asString())
              .isNotEmpty()
              .allMatch(line -> line.contains(label + "=\""));
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(25);
    assertThat(names).containsAll(asked);
  }

  @Test
  void it_asks_for_nothing_else_and_says_what_each_panel_is() throws Exception {
    var text = Files.readString(DASHBOARD);
    assertThat(found(Pattern.compile("https?://"), text, 0)).isEmpty();
    var ids = new TreeSet<Integer>();
    for (var panel : dashboard().get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      assertThat(panel.get("title").asString()).isNotEmpty();
    }
  }

  private static JsonNode dashboard() throws Exception {
    return new JsonMapper().readTree(Files.readString(DASHBOARD));
  }

  private static Set<String> found(Pattern pattern, String text, int group) {
    return pattern
        .matcher(text)
        .results()
        .map(one -> one.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What a Prometheus server reads of such a town.
  private String written() throws Exception {
    try (var town = new TestTown(folder.resolve("data"));
        var door =
            Door.open(
                Files.createDirectories(folder.resolve("others")),
                DoorSettings.OFFERED,
                town.governance,
                town.clocks)) {
      town.record(TestTown.MARKET, 20);
      town.governance.cosignatures().adopt(List.of(witness(town)));
      var parts =
          new Town(
              settings(certificate()),
              town.governance,
              town.recorder,
              town.clips,
              town.desk,
              town.drawings,
              town.alarms,
              town.views,
              town.steering,
              town.clock,
              town.live,
              town.clear,
              town.masks,
              withEyes(town),
              () -> List.of(new ReceiverView("duty", "mail", 1, 0, 0, 0)),
              door,
              town.clocks);
      var out = new ByteArrayOutputStream();
      PrometheusTextFormatWriter.create().write(out, new Metrics(parts).now());
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private static CameraDirectory withEyes(TestTown town) {
    return new CameraDirectory() {
      @Override
      public List<CameraView> list() {
        return town.cameras();
      }

      @Override
      public Optional<CameraView> find(CameraId camera) {
        return list().stream().filter(view -> view.id().equals(camera)).findFirst();
      }

      @Override
      public Optional<EyesView> eyes() {
        return Optional.of(
            new EyesView(
                1,
                1,
                0,
                Optional.empty(),
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    };
  }

  private ServerSettings settings(Path certificate) {
    var usual = ServerSettings.local("T", "1", false, 0, folder, folder);
    return new ServerSettings(
        usual.town(),
        usual.version(),
        usual.demo(),
        usual.host(),
        usual.port(),
        Optional.of(new ServerSettings.Tls(certificate, certificate)),
        usual.data(),
        usual.console(),
        usual.zone(),
        usual.notice(),
        usual.map(),
        usual.door(),
        usual.law(),
        usual.metricsToken());
  }

  private WitnessKey witness(TestTown town) throws Exception {
    var silent = new PrintStream(new ByteArrayOutputStream());
    var dpo = folder.resolve("dpo");
    var words = List.of("new", "--name", "dpo", "--dir", dpo.toString());
    assertThat(WitnessMain.run(words, town.clocks::wall, silent, silent)).isZero();
    return WitnessKey.read(Files.readString(dpo.resolve("verifier")));
  }

  private Path certificate() throws Exception {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var store = folder.resolve("keys.p12").toString();
    var usual = List.of("-alias", "town", "-storepass", "changeit", "-keystore", store);
    run(keytool, "-genkeypair", usual, List.of("-keyalg", "EC", "-dname", "CN=town"));
    var file = folder.resolve("town.crt");
    run(keytool, "-exportcert", usual, List.of("-rfc", "-file", file.toString()));
    return file;
  }

  private static void run(String keytool, String what, List<String> usual, List<String> more)
      throws Exception {
    var words = new java.util.ArrayList<>(List.of(keytool, what));
    words.addAll(usual);
    words.addAll(more);
    var unused = Tool.run(words.toArray(String[]::new));
  }
}
