package org.vigie.app.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vigie camera export`.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the cameras of the configuration as a table for a spreadsheet, which `vigie camera",
      "import` reads again. No password is in it."
    })
final class ExportCommand implements Callable<Integer> {

  /// By it a spreadsheet knows UTF-8.
  private static final String MARK = "\uFEFF";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "a file that is not there yet; without it, the terminal")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException, BadInput {
    var town = TownConfig.read(config);
    var text = new StringBuilder();
    var format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(';')
            .setHeader(
                Arrays.stream(FleetColumn.values()).map(FleetColumn::head).toArray(String[]::new))
            .get();
    try (var printer = new CSVPrinter(text, format)) {
      for (var camera : town.cameras()) {
        for (var column : FleetColumn.values()) {
          printer.print(guarded(column, FleetDifference.cell(column, camera)));
        }
        printer.println();
      }
    }
    if (out == null) {
      System.out.print(text);
    } else {
      if (Files.exists(out)) {
        throw BadInput.at(out, 0, "is there already; name another file");
      }
      Files.writeString(out, MARK + text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      System.err.printf("%s: %d cameras.%n", out, town.cameras().size());
    }
    long inside = town.cameras().stream().filter(FleetDifference::holdsPassword).count();
    if (inside > 0) {
      System.err.printf(
          "The addresses of %d cameras hold a password, which the table does not.%n", inside);
    }
    return 0;
  }

  /// What people typed computes nothing in a spreadsheet; a number below zero stays one.
  private static String guarded(FleetColumn column, String cell) {
    boolean number = column == FleetColumn.LATITUDE || column == FleetColumn.LONGITUDE;
    return !number && !cell.isEmpty() && "=+@-".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
