package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `vigie status`: what runs on a data folder.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks the Vigie that runs on a data folder how it is: version, address, cameras that are being",
      "recorded, entries of the ledger, alarms. Only the account that runs Vigie may ask.",
      "",
      "Exit code 1: none runs there, or it does not record as many cameras as --recording says."
    })
final class StatusCommand implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LOOK_MS = 200;

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "ask again for so long, until it answers and records, such as 90s or 3min")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--recording",
      paramLabel = "N",
      description = "how many cameras it should be recording (${DEFAULT-VALUE})")
  private int recording;

  @Option(names = "--json", description = "one line of JSON instead of the text")
  private boolean json;

  static final class Where {
    @Option(names = "--data", paramLabel = "DIR", description = "the data folder")
    private @Nullable Path data;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "the configuration that names the data folder")
    private @Nullable Path config;

    /// The data folder.
    Path folder() throws BadInput {
      if (data != null) {
        return data;
      }
      if (config == null) {
        throw new BadInput("one of --data DIR and --config FILE is needed");
      }
      return TownConfig.read(config).data();
    }
  }

  @Override
  public Integer call() throws BadInput, IOException, InterruptedException {
    var folder = where.folder();
    var report = await(folder);
    if (report.isEmpty()) {
      System.err.println("vigie: no Vigie answers on " + folder);
      return 1;
    }
    if (json) {
      System.out.println(JSON.writeValueAsString(report.get()));
    } else {
      report.get().lines().forEach(System.out::println);
    }
    return report.get().recording() >= recording ? 0 : 1;
  }

  private Optional<StatusReport> await(Path folder) throws IOException, InterruptedException {
    var clocks = Clocks.system();
    long limit = clocks.elapsedNanos() + wait.toNanos();
    while (true) {
      var report = ask(folder);
      boolean enough = report.filter(one -> one.recording() >= recording).isPresent();
      if (enough || clocks.elapsedNanos() >= limit) {
        return report;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  /// Nothing where none runs.
  static Optional<StatusReport> ask(Path folder) throws IOException {
    var answer =
        ControlSocket.ask(new DataFolder(folder).control(), ControlSocket.Request.ofStatus());
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    if (!answer.get().error().isEmpty()) {
      throw new IOException("Vigie answers, and does not say how it is: " + answer.get().error());
    }
    return Optional.of(JSON.readValue(answer.get().lines().getFirst(), StatusReport.class));
  }
}
