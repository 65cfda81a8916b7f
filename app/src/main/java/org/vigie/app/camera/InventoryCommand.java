package org.vigie.app.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.vigie.app.FleetBook;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vigie camera inventory`.
@Command(
    name = "inventory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks every camera what it is and puts it beside what Vigie knows: maker, model, firmware,"
          + " serial",
      "number, streams, clock, certificate, the act that covers it, its last recorded frame, its"
          + " last",
      "alert, and when somebody last looked at what is recorded of it. Changes nothing.",
      "",
      "  vigie camera inventory --config vigie.yaml",
      "  vigie camera inventory --config vigie.yaml --csv cameras-2031-03.csv",
      "",
      "A camera that no act covers, or that raised no alert and whose footage nobody opened for"
          + " --unused",
      "days, is named for removal: whether it is taken down people decide. That is known where"
          + " Vigie",
      "runs, for at most 180 days, and says nothing of who looks at it live. Exit code 1: a camera"
          + " does",
      "not answer."
    })
final class InventoryCommand implements Callable<Integer> {

  /// By it a spreadsheet knows UTF-8.
  private static final String MARK = "\uFEFF";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("vigie.yaml");

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "write a table for a spreadsheet, a file that is not there yet")
  private @Nullable Path csv;

  @Option(
      names = "--unused",
      paramLabel = "DAYS",
      defaultValue = "180",
      description = "1 to 180 (${DEFAULT-VALUE})")
  private int unused;

  @Override
  public Integer call() throws BadInput, IOException {
    if (unused < 1 || unused > 180) {
      throw new BadInput("--unused wants 1 to 180 days");
    }
    var town = TownConfig.read(config);
    if (csv != null && Files.exists(csv)) {
      throw BadInput.at(csv, 0, "is there already; name another file");
    }
    var standing = new FleetBook(town).standing();
    var lines = new ArrayList<InventoryLine>();
    for (var camera : town.cameras()) {
      lines.add(InventoryLine.ask(camera, Optional.ofNullable(standing.get(camera.id()))));
    }
    var now = Clocks.system().wall();
    var length = Duration.ofDays(unused);
    if (csv == null) {
      print(lines, now, length);
    } else {
      Files.writeString(
          csv,
          MARK + table(lines, now, length),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW);
      System.err.printf("%s: %d cameras.%n", csv, lines.size());
    }
    if (standing.isEmpty()) {
      System.err.println(
          "No Vigie runs on "
              + town.data()
              + ": which act covers a camera, what is recorded of it and who looked is left out.");
    }
    return lines.stream().allMatch(line -> line.facts().isPresent()) ? 0 : 1;
  }

  private static void print(List<InventoryLine> lines, Instant now, Duration unused) {
    for (var line : lines) {
      var cells = line.cells(now, unused);
      System.out.println(cells.getFirst());
      for (int i = 1; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          System.out.printf("  %-16s %s%n", InventoryLine.HEADS.get(i), cells.get(i));
        }
      }
    }
  }

  private static String table(List<InventoryLine> lines, Instant now, Duration unused)
      throws IOException {
    var text = new StringBuilder();
    var format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(';')
            .setHeader(InventoryLine.HEADS.toArray(String[]::new))
            .get();
    try (var printer = new CSVPrinter(text, format)) {
      for (var line : lines) {
        for (var cell : line.cells(now, unused)) {
          // What a camera says computes nothing in a spreadsheet.
          printer.print(!cell.isEmpty() && "=+@-".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell);
        }
        printer.println();
      }
    }
    return text.toString();
  }
}
