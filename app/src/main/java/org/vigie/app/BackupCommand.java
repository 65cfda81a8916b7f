package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.app.backup.AgeRecipient;
import org.vigie.app.backup.BackupAbout;
import org.vigie.app.backup.Lock;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `vigie backup`: a town in one locked file, without its footage.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes one locked file with what a town cannot be run without: configuration, acts and",
      "rules, the ledger with its key, accounts, alerts and verdicts, access requests, models.",
      "Works while Vigie runs, and when it does not; the ledger says that it was made.",
      "",
      "  vigie backup --data town --out town-monday.vigie            asks for a passphrase",
      "  vigie backup --data town --out town-monday.vigie --to age1...     for a nightly job: whose",
      "      key, made with `vigie restore --prepare` or age-keygen, lies on another machine",
      "",
      "No footage is in it, and no key or envelope of any: a backup that is kept for years must not",
      "open what has been destroyed. Footage lies on its volumes.",
      "",
      "To another machine, footage included: there, `vigie restore --prepare --data DIR` prints a",
      "key; here, stop Vigie, then",
      "  vigie backup --data town --move --to age1... --out move.vigie",
      "takes the keys along as well, locked to that machine alone, and Vigie does not start on this",
      "folder again. Then take file and volumes over, and: vigie restore. design/backup.md says more."
    })
final class BackupCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the file to write; it lies in FILE.part until it is whole")
  private Path out = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "KEY",
      converter = RecipientOption.class,
      description = "a public key, age1...; may be given many times: any one of them opens it")
  private List<AgeRecipient> to = new ArrayList<>();

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "its first line is the passphrase; without it and --to, you are asked")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--move",
      description = "with what opens footage, for one other machine, whose key --to names")
  private boolean move;

  @Override
  public Integer call() throws IOException, BadInput {
    if (move && (to.size() != 1 || passphraseFile != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--move goes with one --to KEY: that which `vigie restore --prepare` printed on the other machine");
    }
    if (!to.isEmpty() && passphraseFile != null) {
      throw new ParameterException(
          spec.commandLine(), "--to and --passphrase-file exclude each other");
    }
    var folder = new DataFolder(data);
    if (!Files.isDirectory(data.resolve("ledger"))) {
      throw new BadInput(data + ": holds no ledger; is it the data folder of a Vigie?");
    }
    var config = TownConfig.read(folder.config());
    Lock lock =
        to.isEmpty()
            ? new Lock.Passphrase(Secret.chosen(Optional.ofNullable(passphraseFile)))
            : new Lock.Recipients(to);
    var maker =
        new BackupMaker(
            folder, config, Clocks.system(), line -> System.err.println("vigie: " + line));
    var made = maker.make(new BackupMaker.Order(out, lock, move));
    print(made);
    return 0;
  }

  private void print(BackupMaker.Made made) {
    var about = made.about();
    var written = made.written();
    System.out.printf(
        "%s: %d bytes, SHA-256 %s%n", out.toAbsolutePath(), written.bytes(), written.sha256());
    System.out.printf(
        "backup %s of %s, made %s: %d files, the ledger up to entry %d%n",
        about.backup(), about.town(), about.made(), written.files(), about.ledger().entries() - 1);
    System.out.printf("entry %d of the ledger says so%n", made.entry());
    if (about.move()) {
      printMove(about);
    } else {
      System.out.println(
          "not in it: footage ("
              + places(about)
              + "), keys and envelopes of footage, kept clips and copies, the index");
    }
  }

  private static void printMove(BackupAbout about) {
    System.out.println("not in it: footage itself: take the volumes along: " + places(about));
    if (about.opens() > 0) {
      System.out.printf(
          "IT OPENS FOOTAGE: %d reels, until %s. Only the machine that it is locked to can read it, and%n"
              + "once: it forgets its key when it has restored it.%n",
          about.opens(), about.opensUntil());
    }
    System.out.println("Vigie does not start on this folder again. Next, on the other machine:");
    System.out.println("  vigie restore FILE --data DIR --town '" + about.town() + "'");
    System.out.println(
        "When it runs there: destroy this data folder. What opens footage still lies in its keys/.");
  }

  private static String places(BackupAbout about) {
    return about.volumes().stream()
        .map(one -> one.name() + " in " + one.folder())
        .collect(Collectors.joining(", "));
  }

  /// A public key.
  static final class RecipientOption implements ITypeConverter<AgeRecipient> {
    @Override
    public AgeRecipient convert(String text) {
      try {
        return AgeRecipient.parse(text);
      } catch (BadInput e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
