package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import org.vigie.recording.CaseLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `vigie case`: footage for an authority, with what proves it.
@Command(
    name = "case",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hands footage over to an authority that has asked for it: a folder with a film for each",
      "stretch, as the cameras sent it, and what proves it. Whoever receives the folder checks it",
      "with `vigie verify export DIR`, without this machine. The ledger says who handed what to",
      "whom. Works while Vigie runs, and when it does not.",
      "",
      "  vigie case --data town --out PV-2031-17 \\",
      "    --reference 'PV 2031/17' --authority 'Tribunal judiciaire' --officer 'OPJ, matricule 4711' \\",
      "    --footage quay,2031-03-30T14:00:00+02:00,2031-03-30T14:20:00+02:00"
    })
final class CaseCommand implements Callable<Integer> {

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
  private Path data = Path.of("");

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "TEXT",
      description = "of the letter that asks; goes into the ledger")
  private String reference = "";

  @Option(
      names = "--authority",
      required = true,
      paramLabel = "TEXT",
      description = "the court or service that asks; goes into the ledger")
  private String authority = "";

  @Option(
      names = "--officer",
      required = true,
      paramLabel = "TEXT",
      description = "who receives it; stays in the folder, never in the ledger")
  private String officer = "";

  @Option(
      names = "--footage",
      required = true,
      paramLabel = "CAMERA,FROM,TO",
      converter = PieceOption.class,
      description = "a camera's id and two instants with their offsets; may be given many times")
  private List<CaseRequest.Piece> footage = new ArrayList<>();

  @Option(
      names = "--letter",
      paramLabel = "FILE",
      description = "its scan (PDF, JPEG or PNG, at most 10 MB), put into the folder")
  private Path letter = Path.of("");

  @Option(
      names = "--viewing",
      description = {
        "also a masked copy to be shown around, marked in every picture; of at most 10 minutes",
        "of footage, and only while Vigie runs"
      })
  private boolean viewing;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the folder to make; there must be none of that name")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException, BadInput {
    var folder = DataFolder.of(data);
    if (Files.exists(out)) {
      throw new BadInput(out + ": there is something of that name already; give another one");
    }
    var scan = letter.toString().isEmpty() ? "" : letter.toAbsolutePath().toString();
    var checked = letter(scan);
    checked.ifPresent(one -> System.out.println("letter: SHA-256 " + one.sha256()));
    var request =
        new CaseRequest(
            reference, authority, officer, footage, scan, viewing, out.toAbsolutePath());
    var running = ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
    var answer =
        running.isPresent()
            ? running.get()
            : ExportCommand.alone(folder, exporter -> exporter.handOver(request));
    return answer.print();
  }

  /// Reads the scan of a letter; nothing where no file is named.
  static Optional<CaseLetter> letter(String file) throws IOException, BadInput {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = Files.newInputStream(Path.of(file))) {
      bytes = in.readNBytes(CaseLetter.MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file");
    }
    var letter = CaseLetter.of(bytes);
    if (letter.isEmpty()) {
      throw new BadInput(
          file
              + ": the letter should be a PDF, JPEG or PNG of at most 10 MB; its name does not count");
    }
    return letter;
  }

  /// A camera and a stretch.
  static final class PieceOption implements ITypeConverter<CaseRequest.Piece> {
    @Override
    public CaseRequest.Piece convert(String text) {
      var parts = text.split(",", -1);
      try {
        if (parts.length == 3) {
          return new CaseRequest.Piece(parts[0].strip(), instant(parts[1]), instant(parts[2]));
        }
      } catch (DateTimeParseException e) {
        // Said below.
      }
      throw new TypeConversionException(
          "'"
              + text
              + "' should be a camera and two instants with their offsets, such as"
              + " quay,2031-03-30T14:00:00+02:00,2031-03-30T14:20:00+02:00");
    }

    private static Instant instant(String text) {
      return OffsetDateTime.parse(text.strip()).toInstant();
    }
  }
}
