package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.backup.AgeKey;
import org.vigie.app.backup.BackupReader;
import org.vigie.app.backup.Lock;
import org.vigie.app.backup.Opener;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.LedgerRefused;
import org.vigie.governance.openings.OpeningOrder;
import org.vigie.model.Span;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorSettings;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.witness.WitnessMain;

/// A town that was backed up goes on elsewhere: the same ledger, its footage where its volume is;
/// and nothing comes back that was destroyed.
class BackupRestoreTest {

  private static final String TOWN = "Val-sur-Mer";

  @TempDir private Path dir = Path.of("");

  private final FakeClocks clocks = new FakeClocks();
  private final AgeKey key = AgeKey.fresh();

  private Path data() {
    return dir.resolve("old");
  }

  private Path elsewhere() {
    return dir.resolve("new");
  }

  private Path file() {
    return dir.resolve("town.vigie");
  }

  private BackedUpTown begin() throws IOException, BadInput {
    // Into the hour: four seconds are one reel.
    clocks.advance(Duration.ofSeconds(5));
    return BackedUpTown.begin(data(), TOWN, clocks);
  }

  private BackupMaker.Made backUp(boolean move) throws IOException, BadInput {
    return backUp(data(), file(), move);
  }

  private BackupMaker.Made backUp(Path data, Path to, boolean move) throws IOException, BadInput {
    var folder = new DataFolder(data);
    var lock = new Lock.Recipients(List.of(key.recipient()));
    return new BackupMaker(folder, TownConfig.read(folder.config()), clocks, line -> {})
        .make(new BackupMaker.Order(to, lock, move));
  }

  private BackupReader reader() {
    return new BackupReader(file(), new Opener.Key(key));
  }

  private Restorer.Restored restore(Path... seen) throws IOException, BadInput {
    return restore(TOWN, false, false, seen);
  }

  private Restorer.Restored restore(String town, boolean lose, boolean dryRun, Path... seen)
      throws IOException, BadInput {
    var known = new ArrayList<KeptCheckpoint>();
    for (var one : seen) {
      known.add(KeptCheckpoint.read(one));
    }
    return new Restorer(
            new Restorer.Order(reader(), elsewhere(), town, known, lose, dryRun), clocks)
        .restore();
  }

  private Set<String> namesInside() throws IOException, BadInput {
    var names = new TreeSet<String>();
    var unused = reader().read((name, bytes) -> names.add(name));
    return names;
  }

  private static String verify(Path data, Path... seen) {
    var arguments = new ArrayList<>(List.of("ledger", data.toString()));
    for (var one : seen) {
      arguments.addAll(List.of("--seen", one.toString()));
    }
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(arguments, print, print);
    return code + " " + said.toString(StandardCharsets.UTF_8);
  }

  /// The checkpoint of a folder, as somebody keeps it elsewhere.
  private Path keptCheckpoint(Path data, String name) throws IOException {
    return Files.copy(data.resolve("keys/ledger.checkpoint"), dir.resolve(name));
  }

  // --- to another machine

