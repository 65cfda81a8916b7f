package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// What happens when something breaks: each fault against the real program with four cameras on two
/// volumes, judged by the disk and the ledger.
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What happens when something breaks.",
      "Each fault happens to the real program while it records four cameras on two volumes. Expected",
      "each time: a gap with the right reason, an alarm that ends with its cause, recording again by",
      "itself, and other cameras that lose nothing. Prints a table, then one line of JSON: for each fault gap_reason, alarm,",
      "recovered_ms (from the end of the cause), others_lost_ms, ok. Faults of disks need root: they",
      "happen to ext4 images of the bench's own."
    })
final class FaultsBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long DISK_BYTES = 2L << 30;

  /// Lets one fault happen.
  private interface Fault {
    FaultStory happen(FaultTown town, Disks disks) throws IOException, InterruptedException;
  }

  /// The disk of the volume `first`, and another one that does not belong there.
  private record Disks(LoopDisk own, LoopDisk other) {}

  private static final Map<String, Fault> FAULTS = faults();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      description = "one of them: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private String only = "";

  @Option(names = "--keep", description = "keep logs and say where they are")
  private boolean keep;

  /// For `--help`.
  static final class Names implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return FAULTS.keySet().iterator();
    }
  }

  private static Map<String, Fault> faults() {
    var faults = new LinkedHashMap<String, Fault>();
    faults.put("disk-full", (town, disks) -> DiskFaults.full(town, disks.own()));
    faults.put("failing-force", (town, disks) -> DiskFaults.failing(town, disks.own()));
    faults.put("slow-disk", (town, disks) -> DiskFaults.slow(town, disks.own()));
    faults.put("wrong-volume", (town, disks) -> DiskFaults.wrong(town, disks.own(), disks.other()));
    faults.put("camera-flapping", (town, disks) -> OtherFaults.flapping(town));
    faults.put("clock-forward", (town, disks) -> OtherFaults.step(town, Duration.ofHours(2)));
    faults.put("clock-back", (town, disks) -> OtherFaults.step(town, Duration.ofHours(-2)));
    faults.put("torn-key", (town, disks) -> OtherFaults.tornKey(town));
    faults.put("index-deleted", (town, disks) -> OtherFaults.indexDeleted(town));
    faults.put("index-rolled-back", (town, disks) -> OtherFaults.indexRolledBack(town));
    return faults;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!only.isEmpty() && !FAULTS.containsKey(only)) {
      throw new ParameterException(
          spec.commandLine(), "there is no fault '" + only + "'; there are " + FAULTS.keySet());
    }
    var verdicts = new LinkedHashMap<String, FaultVerdict>();
    try (var sources = Sources.start(Programs.here().home(), "--bench")) {
      for (var fault : FAULTS.entrySet()) {
        if (only.isEmpty() || only.equals(fault.getKey())) {
          System.err.println("bench faults: " + fault.getKey());
          verdicts.put(fault.getKey(), judge(fault.getValue(), sources));
        }
      }
    }
    print(verdicts);
    return verdicts.values().stream().allMatch(FaultVerdict::ok) ? 0 : 1;
  }

  private FaultVerdict judge(Fault fault, Sources sources)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("vigie-bench-faults");
    var closing = new Closing();
    try {
      var disks =
          new Disks(
              closing.add(LoopDisk.create(folder, "first", DISK_BYTES)),
              closing.add(LoopDisk.create(folder, "other", DISK_BYTES)));
      markAsForeign(disks.other().folder());
      var town = closing.add(new FaultTown(folder, disks.own().folder(), sources, Clocks.system()));
      return FaultVerdict.of(town, fault.happen(town, disks));
    } catch (IOException e) {
      return new FaultVerdict("", "", 0, 0, false, String.valueOf(e.getMessage()));
    } finally {
      closing.close();
      if (keep) {
        System.err.println("kept: " + folder);
      } else {
        Folders.delete(folder);
      }
    }
  }

  /// Another town's volume, as its identity file says.
  private static void markAsForeign(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("volume"), "0123456789abcdef0123456789abcdef\nElsewhere\nmain\n");
  }

  private static void print(Map<String, FaultVerdict> verdicts) {
    var row = "%-18s %-24s %-28s %13s %15s  %s%n";
    System.out.printf(row, "fault", "gap", "alarm", "recovered ms", "others lost ms", "");
    var fields = new LinkedHashMap<String, Object>();
    verdicts.forEach(
        (name, v) -> {
          System.out.printf(
              row,
              name,
              v.gapReason(),
              v.alarm(),
              v.recoveredMs(),
              v.othersLostMs(),
              v.ok() ? "ok" : v.why());
          fields.put(name, v.fields());
        });
    System.out.println(JSON.writeValueAsString(fields));
  }
}
