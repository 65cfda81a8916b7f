package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.camera.FleetPlan.Kind;
import org.vigie.base.BadInput;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.StreamChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie camera import`.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Adds the cameras of a table that a spreadsheet has saved (CSV; commas, semicolons or tabs;",
      "UTF-8 or Windows-1252) to the configuration, and says of each line what becomes of it.",
      "A camera that is there stays as it is. The first line names columns, in English or French:",
      "",
      "  id, name, groups, place, latitude, longitude, direction, angle, reach, purpose, main, sub,",
      "  onvif, user, password_file, norm, volume, copy_to, rules, faces_dwellings",
      "",
      "A line needs `main`, the address of its stream, or `onvif`, where the camera is asked for it.",
      "",
      "  vigie camera import cameras.csv --config vigie.yaml --dry-run",
      "  vigie camera import cameras.csv --config vigie.yaml --user vigie --password-file fleet.txt",
      "  vigie camera export --config vigie.yaml --out cameras.csv"
    })
final class ImportCommand implements Callable<Integer>, FleetPlan.Asks {

  @Parameters(paramLabel = "TABLE", description = "the CSV file")
  private Path table = Path.of("");

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration, to which they are added")
  private Path config = Path.of("");

  @Mixin private CameraLogin login = new CameraLogin();

  @Option(names = "--dry-run", description = "say what would become of each line; write nothing")
  private boolean dryRun;

  @Option(
      names = "--skip-refused",
      description = "add the others even if a line is refused; without it, all or nothing")
  private boolean skipRefused;

  private @Nullable String lastAsked;

  @Override
  public Integer call() throws IOException, BadInput {
    var plan = FleetPlan.of(FleetTable.read(table), config, this);
    plan.fates().forEach(fate -> System.out.println(line(fate)));
    var counts = plan.counts();
    System.out.printf(
        "%n%d new, %d the same, %d different, %d refused.%n",
        counts.get(Kind.NEW),
        counts.get(Kind.SAME),
        counts.get(Kind.DIFFERS),
        counts.get(Kind.REFUSED));
    long refused = counts.getOrDefault(Kind.REFUSED, 0L);
    if (plan.blocks().isEmpty()) {
      System.out.println("Nothing to add to " + config + ".");
      return refused > 0 ? 1 : 0;
    }
    if (refused > 0 && !skipRefused) {
      System.out.println(
          "Nothing was written: mend the refused lines, or add the others with --skip-refused.");
      return 1;
    }
    if (dryRun) {
      System.out.println("Nothing was written. Without --dry-run the new ones are added.");
      return refused > 0 ? 1 : 0;
    }
    ConfigEdit.add(config, plan.blocks());
    System.out.println(
        """
        Added to %s. Next:
          say in an act that they are recorded, and whether they are watched: ./vigie acts check
          start Vigie again: it reads its configuration when it starts\
        """
            .formatted(config));
    return refused > 0 ? 1 : 0;
  }

  private static String line(FleetPlan.Fate fate) {
    var says =
        switch (fate.kind()) {
          case NEW -> "new";
          case SAME -> "is there, and the same";
          case DIFFERS -> "is there and stays as it is; the table differs in " + fate.why();
          case REFUSED -> "refused: " + fate.why();
        };
    return "line %-4d %-24s %s".formatted(fate.line(), fate.camera(), says);
  }

  /// Its own user and password file, where the row names them; else those of the command.
  @Override
  public CameraBlock ask(Map<String, String> values, FleetTable.Row row, Set<String> taken)
      throws BadInput, IOException {
    var address = OnvifAddress.parse(row.get(FleetColumn.ONVIF).orElseThrow());
    if (!address.shown().equals(lastAsked)) {
      lastAsked = address.shown();
      System.err.println("line " + row.line() + ": asking " + address.shown());
    }
    var own =
        CameraLogin.of(row.get(FleetColumn.USER), row.get(FleetColumn.PASSWORD_FILE), config)
            .or(login);
    var facts = own.describe(address);
    var choice = StreamChoice.of(facts.profiles());
    if (choice.isEmpty()) {
      throw new BadInput(address.shown() + ": offers no H.264 or H.265 stream");
    }
    return CameraBlock.of(
        address,
        facts,
        choice.get(),
        Optional.ofNullable(row.cells().get(FleetColumn.NAME)),
        own.user(),
        own.fileFor(config),
        taken);
  }
}
