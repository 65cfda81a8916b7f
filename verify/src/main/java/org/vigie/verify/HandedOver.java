package org.vigie.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command that checks a folder which was handed over: `DIR [--verifier FILE]`.
final class HandedOver {

  private HandedOver() {}

  /// What the command checks.
  interface Check {

    /// @param folder absolute
    /// @param verifier a trusted copy of the ledger's key; null to take the one in the folder
    /// @return what holds, in sentences
    List<String> of(Path folder, @Nullable Path verifier) throws IOException, Fault;
  }

  static int run(List<String> args, Check check, PrintStream out, PrintStream err) {
    @Nullable Path verifier = null;
    for (int i = 2; i < args.size(); i += 2) {
      if (!args.get(i).equals("--verifier") || i + 1 == args.size()) {
        return VerifyMain.wrongUse(err, "unknown option " + args.get(i) + ", or it needs a file");
      }
      verifier = Path.of(args.get(i + 1));
    }
    var folder = Path.of(args.get(1)).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      err.println(folder + ": there is no such folder.");
      return 1;
    }
    try {
      // The folder itself may be reached by a link; nothing in it may be one.
      check.of(folder.toRealPath(), verifier).forEach(out::println);
      if (verifier == null) {
        out.println(
            "Checked with the key found in the folder: ask the town for its own by another way, and"
                + " add --verifier.");
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
