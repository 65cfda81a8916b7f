package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.recording.Recorder;
import org.vigie.server.handover.Receipts;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `vigie export`: copies recorded footage out of Vigie, clear, as MP4.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies recorded footage out of Vigie, clear, as MP4. The ledger first says who took what"
          + " and",
      "why; the file begins with the key frame at or before --from. Works while Vigie runs, and",
      "when it does not."
    })
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
  private Path data = Path.of("");

  @Option(names = "--camera", required = true, paramLabel = "ID", description = "one camera's id")
  private String camera = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "T",
      converter = InstantOption.class,
      description = "the first instant, with its offset: 2026-11-22T14:03:00+01:00")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "T",
      converter = InstantOption.class,
      description = "the instant at which to end")
  private Instant to = Instant.EPOCH;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F.mp4",
      description = "the file to write; footage in a second format goes to F-2.mp4 beside it")
  private Path out = Path.of("");

  @Option(
      names = "--reason",
      defaultValue = "exported on the machine itself",
      description = "why, for the ledger (${DEFAULT-VALUE})")
  private String reason = "";

  @Override
  public Integer call() throws IOException, BadInput {
    if (!from.isBefore(to)) {
      throw new ParameterException(spec.commandLine(), "--from should be before --to");
    }
    var folder = DataFolder.of(data);
    if (Files.exists(out)) {
      throw new BadInput(out + ": there is such a file already; it is not overwritten");
    }
    var request = new ExportRequest(camera, from, to, out.toAbsolutePath(), reason);
    var running = ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
    var answer = running.isPresent() ? running.get() : alone(folder, x -> x.export(request));
    return answer.print();
  }

  /// No Vigie runs on the folder: its ledger and footage are opened for this once.
  static ControlAnswer alone(DataFolder folder, Function<Exporter, ControlAnswer> work)
      throws IOException, BadInput {
    var config = TownConfig.read(folder.config());
    var clocks = Clocks.system();
    var law = TownActs.take(config, clocks);
    try (var governance =
            Governance.open(folder.root(), config.town(), law.profile(), law.acts(), clocks);
        var recorder =
            Recorder.open(config.recording(), governance.keys(), governance.ledger(), clocks)) {
      return work.apply(
          new Exporter(governance, recorder, receipts(config), Exporter.NO_COPIES, clocks));
    }
  }

  /// Receipts with the names that the configuration gives.
  static Receipts receipts(TownConfig config) {
    return new Receipts(
        config.town(),
        config.zone(),
        id ->
            config.cameras().stream()
                .filter(camera -> camera.id().equals(id))
                .map(CameraConfig::name)
                .findFirst()
                .orElse(id.value()));
  }

  /// An instant with its offset.
  static final class InstantOption implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' should be an instant with its offset, such as"
                + " 2026-11-22T14:03:00+01:00 or 2026-11-22T13:03:00Z");
      }
    }
  }
}
