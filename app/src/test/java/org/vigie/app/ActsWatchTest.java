package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.FakeClocks;
import org.vigie.base.Programs;
import org.vigie.governance.ActStanding;
import org.vigie.governance.ActState;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.AuthorityKey;
import org.vigie.governance.signing.SigningKey;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;

/// The folder of the acts while Vigie runs: what is added counts if it is signed, what is taken
/// away is over at once.
class ActsWatchTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final String ACT =
      """
      act: recording
      town: Saint-Exemple
      number: %s
      authority: Préfecture
      from: 2026-01-01T00:00:00Z
      until: 2036-01-01T00:00:00Z
      purposes: [rescue-and-fire]
      perimeter: the harbour
      cameras: all
      """;

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Map<AlarmKind, String> alarms = new HashMap<>();
  private SigningKey key;
  private Path acts = Path.of("");
  private Path file = Path.of("");
  private TownConfig config;
  private Governance governance;
  private ActsWatch watch;

  @BeforeEach
  void open() throws Exception {
    key = SigningKey.create(dir.resolve("prefecture"));
    acts = Files.createDirectories(dir.resolve("acts"));
    file = dir.resolve("vigie.yaml");
    Files.writeString(
        file,
        """
        town: Saint-Exemple
        profile: private-site
        authorities:
          - name: Préfecture
            keys: ["%s"]
        cameras: []
        """
            .formatted(key.open().line()));
    config = TownConfig.read(file);
    write("one", ACT.formatted("R-1"));
    sign("one");
    var law = TownActs.take(config, clocks);
    governance = Governance.open(dir, config.town(), law.profile(), law.acts(), clocks);
    watch = new ActsWatch(acts, config.authorities(), governance, board());
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private Alarms board() {
    return new Alarms() {
      @Override
      public void raise(AlarmKind kind, String subject, String detail) {
        alarms.put(kind, detail);
      }

      @Override
      public void end(AlarmKind kind, String subject) {
        alarms.remove(kind);
      }
    };
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(acts.resolve(name + ".yaml"), text);
  }

  private void sign(String name) throws Exception {
    var act = acts.resolve(name + ".yaml");
    Files.writeString(
        acts.resolve(name + ".yaml.sig"), key.sign(Files.readAllBytes(act), Authorities.ACT));
  }

  private void look() {
    clocks.advance(Duration.ofSeconds(5));
    watch.look(clocks.elapsed());
  }

  private Map<String, ActState> states() {
    var states = new HashMap<String, ActState>();
    for (ActStanding act : governance.standing()) {
      states.put(act.number(), act.state());
    }
    return states;
  }

  private boolean records() {
    return governance.recordingAct(QUAY, clocks.wall()).isPresent();
  }

  private List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  @Test
  void a_new_act_counts_once_its_signature_lies_beside_it() throws Exception {
    write("two", ACT.formatted("R-2"));
    look();
    assertThat(states()).containsOnlyKeys("R-1");
    assertThat(alarms.get(AlarmKind.ACTS_REFUSED))
        .contains("two.yaml:4: authority: Préfecture must sign this");
    Entry refused = entries("acts.refused").getFirst().entry();
    assertThat(refused.text("why")).contains("Préfecture must sign this");
    look();
    assertThat(entries("acts.refused")).as("told once").hasSize(1);

    sign("two");
    look();
    assertThat(states()).containsEntry("R-2", ActState.IN_FORCE);
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_forged_change_brings_nothing_into_force_and_takes_nothing_out_of_it() throws Exception {
    write("one", ACT.formatted("R-1").replace("2036", "2099"));
    look();
    assertThat(records()).isTrue();
    assertThat(governance.standing().getFirst().until().toString()).startsWith("2036");
    assertThat(entries("acts.refused").getFirst().entry().text("why"))
        .contains("one.yaml.sig is no signature of this file by Préfecture");
  }

  @Test
  void an_act_that_is_taken_away_is_over_though_another_file_is_wrong() throws Exception {
    write("broken", "act: recording\nnumber: [\n");
    Files.delete(acts.resolve("one.yaml"));
    look();
    assertThat(records()).isFalse();
    assertThat(states()).containsEntry("R-1", ActState.REVOKED);
    assertThat(entries("act.removed")).hasSize(1);
    assertThat(entries("acts.refused")).hasSize(1);
  }

  @Test
  void an_act_without_its_signature_stops_a_town_from_starting_and_is_in_its_ledger()
      throws Exception {
    governance.close();
    Files.delete(acts.resolve("one.yaml.sig"));
    assertThatThrownBy(
            () -> Town.start(config, new Programs(VigieUnderTest.ROOT), clocks, line -> {}))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("one.yaml:4: authority: Préfecture must sign this");
    sign("one");
    var law = TownActs.take(config, clocks);
    governance = Governance.open(dir, config.town(), law.profile(), law.acts(), clocks);
    assertThat(entries("acts.refused")).hasSize(1);
    assertThat(records()).isTrue();
  }

  @Test
  void the_command_makes_a_key_signs_checks_and_lists() throws Exception {
    governance.close();
    var mine = dir.resolve("mine").toString();
    assertThat(run("acts", "key", mine)).contains("SHA256:", "ssh-ed25519 ");
    write("three", ACT.formatted("R-3").replace("Préfecture", "Mairie"));
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "cameras:",
                "  - name: Mairie\n    keys: [\"%s\"]\ncameras:"
                    .formatted(Files.readString(dir.resolve("mine.pub")).strip())));
    assertThat(code("acts", "check", "--config", file.toString())).isEqualTo(1);
    assertThat(run("acts", "sign", "--key", mine, acts.resolve("three.yaml").toString()))
        .contains("three.yaml.sig");
    assertThat(run("acts", "check", "--config", file.toString()))
        .contains(
            "profile private-site, version 3",
            "three.yaml: R-3 of Mairie, signed with " + fingerprint("mine"));
    Files.createDirectories(dir.resolve("footage"));
    assertThat(
            run(
                "acts",
                "suspend",
                "--data",
                dir.toString(),
                "--number",
                "R-3",
                "--why",
                "by order of the court"))
        .contains("R-3, recording act of Mairie: suspended", "by order of the court");
    assertThat(run("acts", "list", "--data", dir.toString()))
        .contains("R-1, recording act of Préfecture: in force", "R-3", "suspended");
    assertThat(code("acts", "key", mine)).isEqualTo(1);
    governance =
        Governance.open(
            dir,
            config.town(),
            TownActs.read(TownConfig.read(file)).profile(),
            TownActs.read(TownConfig.read(file)).acts(),
            clocks);
  }

  private String fingerprint(String name) throws Exception {
    return AuthorityKey.parse(Files.readString(dir.resolve(name + ".pub"))).fingerprint();
  }

  private static int code(String... words) {
    return Main.run(Clocks.system(), words);
  }

  private static String run(String... words) {
    var before = System.out;
    var said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(code(words)).isZero();
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
