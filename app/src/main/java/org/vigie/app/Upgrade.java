package org.vigie.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import org.vigie.base.Programs;
import org.vigie.governance.ledger.Ledger;
import tools.jackson.databind.json.JsonMapper;

/// What an upgrade does to a data folder, while no Vigie runs on it: keeps a copy of the tables
/// that
/// a later version may change, and puts it back where that version was given up.
///
/// The ledger and the footage are never touched: what the later version wrote into them stays, and
/// [UpgradeDuty] enters into the ledger which of its entries the tables do not know. Used by the
/// package's `vigie-upgrade`; see design/packaging.md.
final class Upgrade {

  /// The databases whose tables are moved from one version to the next. The index is made anew by
  /// whichever version does not know its form.
  private static final List<String> DATABASES = List.of("state.db", "users.db");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What was kept.
  ///
  /// @param from the version that ran
  /// @param to the version that is tried
  /// @param entries of the ledger, then
  record Kept(String from, String to, String at, long entries) {}

  /// What was put back.
  ///
  /// @param from the version that was given up
  /// @param to the version that runs instead
  /// @param why it was given up; may be empty
  /// @param entriesBefore of the ledger when the later version began
  /// @param entriesAfter of the ledger when it was given up
  /// @param putBack the databases that had been changed, and are as they were; the others were left
  /// @param aside where the changed ones lie, from the data folder; empty if there are none
  /// @param told whether the ledger knows
  record Undone(
      String from,
      String to,
      String at,
      String why,
      long entriesBefore,
      long entriesAfter,
      List<String> putBack,
      String aside,
      boolean told) {

    Undone {
      putBack = List.copyOf(putBack);
    }

    Undone whenTold() {
      return new Undone(from, to, at, why, entriesBefore, entriesAfter, putBack, aside, true);
    }
  }

  private final Path data;
  private final String town;
  private final Clocks clocks;

  Upgrade(TownConfig config, Clocks clocks) {
    this.data = config.data();
    this.town = config.town();
    this.clocks = clocks;
  }

  private Path folder() {
    return data.resolve("upgrade");
  }

  private Path copy() {
    return folder().resolve("copy");
  }

  private static Path undoneFile(Path data) {
    return data.resolve("upgrade/undone.json");
  }

  /// Keeps the tables before a later version sees them.
  ///
  /// @param to that version
  /// @throws BadInput if a Vigie runs on the folder
  /// @throws IOException if they cannot be kept; nothing has changed then
  Kept copy(String to) throws BadInput, IOException {
    requireStopped();
    Durable.privateFolder(folder());
    var fresh = folder().resolve("copy.new");
    remove(fresh);
    Durable.privateFolder(fresh);
    for (var name : DATABASES) {
      if (SqlSnapshot.take(data.resolve(name), fresh.resolve(name), List.of())) {
        flush(fresh.resolve(name));
      }
    }
    var kept = new Kept(Programs.VERSION, to, now(), entries());
    Durable.create(fresh.resolve("kept.json"), JSON.writeValueAsBytes(kept), Durable.PRIVATE_FILE);
    Durable.flushFolder(fresh);
    remove(copy());
    Files.move(fresh, copy());
    Durable.flushFolder(folder());
    return kept;
  }

  /// The later version answers and records: the copy has served, and so has what an earlier attempt
  /// left.
  void done() throws IOException {
    remove(folder());
  }

  /// The later version was given up. Databases that it had changed are put back as they were, and
  /// lie beside in the form that it gave them; those that it had not changed stay, with all that
  /// people did meanwhile.
  ///
  /// @throws BadInput if a Vigie runs on the folder, or no copy was kept
  Undone back(String from, String why) throws BadInput, IOException {
    requireStopped();
    var about = copy().resolve("kept.json");
    if (!Files.exists(about)) {
      throw new BadInput(
          copy() + ": no tables were kept before " + from + " ran, so that none are put back");
    }
    var kept = JSON.readValue(Files.readAllBytes(about), Kept.class);
    var aside = "upgrade/given-up-" + now().replaceAll("[^0-9TZ]", "");
    var putBack = new ArrayList<String>();
    for (var name : DATABASES) {
      var then = copy().resolve(name);
      if (SqlTables.steps(data.resolve(name)) > SqlTables.steps(then) && Files.exists(then)) {
        Durable.privateFolder(data.resolve(aside));
        putBack(name, then, data.resolve(aside).resolve(name));
        putBack.add(name);
      }
    }
    var undone =
        new Undone(
            from,
            Programs.VERSION,
            now(),
            why,
            kept.entries(),
            entries(),
            putBack,
            putBack.isEmpty() ? "" : aside,
            false);
    write(data, undone);
    remove(copy());
    return undone;
  }

  /// At each moment the database is the changed one, whole, or the one before, whole.
  private void putBack(String name, Path then, Path aside) throws IOException {
    var here = data.resolve(name);
    SqlTables.settle(here);
    Files.createLink(aside, here);
    Durable.flushFolder(Objects.requireNonNull(aside.getParent()));
    var fresh = data.resolve(name + ".back");
    Files.deleteIfExists(fresh);
    Files.copy(then, fresh);
    flush(fresh);
    Durable.exchange(fresh, here);
  }

  private static void flush(Path database) throws IOException {
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// What was given up last, until a later version runs.
  static Optional<Undone> undone(Path data) throws IOException {
    var file = undoneFile(data);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(Files.readAllBytes(file), Undone.class))
        : Optional.empty();
  }

  /// Remembers that the ledger knows.
  static void told(Path data, Undone undone) throws IOException {
    write(data, undone.whenTold());
  }

  private static void write(Path data, Undone undone) throws IOException {
    Durable.replace(undoneFile(data), JSON.writeValueAsBytes(undone), Durable.PRIVATE_FILE);
  }

  private void requireStopped() throws BadInput {
    if (ControlSocket.answers(new DataFolder(data).control())) {
      throw new BadInput(data + ": Vigie runs on it; stop it first");
    }
  }

  /// Opening it checks its end and signs what is there; entries are neither added nor taken away.
  private long entries() throws IOException {
    var folder = data.resolve("ledger");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var ledger = Ledger.open(folder, data.resolve("keys/ledger.key"), town, clocks)) {
      return ledger.size();
    }
  }

  private String now() {
    return clocks.wall().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      Folders.delete(folder);
    }
  }
}
