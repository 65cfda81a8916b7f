package org.vigie.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.backup.AgeKey;
import org.vigie.app.backup.BackupAbout;
import org.vigie.app.backup.BackupReader;
import org.vigie.app.backup.Opener;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie restore`: a backup becomes a data folder again.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts a backup into an empty folder, from which Vigie then runs. First all of the file is",
      "read and checked, and the ledger in it verified; what does not hold leaves nothing behind.",
      "",
      "  vigie restore town-monday.vigie --data DIR --town Saint-Exemple --dry-run      rehearse it",
      "  vigie restore town-monday.vigie --data DIR --town Saint-Exemple",
      "",
      "What was done after the backup was made is not in it. Say what is known of the ledger from",
      "elsewhere, such as a witness' checkpoint or the one in the old folder's keys/: --seen FILE",
      "tells whether the backup is older. It is an entry of the ledger either way.",
      "",
      "For a move, first: vigie restore --prepare --data DIR      prints this machine's key for",
      "`vigie backup --move --to KEY`, and keeps its other half in DIR until it has been used."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "the backup")
  private @Nullable Path file;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "the folder to fill: empty, or not there yet")
  private Path data = Path.of("");

  @Option(
      names = "--town",
      paramLabel = "NAME",
      description =
          "whose backup it should be, as its configuration writes it; of another town, it"
              + " is refused")
  private @Nullable String town;

  @Option(names = "--dry-run", description = "does all of it, and takes it away again")
  private boolean dryRun;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "the private key that opens it; without it, restore.key in DIR, else a" + " passphrase")
  private @Nullable Path key;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "its first line is the passphrase; without it, you are asked")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--seen",
      paramLabel = "FILE",
      description = "a checkpoint of the ledger, kept elsewhere; may be given many times")
  private List<Path> seen = new ArrayList<>();

  @Option(
      names = "--lose-entries",
      description = "restore a backup that lacks entries which --seen knows of; the ledger says so")
  private boolean loseEntries;

  @Option(names = "--prepare", description = "make the key of a move to this machine")
  private boolean prepare;

  @Override
  public Integer call() throws IOException, BadInput {
    if (prepare) {
      if (file != null) {
        throw new ParameterException(
            spec.commandLine(), "--prepare comes before there is a file; leave FILE out");
      }
      return makeKey();
    }
    if (file == null || town == null) {
      throw new ParameterException(
          spec.commandLine(),
          "restore needs FILE, and --town NAME: whose backup it should be (or --prepare, for a move)");
    }
    var known = new ArrayList<KeptCheckpoint>();
    for (var one : seen) {
      known.add(KeptCheckpoint.read(one));
    }
    var order =
        new Restorer.Order(
            new BackupReader(file, opener()), data, town, known, loseEntries, dryRun);
    var restored = new Restorer(order, Clocks.system()).restore();
    print(restored);
    if (!dryRun && usesKeptKey() && restored.checked().about().move()) {
      forgetKey();
    }
    return 0;
  }

  private Path keptKey() {
    return data.resolve(Restorer.KEY_FILE);
  }

  private boolean usesKeptKey() {
    return key == null && passphraseFile == null && Files.exists(keptKey());
  }

  private int makeKey() throws IOException, BadInput {
    if (Files.exists(keptKey())) {
      throw new BadInput(
          "%s: there is a key already, for which a move may be on its way: its public half is %s"
              .formatted(keptKey(), AgeKey.read(keptKey()).recipient()));
    }
    var made = AgeKey.fresh();
    Files.createDirectories(data);
    made.write(keptKey());
    Durable.flushFolder(data);
    System.out.println(made.recipient());
    System.err.println(
        "vigie: on the machine that is to be moved, stop Vigie, then: vigie backup --move --to KEY"
            + " --data DIR --out FILE");
    return 0;
  }

  private Opener opener() throws IOException, BadInput {
    if (key != null) {
      return new Opener.Key(AgeKey.read(key));
    }
    if (usesKeptKey()) {
      return new Opener.Key(AgeKey.read(keptKey()));
    }
    return new Opener.Passphrase(
        Secret.given(Optional.ofNullable(passphraseFile), "Passphrase of " + file + ": "));
  }

  /// A move is read once: what opened it is gone now.
  private void forgetKey() throws IOException {
    try (var open = FileChannel.open(keptKey(), StandardOpenOption.WRITE)) {
      var nothing = ByteBuffer.allocate((int) open.size());
      while (nothing.hasRemaining()) {
        open.write(nothing);
      }
      open.force(true);
    }
    Files.delete(keptKey());
    Durable.flushFolder(data);
  }

  // --- what a person reads

  private void print(Restorer.Restored restored) {
    var about = restored.checked().about();
    System.out.printf("%s: whole, SHA-256 %s%n", file, restored.checked().sha256());
    System.out.printf(
        "backup %s of %s, made %s by Vigie %s: %d files, %d bytes%n",
        about.backup(),
        about.town(),
        about.made(),
        about.program(),
        restored.checked().files(),
        restored.checked().plainBytes());
    System.out.printf(
        "its ledger verifies: %s, %d entries, root %s%n",
        about.ledger().origin(), about.ledger().size(), about.ledger().root());
    if (!restored.lost().isEmpty()) {
      System.out.println("ENTRIES ARE LOST: " + restored.lost());
    }
    if (dryRun) {
      System.out.println("a rehearsal: nothing was left in " + data);
      return;
    }
    System.out.printf("restored into %s; entry %d says so%n", data, restored.entry());
    System.out.println("Next:");
    steps(about, restored.config()).forEach(step -> System.out.println("  - " + step));
  }

  private List<String> steps(BackupAbout about, Path config) {
    var steps = new ArrayList<String>();
    steps.add(
        "The Vigie that this was taken from must not run any more: two that go on with one ledger"
            + " contradict each other.");
    if (!about.move()) {
      steps.add(
          ("What was done after %s is undone: acts revoked, people let go, holds, erased words. Look"
                  + " at each before cameras run.")
              .formatted(about.made()));
      steps.add(
          "No key of footage was in it. Sealed footage opens with two custodians; other footage"
              + " needs the old folder's keys/reels, where that is left.");
    }
    if (about.move() && key != null) {
      steps.add("Destroy " + key + ": it still opens the file of this move, and so its footage.");
    }
    about
        .elsewhere()
        .forEach(
            one ->
                steps.add(
                    "The configuration names %s, which lies in %s: put it there, or name it anew."
                        .formatted(one, data.resolve("elsewhere" + one))));
    try {
      var town = TownConfig.read(config);
      town.volumes()
          .forEach(
              one ->
                  steps.add(
                      "Volume %s: mount its disk at, or copy its folder to, %s%s."
                          .formatted(
                              one.name(),
                              one.folder(),
                              Files.exists(one.folder().resolve("volume"))
                                  ? " (it is there)"
                                  : "")));
      var listen = town.listen();
      steps.add(
          "The console will answer at %s:%d; `listen` in %s changes it."
              .formatted(listen.host(), listen.port(), config));
    } catch (BadInput e) {
      steps.add("The configuration cannot be used yet: " + e.getMessage());
    }
    steps.add("vigie doctor --data " + data + ", then vigie serve --data " + data);
    return steps;
  }
}
