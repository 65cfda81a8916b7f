package org.vigie.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vigie.app.camera.CameraCommand;
import org.vigie.app.tell.TellCommand;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.desk.StateUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/// The `vigie` command: one subcommand for each verb that runs in this program.
///
/// Exit codes: 0 done, 1 the thing failed, 2 wrong use.
@Command(
    name = "vigie",
    description = "The video supervision of a town. It sees what happens, never who.",
    subcommands = {
      DemoCommand.class,
      TrainingCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      UpgradeCommand.class,
      ExportCommand.class,
      CaseCommand.class,
      ActsCommand.class,
      ModelsCommand.class,
      CameraCommand.class,
      CommissionCommand.class,
      SourceCommand.class,
      PeopleCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ReindexCommand.class,
      SizeCommand.class,
      DoctorCommand.class,
      TellCommand.class
    })
public final class Main implements Callable<Integer> {

  /// One line each: time, level where it matters, what happened.
  private static final String LOG_LINE = "%1$tT %4$s %5$s%6$s%n";

  public static void main(String[] arguments) {
    System.exit(run(Clocks.system(), arguments));
  }

  /// Runs one command to its end, by these clocks: whoever measures how a running town takes a
  /// clock that steps brings such a one.
  ///
  /// @return the exit code
  public static int run(Clocks clocks, String... arguments) {
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_LINE);
    FLYWAY.setLevel(Level.WARNING);
    return commandLine(clocks).execute(arguments);
  }

  static CommandLine commandLine() {
    return commandLine(Clocks.system());
  }

  private static CommandLine commandLine(Clocks clocks) {
    var line =
        new CommandLine(new Main(), new Verbs(clocks))
            .setUsageHelpWidth(100)
            .setExecutionExceptionHandler(plainSentences());
    line.getSubcommands()
        .values()
        .forEach(verb -> verb.getCommandSpec().version("vigie " + Programs.VERSION));
    return line;
  }

  /// Makes the verbs; the one that runs for long is told by which clocks.
  private record Verbs(Clocks clocks) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> verb) throws Exception {
      return verb == ServeCommand.class
          ? verb.cast(new ServeCommand(clocks))
          : CommandLine.defaultFactory().create(verb);
    }
  }

  /// Failures that a person can act on are one sentence; only a defect shows where it happened.
  private static IExecutionExceptionHandler plainSentences() {
    return (failure, command, parsed) -> {
      switch (failure) {
        case BadInput bad -> System.err.println("vigie: " + bad.getMessage());
        case IOException io -> System.err.println("vigie: " + io.getMessage());
        case StateUnavailable state -> System.err.println("vigie: " + state.getMessage());
        case Refusal refusal -> System.err.println("vigie: " + refusal.getMessage());
        default -> {
          System.err.println("vigie: this is a defect of Vigie; please report it:");
          failure.printStackTrace();
        }
      }
      return 1;
    };
  }

  /// Kept, so that its level is.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return 2;
  }
}
