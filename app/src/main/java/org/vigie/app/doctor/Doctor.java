package org.vigie.app.doctor;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at a machine, from the processor to its disks. Changes nothing, but for a small file that
/// it writes and removes where it measures flushes.
public final class Doctor {

  private Doctor() {}

  /// What the machine is for.
  ///
  /// @param data where the databases and the ledger lie, or will
  /// @param volumes where footage lies, by name
  /// @param eyes how many run beside the server
  /// @param cameras how many there are; 0 where that is not known
  /// @param zone the town's, where its configuration names one
  public record Use(
      Path data, Map<String, Path> volumes, int eyes, int cameras, Optional<ZoneId> zone) {
    public Use {
      volumes = Map.copyOf(volumes);
    }
  }

  /// Where the console shall answer.
  public record Console(String host, int port, boolean encrypted, boolean running) {}

  /// @param console where that is known
  public static List<Finding> look(Machine machine, Use use, Optional<Console> console) {
    var found = new ArrayList<>(ComputerCheck.look(machine, use.eyes(), use.cameras()));
    found.add(ClockCheck.look(machine));
    found.add(zone(use));
    found.add(WallsCheck.look(machine));
    found.addAll(new DiskCheck(machine, "data folder", use.data(), false).look());
    use.volumes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            volume ->
                found.addAll(
                    new DiskCheck(machine, "volume " + volume.getKey(), volume.getValue(), true)
                        .look()));
    console.ifPresent(
        one ->
            found.addAll(
                ListenCheck.look(machine, one.host(), one.port(), one.encrypted(), one.running())));
    return List.copyOf(found);
  }

  private static Finding zone(Use use) {
    var machines = ZoneId.systemDefault();
    if (use.zone().isPresent()) {
      return Finding.ok("time zone", use.zone().get() + ", from the configuration");
    }
    return machines.getRules().isFixedOffset()
        ? Finding.note(
            "time zone",
            "the machine's, " + machines,
            "A town's days begin and end at its own midnight, summer time included.",
            "zone: Europe/Paris in vigie.yaml.")
        : Finding.ok("time zone", "the machine's, " + machines);
  }
}
