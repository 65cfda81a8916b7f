package org.vigie.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `vigie verify`: checks, without the server and without any of its code, what Vigie wrote.
///
/// Exit codes: 0 it holds, 1 it does not, 2 wrong use.
public final class VerifyMain {

  private static final String USAGE =
      """
      vigie verify ledger DIR [--verifier FILE] [--seen FILE]... [--witness FILE]...

        DIR              a data folder, a ledger folder, or a copy of a log's public files
        --verifier FILE  the ledger's public key from a place you trust, instead of the one in DIR
        --seen FILE      a checkpoint kept from earlier: the ledger must continue it
        --witness FILE   the verifier key of a witness, which must have cosigned: says when and how
                         much; every cosigned checkpoint must be continued, with or without this

      vigie verify footage DIR [--volume DIR]...

        DIR              a data folder: every reel is read again, against its hashes, its key where
                         that is there, the journal, and what the ledger was told of it
        --volume DIR     footage that lies elsewhere; given once or more, the data folder's own is
                         read only if it is named too

      vigie verify deletion DIR [--volume DIR]...

        DIR              a data folder: each day's proof of destruction against what the ledger tells
                         of that day, and that neither file nor key of what was destroyed is left

      vigie verify export DIR [--verifier FILE]

        DIR              footage that was handed over: every file against the manifest, the manifest
                         against the ledger's signed entry of it, every picture of every film against
                         what was sealed when it was recorded, and that against the ledger
        --verifier FILE  the ledger's public key from a place you trust, instead of the one in DIR

      vigie verify inspection DIR [--verifier FILE]

        DIR              a bundle for an inspection: every file against the manifest, the manifest
                         against the ledger's signed entry of it, and then the ledger that is in it
        --verifier FILE  the ledger's public key from a place you trust, instead of the one in DIR

      Exit codes: 0 it holds, 1 it does not, 2 wrong use.
      """;

  private VerifyMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /// Runs one command; returns the exit code.
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return command(args, PlainOutput.of(out), PlainOutput.of(err));
  }

  private static int command(List<String> args, PrintStream out, PrintStream err) {
    if (args.contains("--help") || args.contains("help")) {
      out.print(USAGE);
      return 0;
    }
    if (args.size() < 2 || args.get(1).startsWith("-")) {
      return wrongUse(err, "say what to check: `vigie verify ledger DIR`");
    }
    return switch (args.getFirst()) {
      case "ledger" -> ledger(args, out, err);
      case "footage" -> FootageCommand.run(args, out, err);
      case "deletion" -> DeletionCommand.run(args, out, err);
      case "export" -> HandedOver.run(args, ExportCommand::check, out, err);
      case "inspection" -> HandedOver.run(args, InspectionCommand::check, out, err);
      default ->
          wrongUse(
              err,
              "there is `verify ledger DIR`, `verify footage DIR`, `verify deletion DIR`, `verify export DIR` and `verify inspection DIR`");
    };
  }

  static int wrongUse(PrintStream err, String what) {
    err.println("vigie verify: " + what + ".");
    err.print(USAGE);
    return 2;
  }

  private static int ledger(List<String> args, PrintStream out, PrintStream err) {
    @Nullable Path verifier = null;
    var seen = new ArrayList<Path>();
    var witnesses = new ArrayList<Path>();
    for (int i = 2; i < args.size(); i += 2) {
      var option = args.get(i);
      boolean known = List.of("--verifier", "--seen", "--witness").contains(option);
      if (!known || i + 1 == args.size()) {
        return wrongUse(err, known ? option + " needs a file" : "unknown option " + option);
      }
      if (option.equals("--seen")) {
        seen.add(Path.of(args.get(i + 1)));
      } else if (option.equals("--witness")) {
        witnesses.add(Path.of(args.get(i + 1)));
      } else {
        verifier = Path.of(args.get(i + 1));
      }
    }
    return check(Path.of(args.get(1)), verifier, seen, witnesses, out, err);
  }

  private static int check(
      Path folder,
      @Nullable Path verifier,
      List<Path> seen,
      List<Path> witnesses,
      PrintStream out,
      PrintStream err) {
    try {
      var keys = new ArrayList<CosignerKey>();
      for (var file : witnesses) {
        keys.add(CosignerKey.read(Files.readString(file), file.toString()));
      }
      new LedgerCheck(folder, verifier, seen, keys).check().forEach(out::println);
      if (verifier == null) {
        out.println(
            "Checked with the key found beside the log; --verifier takes your own copy of it.");
      }
      return 0;
    } catch (Fault e) {
      err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println(folder + " cannot be read: " + e.getMessage());
      return 1;
    }
  }
}
