package org.vigie.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import org.vigie.bench.evaluate.TracksBench;
import org.vigie.bench.mask.MaskBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `vigie bench`: measurements that anyone can repeat. Each prints one line of JSON last.
@Command(
    name = "vigie bench",
    mixinStandardHelpOptions = true,
    description = "Measures Vigie on this machine. Each bench prints one line of JSON last.",
    subcommands = {
      RecordBench.class,
      TownBench.class,
      AlertBench.class,
      AnalyseBench.class,
      LiveBench.class,
      CrashBench.class,
      FaultsBench.class,
      FuzzBench.class,
      GovernanceBench.class,
      InstallBench.class,
      MaskBench.class,
      TimelineBench.class,
      TracksBench.class
    })
public final class Main implements Callable<Integer> {

  public static void main(String[] arguments) {
    var command =
        new CommandLine(new Main())
            .setUsageHelpWidth(100)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  if (failure instanceof IOException || failure instanceof BadInput) {
                    System.err.println("vigie bench: " + failure.getMessage());
                  } else {
                    failure.printStackTrace();
                  }
                  return 1;
                });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return 2;
  }
}
