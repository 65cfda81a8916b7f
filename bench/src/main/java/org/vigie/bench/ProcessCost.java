package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has cost so far, as Linux accounts for it (proc(5)).
///
/// @param cpuSeconds user and system time of all its threads
/// @param residentMegabytes memory that it holds now
record ProcessCost(double cpuSeconds, double residentMegabytes) {

  /// Clock ticks in a second: `sysconf(_SC_CLK_TCK)`, 100 on every Linux that Java runs on.
  private static final double TICKS = 100;

  static ProcessCost of(long pid) throws IOException {
    var process = Path.of("/proc", Long.toString(pid));
    var stat = Files.readString(process.resolve("stat"));
    // The second field is the program's name in parentheses and may hold blanks: count after it.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    for (var line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return new ProcessCost(cpu, Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
      }
    }
    throw new IOException("process " + pid + " has ended");
  }
}
