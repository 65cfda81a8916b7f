package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.app.log.Logs;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vigie serve`: runs a town until it is asked to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a town until it is stopped with Ctrl-C or SIGTERM.",
      "A new town prints a link, once, with which its first administrator signs in."
    })
final class ServeCommand implements Callable<Integer> {

  private final Clocks clocks;

  ServeCommand(Clocks clocks) {
    this.clocks = clocks;
  }

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "a detector for the eyes, in the place of `sight: model` (design/models.md); one that"
              + " Vigie does not know by its hash needs `vigie models add` first")
  private @Nullable Path model;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "when stopped, reread what was recorded and write the figures here, as JSON")
  private @Nullable Path report;

  @Option(
      names = "--counts",
      paramLabel = "FILE",
      description = "when stopped, write here, as JSON, what only the running program knew")
  private @Nullable Path counts;

  private static final class Where {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "the town's configuration; design/examples/vigie.yaml explains each key")
    private @Nullable Path config;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "a data folder that holds vigie.yaml, such as a demo's")
    private @Nullable Path data;

    Path file() throws BadInput, IOException {
      if (config != null) {
        return config;
      }
      if (data == null) {
        throw new BadInput("serve needs --config FILE or --data DIR");
      }
      var file = new DataFolder(data).config();
      if (!Files.exists(file)) {
        throw BadInput.at(file, 0, "there is no such file: " + data + " is not a data folder");
      }
      return file;
    }
  }

  @Override
  public Integer call() throws BadInput, IOException, InterruptedException {
    var written = TownConfig.read(where.file());
    var config = model == null ? written : written.withModel(model);
    if (DemoMark.isTraining(config.data())) {
      throw new BadInput(
          config.data()
              + ": is an exercise's, which is played once; ./vigie training begins another one");
    }
    var progress =
        Logs.begin(
            config.log(),
            config.cameras().stream().map(c -> c.id().value()).collect(Collectors.toSet()));
    try (var stopping = new Stopping()) {
      var town = Town.start(config, Programs.here(), clocks, progress);
      var run = new TownRun(town, clocks, town.startedNanos());
      Greeting.print(town, false, System.out);
      run.awaitRecording(java.time.Duration.ofSeconds(30), stopping);
      stopping.await();
      if (report != null) {
        run.end().write(report);
      } else if (counts != null) {
        RunReport.write(run.close(), counts);
      } else {
        town.close();
      }
      return 0;
    }
  }
}
