package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.doctor.CameraNetwork;
import org.vigie.app.doctor.Doctor;
import org.vigie.app.doctor.Finding;
import org.vigie.app.doctor.Machine;
import org.vigie.base.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `vigie doctor`: what is wrong with a machine, and what to do.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what is wrong with this machine, what follows from it and what to do: Java, processor,",
      "memory, swap, open files, clock, time zone, confinement, disks and how they flush; with",
      "--data also the configuration, acts, who may read the keys, volumes and whether they are",
      "large enough, the console's address, what cameras' addresses tell of their network, and",
      "whether the town's directory answers. Changes nothing, asks no camera. Works while Vigie",
      "runs.",
      "",
      "  vigie doctor                     before the first start",
      "  vigie doctor --data town         run it as the account that runs Vigie",
      "",
      "Each line is ok, note (it works; know this) or wrong (a promise does not hold like this).",
      "Exit code 1: something is wrong."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Eyes of a machine of which nothing is known yet: what a configuration without `eyes` gets.
  private static final int MOST_EYES = 4;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the data folder of a town; without it, the disk of this folder is looked at")
  private @Nullable Path data;

  @Option(names = "--json", description = "one line of JSON instead of the text")
  private boolean json;

  @Override
  public Integer call() throws IOException, BadInput {
    var found = new ArrayList<Finding>();
    var machine = Machine.here();
    if (data == null) {
      var here = Path.of("").toAbsolutePath();
      int eyes = Math.clamp(machine.java().processors(), 1, MOST_EYES);
      var use = new Doctor.Use(here, Map.of(), eyes, 0, Optional.empty());
      found.addAll(Doctor.look(machine, use, Optional.empty()));
    } else {
      if (!Files.isDirectory(data)) {
        throw new BadInput(data + ": there is no such folder");
      }
      var town = TownCheckup.of(data);
      found.addAll(Doctor.look(machine, town.use(), town.console()));
      found.addAll(town.found());
      found.addAll(CameraNetwork.look(machine, town.cameraHosts()));
    }
    if (json) {
      System.out.println(JSON.writeValueAsString(TownCheckup.json(found)));
    } else {
      lines(found).forEach(System.out::println);
    }
    return found.stream().anyMatch(Finding::isWrong) ? 1 : 0;
  }

  static List<String> lines(List<Finding> found) {
    var lines = new ArrayList<String>();
    for (var one : found) {
      lines.add(
          "%-6s %-14s %s"
              .formatted(one.level().name().toLowerCase(Locale.ROOT), one.subject(), one.found()));
      if (!one.means().isEmpty()) {
        lines.add("       " + " ".repeat(15) + one.means());
      }
      if (!one.remedy().isEmpty()) {
        lines.add("       " + " ".repeat(15) + "Do: " + one.remedy());
      }
    }
    long wrong = found.stream().filter(Finding::isWrong).count();
    long notes = found.stream().filter(one -> one.level() == Finding.Level.NOTE).count();
    lines.add("");
    lines.add(
        wrong == 0
            ? "Nothing is wrong; %d to know.".formatted(notes)
            : "%d wrong, %d to know.".formatted(wrong, notes));
    return lines;
  }
}
