package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// What a crash costs: the real program under load, cut short at random instants.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What a crash costs.",
      "Records 1080p cameras, kills Vigie (SIGKILL) at random instants, now and then while it",
      "starts, starts it again, and audits the disk each time. With --power the data folder lies on",
      "an ext4 image of the bench's own whose power is cut: what was not flushed is gone.",
      "Prints one line of JSON. lost_tail_ms_max: from the last picture that survived to the last",
      "that was delivered before the cut. outage_ms_p95: from the cut to the first picture recorded",
      "after it, Vigie being started at once. unreadable_parts: also those that the ledger was told",
      "of and that are gone. Fails where more than 1500 ms (2500 with --power) are lost, or anything",
      "is unreadable, or index or ledger do not agree with the disk."
    })
final class CrashBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_LOST_KILLED_MS = 1500;
  private static final long MOST_LOST_POWER_MS = 2500;
  private static final long IMAGE_BYTES = 8L << 30;

  @Option(names = "--rounds", defaultValue = "30", description = "how many (${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--cameras", defaultValue = "6", description = "how many (${DEFAULT-VALUE})")
  private int cameras;

  @Option(names = "--power", description = "cut the power of the disk; needs root")
  private boolean power;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "decides the instants (${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--keep", description = "keep the folder and say where it is; not with --power")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("vigie-bench-crash");
    var closing = new Closing();
    try {
      var result = measure(folder, closing);
      System.out.println(JSON.writeValueAsString(fields(result)));
      return holds(result) ? 0 : 1;
    } finally {
      closing.close();
      if (keep) {
        System.err.println("kept: " + folder);
      } else {
        Folders.delete(folder);
      }
    }
  }

  private CrashRounds.Result measure(Path folder, Closing closing)
      throws IOException, InterruptedException {
    var clocks = Clocks.system();
    Optional<LoopDisk> disk =
        power
            ? Optional.of(closing.add(LoopDisk.create(folder, "disk", IMAGE_BYTES)))
            : Optional.empty();
    var sources = closing.add(Sources.start(Programs.here().home(), "--bench"));
    var taps = new ArrayList<Tap>();
    for (int n = 1; n <= cameras; n++) {
      taps.add(closing.add(Tap.open(sources.address("bench/m" + n), clocks)));
    }
    var data = disk.map(LoopDisk::folder).orElse(folder).resolve("town");
    BenchTown.recorded(data, cameras, n -> taps.get(n - 1).address());
    if (disk.isPresent()) {
      disk.get().sync();
    }
    var log = folder.resolve("serve.log");
    return new CrashRounds(data, log, taps, disk, seed, clocks).run(rounds);
  }

  private LinkedHashMap<String, Object> fields(CrashRounds.Result result) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("rounds", rounds);
    fields.put("cameras", cameras);
    fields.put("power", power);
    fields.put("lost_tail_ms_max", result.lostTailMicros() / 1000);
    fields.put("outage_ms_p95", result.outageMicrosP95() / 1000);
    fields.put("unreadable_parts", result.unreadableParts());
    fields.put("index_mismatches", result.indexMismatches());
    fields.put("ledger_ok", result.ledgerOk());
    return fields;
  }

  private boolean holds(CrashRounds.Result result) {
    long most = power ? MOST_LOST_POWER_MS : MOST_LOST_KILLED_MS;
    return result.lostTailMicros() <= most * 1000
        && result.unreadableParts() == 0
        && result.indexMismatches() == 0
        && result.ledgerOk();
  }
}