  @Test
  void a_town_that_moves_goes_on_with_the_same_ledger_and_its_footage_plays() throws Exception {
    Span span;
    try (var town = begin()) {
      span = town.record();
      assertThat(town.sees(span)).isEqualTo(100);
    }
    var kept = keptCheckpoint(data(), "kept");

    var made = backUp(true);

    assertThat(made.about().opens()).isEqualTo(1);
    assertThat(made.about().opensUntil())
        .isEqualTo(span.from().plus(BackedUpTown.RETENTION).toString());
    assertThat(namesInside()).anyMatch(name -> name.startsWith("keys/reels/"));
    BackedUpTown.carry(data().resolve("footage"), elsewhere().resolve("footage-of-the-disk"));
    // The disk is mounted once the folder is there.
    var disk = dir.resolve("disk");
    Files.move(elsewhere().resolve("footage-of-the-disk"), disk);
    Files.delete(elsewhere());

    restore(kept, keptCheckpoint(data(), "last"));
    Files.move(disk, elsewhere().resolve("footage"));

    assertThat(verify(elsewhere(), kept, dir.resolve("last"))).startsWith("0 ");
    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      assertThat(town.sees(span)).isEqualTo(100);
      assertThat(town.entries("backup.restored").getFirst().entry().facts())
          .containsEntry("backup", made.about().backup())
          .containsEntry("sha256", made.written().sha256())
          .containsEntry("move", true);
      assertThat(town.entries("backup.restored").getFirst().index())
          .isEqualTo(town.entries("backup.moved").getFirst().index() + 1);
      // It goes on recording, on the same volume.
      var more = town.record();
      assertThat(town.sees(more)).isEqualTo(100);
    }
    assertThat(verify(elsewhere(), kept)).startsWith("0 ");
  }

  @Test
  void a_town_that_has_moved_does_not_go_on_where_it_was() throws Exception {
    begin().close();
    var made = backUp(true);

    assertThatThrownBy(() -> BackedUpTown.open(data(), clocks))
        .isInstanceOf(LedgerRefused.class)
        .hasMessageContaining("went to another machine")
        .hasMessageContaining(made.about().backup())
        .hasMessageContaining("remove");
    assertThatThrownBy(() -> backUp(data(), dir.resolve("second.vigie"), false))
        .hasMessageContaining("went to another machine");

    // The move was given up.
    Files.delete(data().resolve("ledger/moved"));
    try (var town = BackedUpTown.open(data(), clocks)) {
      assertThat(town.entries("backup.moved")).hasSize(1);
    }
  }

  @Test
  void a_move_that_fails_lets_the_town_go_on_and_is_an_entry() throws Exception {
    begin().close();

    assertThatThrownBy(() -> backUp(data(), dir.resolve("no/such/folder/x"), true))
        .isInstanceOf(IOException.class);

    try (var town = BackedUpTown.open(data(), clocks)) {
      assertThat(town.entries("backup.failed")).hasSize(1);
    }
  }

  @Test
  void window_keys_end_with_a_move() throws Exception {
    begin().close();
    var memory = org.vigie.governance.keys.MemoryFolder.of(data()).orElseThrow();
    Files.createDirectory(
        memory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Files.write(memory.resolve("reel@1@2.key"), new byte[32]);

      backUp(true);

      assertThat(memory.resolve("reel@1@2.key")).doesNotExist();
      assertThat(namesInside()).noneMatch(name -> name.contains("reel@"));
    } finally {
      Folders.delete(memory);
    }
  }

  @Test
  void years_that_have_ended_go_along() throws Exception {
    try (var town = begin()) {
      for (int i = 0; i < 300; i++) {
        town.governance.note("session.started", "person-1", Map.of("n", i));
      }
      clocks.advance(Duration.ofDays(300));
      for (int i = 0; i < 300; i++) {
        town.governance.note("session.ended", "person-1", Map.of("n", i));
      }
    }
    var ended = Files.copy(data().resolve("ledger/public/2031/checkpoint"), dir.resolve("ended"));
    backUp(false);

    var restored = restore(ended);

    assertThat(restored.checked().about().ledger().origin()).endsWith("/2032");
    assertThat(restored.checked().about().ledger().entries()).isGreaterThan(600);
    assertThat(verify(elsewhere(), ended)).startsWith("0 ");
  }

  // --- sealed footage

  @Test
  void sealed_footage_opens_by_two_custodians_where_its_volume_has_gone() throws Exception {
    var custodians = new ArrayList<CustodianKeys>();
    for (var person : List.of("dpo-1", "judge-2", "clerk-3")) {
      custodians.add(CustodianKeys.create(person));
    }
    Span span;
    try (var town = begin()) {
      town.governance
          .custody()
          .name(
              Actors.LOCAL_ADMINISTRATOR,
              custodians.stream().map(one -> one.custodian().card()).toList());
      town.governance.grant(
          Actors.LOCAL_ADMINISTRATOR,
          "officer-5",
          Set.of(Right.PLAY_BACK),
          CameraScope.all(),
          clocks.wall(),
          clocks.wall().plus(Duration.ofDays(300)));
      span = town.record();
    }
    backUp(false);
    assertThat(namesInside())
        .noneMatch(name -> name.startsWith("keys/reels"))
        .noneMatch(name -> name.endsWith(".envelope"));
    // The machine is lost, the disk of footage is not.
    restore();
    BackedUpTown.carry(data().resolve("footage"), elsewhere().resolve("footage"));

    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      assertThat(town.sees("officer-5", span)).as("while it is sealed").isZero();
      town.governance
          .custody()
          .ask(
              new OpeningOrder(
                  "officer-5",
                  span,
                  OpeningRequest.Use.PLAYBACK,
                  "An accident at the quay",
                  Duration.ofHours(1),
                  town.recorder.sealed(BackedUpTown.QUAY, span)));
      for (var custodian : custodians.subList(0, 2)) {
        var openings = town.governance.custody().openings();
        var asked = openings.waitingFor(custodian.custodian()).getFirst();
        var approval = custodian.approve(asked.request(), asked.envelopes(), clocks.wall());
        assertThat(openings.approve(approval, "officer-5")).isNotNull();
      }
      assertThat(town.sees("officer-5", span)).isEqualTo(100);
    }
  }

  // --- what a kept backup holds, and what not

  @Test
  void a_backup_that_is_kept_opens_no_footage_and_signs_nobody_in() throws Exception {
    try (var town = begin()) {
      town.record();
    }
    Files.createDirectories(data().resolve("clips"));
    Files.writeString(data().resolve("clips/1.clip"), "sealed");
    Files.createDirectories(data().resolve("access/2031-0001"));
    Files.writeString(data().resolve("access/2031-0001/requester.json"), "{}");
    Files.createDirectories(data().resolve("models"));
    Files.writeString(data().resolve("models/x.onnx"), "a model");
    // Without it nobody's authenticator app would be known in a restored town.
    Files.write(data().resolve("keys/sign-in.key"), new byte[32]);

    backUp(false);

    assertThat(namesInside())
        .contains(
            "vigie.yaml",
            "rules/quay.yaml",
            "acts/recording.yaml",
            "acts/recording.yaml.sig",
            "keys/ledger.key",
            "keys/ledger.checkpoint",
            "keys/sign-in.key",
            "ledger/public/2031/checkpoint",
            "ledger/private/2031/000",
            "volumes",
            "access/2031-0001/requester.json",
            "models/x.onnx")
        .noneMatch(name -> name.matches("keys/(reels|clips|access).*"))
        .noneMatch(name -> name.startsWith("clips") || name.startsWith("footage"));
  }

  @Test
  void what_was_destroyed_since_does_not_come_back() throws Exception {
    Span span;
    try (var town = begin()) {
      span = town.record();
    }
    backUp(false);
    try (var town = BackedUpTown.open(data(), clocks)) {
      clocks.advance(BackedUpTown.RETENTION.plusHours(1));
      assertThat(town.recorder.deleteExpired(clocks.wall()).reels()).isEqualTo(1);
    }

    restore();
    BackedUpTown.carry(data().resolve("footage"), elsewhere().resolve("footage"));

    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      assertThat(town.sees(span)).isZero();
      assertThat(town.recorder.timeline(BackedUpTown.QUAY, span).gaps()).isEmpty();
    }
    assertThat(keysIn(elsewhere())).isEmpty();
  }

  private static List<Path> keysIn(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("keys/reels"))) {
      return all.toList();
    }
  }

  @Test
  void files_that_only_vigie_may_read_are_so_again() throws Exception {
    begin().close();
    backUp(false);
    restore();

    assertThat(mode("keys")).isEqualTo("rwx------");
    assertThat(mode("keys/ledger.key")).isEqualTo("rw-------");
    assertThat(mode("vigie.yaml")).isEqualTo("rw-------");
    assertThat(mode("ledger/private")).isEqualTo("rwx------");
    assertThat(mode("ledger/private/2031/000")).isEqualTo("rw-------");
    assertThat(mode("ledger/public/2031/checkpoint")).startsWith("rw-r");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere().resolve(name)));
  }

  // --- while Vigie runs

  @Test
  void a_running_town_is_backed_up_as_it_was_at_one_checkpoint() throws Exception {
    try (var town = begin()) {
      for (int i = 0; i < 700; i++) {
        town.governance.note("session.started", "person-1", Map.of("n", i));
      }
      var ledger = town.governance.ledger();
      var exporter =
          new Exporter(
              town.governance,
              town.recorder,
              ExportCommand.receipts(town.config),
              new NoSight(),
              clocks);
      try (var door = Door.open(data(), DoorSettings.OFFERED, town.governance, clocks);
          var desk =
              org.vigie.desk.Desk.open(
                  org.vigie.desk.DeskSettings.in(data()), town.governance, clocks);
          var socket =
              ControlSocket.open(
                  new DataFolder(data()).control(),
                  exporter,
                  new ModelKeeper(data(), town.governance),
                  new Commissioner(desk.commissioning(), town.governance),
                  new ActClerk(town.governance),
                  new BackupClerk(ledger),
                  new PeopleClerk(door, town.governance, URI.create("http://127.0.0.1:1/"), clocks),
                  () -> ControlAnswer.failed("not asked"),
                  new FleetClerk(town.governance, done -> {}, from -> List.of()),
                  file -> ControlAnswer.failed("not asked"))) {
        assertThat(socket).isNotNull();
        var writing =
            Thread.ofVirtual()
                .start(
                    () -> {
                      while (!Thread.currentThread().isInterrupted()) {
                        town.governance.note("session.ended", "person-1", Map.of());
                      }
                    });
        try {
          backUp(false);
          assertThatThrownBy(() -> backUp(data(), dir.resolve("move"), true))
              .hasMessageContaining("stop it first");
        } finally {
          writing.interrupt();
          writing.join();
        }
        var made = town.entries("backup.made").getFirst().entry().facts();
        assertThat(made).containsEntry("opened_by", List.of(key.recipient().toString()));
        assertThat((Long) made.get("entries")).isGreaterThan(700);
        assertThat(data().resolve("run/backup")).doesNotExist();
      }
    }

    var restored = restore();

    assertThat(verify(elsewhere())).startsWith("0 ");
    assertThat(restored.entry()).isEqualTo(restored.checked().about().ledger().entries());
    assertThat(namesInside()).contains("state.db");
    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      assertThat(town.entries("backup.made")).isEmpty();
      assertThat(town.entries("backup.restored")).hasSize(1);
    }
  }

  // --- what is refused

  @Test
  void another_towns_backup_is_refused_and_named() throws Exception {
    begin().close();
    backUp(false);

    assertThatThrownBy(() -> restore("Saint-Exemple", false, false))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is a backup of 'Val-sur-Mer'")
        .hasMessageContaining("not of 'Saint-Exemple'");
    assertThat(elsewhere()).doesNotExist();
  }

  @Test
  void a_folder_that_holds_something_is_refused_and_stays_as_it_was() throws Exception {
    begin().close();
    backUp(false);
    Files.createDirectories(elsewhere());
    Files.writeString(elsewhere().resolve("letter.txt"), "mine");

    assertThatThrownBy(this::restore).hasMessageContaining("is not empty (there is letter.txt)");

    assertThat(elsewhere()).isDirectoryContaining("glob:**/letter.txt");
    try (Stream<Path> all = Files.list(elsewhere())) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void a_truncated_one_leaves_nothing() throws Exception {
    begin().close();
    backUp(false);
    var whole = Files.readAllBytes(file());
    for (int i = 1; i <= 40; i++) {
      Files.write(file(), Arrays.copyOf(whole, whole.length - whole.length * i / 41 - 1));
      assertThatThrownBy(this::restore).isInstanceOf(IOException.class);
      assertThat(elsewhere()).doesNotExist();
    }
    Files.createDirectory(elsewhere());
    assertThatThrownBy(this::restore).isInstanceOf(IOException.class);
    assertThat(elsewhere()).isEmptyDirectory();
  }

  @Test
  void a_rehearsal_does_all_of_it_and_leaves_nothing() throws Exception {
    begin().close();
    backUp(false);

    var rehearsed = restore(TOWN, false, true);

    assertThat(rehearsed.checked().about().town()).isEqualTo(TOWN);
    assertThat(elsewhere()).doesNotExist();
    restore();
    assertThat(verify(elsewhere())).startsWith("0 ");
  }

  @Test
  void nothing_is_overwritten_by_a_backup() throws Exception {
    begin().close();
    Files.writeString(file(), "last week's");
    assertThatThrownBy(() -> backUp(false)).hasMessageContaining("is not overwritten");
    assertThat(file()).hasContent("last week's");
  }

  // --- a ledger that is put back

  @Test
  void a_backup_older_than_a_known_checkpoint_is_said_to_be_and_is_an_entry() throws Exception {
    begin().close();
    backUp(false);
    try (var town = BackedUpTown.open(data(), clocks)) {
      for (int i = 0; i < 5; i++) {
        town.governance.note("session.started", "person-1", Map.of());
      }
    }
    var newest = keptCheckpoint(data(), "newest");

    assertThatThrownBy(() -> restore(newest))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is older than what is known of this ledger")
        .hasMessageContaining("are missing")
        .hasMessageContaining("--lose-entries");
    assertThat(elsewhere()).doesNotExist();

    var restored = restore(TOWN, true, false, newest);

    assertThat(restored.lost()).contains("are missing");
    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      var facts = town.entries("backup.restored").getFirst().entry().facts();
      assertThat(String.valueOf(facts.get("lost"))).contains("vigie/val-sur-mer/2031");
    }
    // Whoever kept it sees it, whatever the ledger says of itself.
    assertThat(verify(elsewhere(), newest)).startsWith("1 ");
  }

  @Test
  void a_witness_that_saw_more_refuses_what_was_put_back_and_takes_what_moved() throws Exception {
    begin().close();
    witness("new", "--name", "dpo", "--dir", dir.resolve("dpo").toString());
    backUp(false);
    try (var town = BackedUpTown.open(data(), clocks)) {
      town.governance.note("session.started", "person-1", Map.of());
    }
    assertThat(looks(data())).startsWith("0 ");

    // Unnoticed by who restores it: nobody named what was seen.
    restore();
    for (int i = 0; i < 2; i++) {
      assertThat(looks(elsewhere())).startsWith("1 ").contains("REFUSED");
    }
    // Also once it has grown beyond what the witness saw.
    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      for (int i = 0; i < 9; i++) {
        town.governance.note("session.started", "person-2", Map.of());
      }
    }
    assertThat(looks(elsewhere())).startsWith("1 ");

    Folders.delete(elsewhere());
    Files.delete(file());
    backUp(true);
    restore();
    assertThat(looks(elsewhere())).startsWith("0 ");
  }

  private String looks(Path data) {
    return witness(
        "run",
        "--dir",
        dir.resolve("dpo").toString(),
        "--log",
        data.resolve("ledger/public").toString(),
        "--verifier",
        this.data().resolve("ledger/public/2031/verifier").toString());
  }

  private String witness(String... words) {
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = WitnessMain.run(List.of(words), clocks::wall, print, print);
    return code + " " + said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_checkpoint_that_the_backup_does_not_continue_is_refused() throws Exception {
    begin().close();
    backUp(false);
    // Another ledger of a town of the same name.
    var other = BackedUpTown.begin(dir.resolve("other"), TOWN, clocks);
    other.close();
    var foreign = keptCheckpoint(dir.resolve("other"), "foreign");

    assertThatThrownBy(() -> restore(TOWN, true, false, foreign))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("does not continue this checkpoint");
    assertThat(elsewhere()).doesNotExist();
  }

  @Test
  void a_machine_whose_clock_may_be_ahead_does_not_hide_it_behind_the_entry() throws Exception {
    begin().close();
    backUp(false);
    clocks.advance(Duration.ofDays(40));
    clocks.reboot("the new machine");

    restore();

    try (var town = BackedUpTown.open(elsewhere(), clocks)) {
      assertThat(town.entries("clock.stepped").getFirst().entry().facts())
          .containsEntry("noticed", "LONG_STOP")
          .containsEntry("holds_deletion", true);
    }
  }

  // --- the configuration

  @Test
  void a_configuration_that_lies_elsewhere_finds_its_new_place() throws Exception {
    begin().close();
    var etc = Files.createDirectories(dir.resolve("etc"));
    var password = Files.writeString(dir.resolve("password"), "not-a-real-one\n");
    Files.writeString(
        etc.resolve("town.yaml"),
        """
        town: %s
        profile: private-site
        data: %s      # what Vigie writes
        sight: {eyes: 0}
        volumes:
          - {name: main, folder: %s}
        cameras:
          - {id: quay, main: "rtsp://192.0.2.1/main", user: vigie, password_file: %s, rules: quay.yaml}
        """
            .formatted(TOWN, data(), data().resolve("footage"), password));
    Files.writeString(etc.resolve("quay.yaml"), "zones: []\nrules: []\n");
    Files.createDirectories(etc.resolve("acts"));
    Files.writeString(etc.resolve("acts/a.yaml"), "act: recording\n");
    Files.delete(data().resolve("vigie.yaml"));
    new DataFolder(data()).remember(etc.resolve("town.yaml"));

    var made = backUp(false);

    assertThat(made.about().elsewhere()).containsExactly(password.toString());
    assertThat(namesInside())
        .contains("config/town.yaml", "config/quay.yaml", "config/acts/a.yaml")
        .contains("elsewhere" + password);

    restore();

    var config = TownConfig.read(new DataFolder(elsewhere()).config());
    assertThat(config.file()).isEqualTo(elsewhere().resolve("config/town.yaml"));
    assertThat(config.data()).isEqualTo(elsewhere());
    assertThat(Files.readString(config.file())).contains("so written by `vigie restore`");
  }

  // --- as it is typed

  @Test
  void typed_by_an_administrator_with_a_passphrase() throws Exception {
    begin().close();
    var words = Files.writeString(dir.resolve("words"), "correct horse battery\n");

    assertThat(
            run(
                "backup",
                "--data",
                data().toString(),
                "--out",
                file().toString(),
                "--passphrase-file",
                words.toString()))
        .isZero();
    assertThat(
            run(
                "restore",
                file().toString(),
                "--data",
                elsewhere().toString(),
                "--town",
                TOWN,
                "--passphrase-file",
                words.toString()))
        .isZero();

    assertThat(verify(elsewhere())).startsWith("0 ");
  }

  @Test
  void typed_by_an_administrator_who_moves_and_the_key_is_forgotten() throws Exception {
    begin().close();
    assertThat(run("restore", "--prepare", "--data", elsewhere().toString())).isZero();
    var made = AgeKey.read(elsewhere().resolve("restore.key"));
    assertThat(run("restore", "--prepare", "--data", elsewhere().toString()))
        .as("a second key would make the first one's file worthless")
        .isEqualTo(1);

    assertThat(
            run(
                "backup",
                "--move",
                "--data",
                data().toString(),
                "--out",
                file().toString(),
                "--to",
                made.recipient().toString()))
        .isZero();
    assertThat(run("restore", file().toString(), "--data", elsewhere().toString(), "--town", TOWN))
        .isZero();

    assertThat(verify(elsewhere())).startsWith("0 ");
    assertThat(elsewhere().resolve("restore.key")).doesNotExist();
  }

  /// It may be the one of all nightly backups.
  @Test
  void a_key_that_opened_a_kept_backup_is_kept() throws Exception {
    begin().close();
    assertThat(run("restore", "--prepare", "--data", elsewhere().toString())).isZero();
    var kept = elsewhere().resolve("restore.key");
    var to = AgeKey.read(kept).recipient().toString();

    assertThat(
            run(
                "backup",
                "--data",
                data().toString(),
                "--out",
                file().toString(),
                "--to",
                to,
                "--to",
                key.recipient().toString()))
        .isZero();
    assertThat(run("restore", file().toString(), "--data", elsewhere().toString(), "--town", TOWN))
        .isZero();

    assertThat(kept).exists();
    assertThat(reader().check().about().town()).isEqualTo(TOWN);
  }

  @Test
  void wrong_use_is_told() {
    assertThat(run("backup", "--move", "--data", "x", "--out", "y")).isEqualTo(2);
    assertThat(run("backup", "--data", "x", "--out", "y", "--to", "age1abc")).isEqualTo(2);
    assertThat(run("restore", "x", "--data", "y")).isEqualTo(2);
    assertThat(run("backup", "--data", dir.toString(), "--out", "y")).isEqualTo(1);
  }

  private static int run(String... arguments) {
    return Main.run(org.vigie.base.Clocks.system(), arguments);
  }
}
