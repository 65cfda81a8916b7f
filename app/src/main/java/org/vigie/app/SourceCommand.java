package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie source`: footage of drones and worn cameras that comes as files.
@Command(
    name = "source",
    mixinStandardHelpOptions = true,
    description = "Takes in what drones and worn cameras have recorded by themselves.",
    subcommands = SourceCommand.Import.class)
final class SourceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }

  /// `vigie source import`.
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Seals a file from a memory card into the footage of a drone or worn camera, as of when it was",
        "recorded, under an act that is about such sources; its retention counts from then. Nothing",
        "of it is analysed. Ask for it from the machine where Vigie runs. The file stays where it is:",
        "destroy it once it is taken in."
      })
  static final class Import implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "MP4, MPEG-TS or Matroska, H.264 or H.265")
    private Path file = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Option(names = "--camera", required = true, paramLabel = "ID", description = "which source's")
    private String camera = "";

    @Option(
        names = "--act",
        required = true,
        paramLabel = "NUMBER",
        description = "the act under which it was recorded")
    private String act = "";

    @Option(
        names = "--recorded",
        required = true,
        paramLabel = "TIME",
        description = "when its first picture was taken, such as 2026-11-27T21:04:00+01:00")
    private String recorded = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "a few words")
    private String why = "";

    @Override
    public Integer call() throws IOException, BadInput {
      var request =
          new FileImport.Request(
              camera, file.toAbsolutePath().normalize().toString(), act, instant().toString(), why);
      var answer =
          ControlSocket.ask(DataFolder.of(data).control(), ControlSocket.Request.of(request));
      if (answer.isEmpty()) {
        throw new BadInput(
            data + ": no Vigie runs on this folder; start it (vigie serve), then import");
      }
      return answer.get().print();
    }

    private Instant instant() throws BadInput {
      try {
        return OffsetDateTime.parse(recorded).toInstant();
      } catch (DateTimeException e) {
        throw new BadInput(
            "--recorded: should be a time with its offset, such as 2026-11-27T21:04:00+01:00");
      }
    }
  }
}
