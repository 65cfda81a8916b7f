package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vigie upgrade`: what the package asks of a data folder when one version follows another.
@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Used by the package's vigie-upgrade while Vigie is stopped: keeps a copy of the tables that a",
      "later version may change, and puts it back where that version was given up. Footage and",
      "ledger are never touched; the ledger says what was put back."
    })
final class UpgradeCommand implements Callable<Integer> {

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }

  @Command(name = "copy", mixinStandardHelpOptions = true, description = "Keeps the tables.")
  int copy(
      @Option(names = "--config", paramLabel = "FILE", required = true) Path config,
      @Option(
              names = "--to",
              paramLabel = "VERSION",
              required = true,
              description = "the version that is tried")
          String to)
      throws BadInput, IOException {
    var kept = of(config).copy(to);
    System.out.println("kept the tables at entry %d of the ledger".formatted(kept.entries()));
    return 0;
  }

  @Command(
      name = "done",
      mixinStandardHelpOptions = true,
      description = "The later version runs: lets the copy go.")
  int done(@Option(names = "--config", paramLabel = "FILE", required = true) Path config)
      throws BadInput, IOException {
    of(config).done();
    return 0;
  }

  @Command(
      name = "back",
      mixinStandardHelpOptions = true,
      description = "The later version was given up: puts back what it had changed.")
  int back(
      @Option(names = "--config", paramLabel = "FILE", required = true) Path config,
      @Option(
              names = "--from",
              paramLabel = "VERSION",
              required = true,
              description = "the version that was given up")
          String from,
      @Option(names = "--why", paramLabel = "TEXT", defaultValue = "") String why)
      throws BadInput, IOException {
    var undone = of(config).back(from, why);
    System.out.println(
        undone.putBack().isEmpty()
            ? "the tables were not changed, and stay"
            : "put back: " + String.join(", ", undone.putBack()));
    return 0;
  }

  private static Upgrade of(Path config) throws BadInput {
    return new Upgrade(TownConfig.read(config), Clocks.system());
  }
}
