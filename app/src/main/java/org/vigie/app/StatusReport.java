package org.vigie.app;

import java.util.ArrayList;
import java.util.List;

/// What a running Vigie says of itself to whoever owns its files.
///
/// @param version of the program that runs
/// @param url where the console answers
/// @param cameras those of the configuration
/// @param recording how many of them have footage on disk since the start and are being recorded
/// @param waiting each camera that is not, with the reason
/// @param parts on disk since the start
/// @param entries of the ledger
/// @param alarms that hold, by name
record StatusReport(
    String version,
    String url,
    int cameras,
    int recording,
    List<String> waiting,
    long parts,
    long entries,
    List<String> alarms) {

  StatusReport {
    waiting = List.copyOf(waiting);
    alarms = List.copyOf(alarms);
  }

  /// The same for a person, a line each.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("Vigie %s answers at %s".formatted(version, url));
    lines.add(
        "%d of %d cameras are being recorded; %d parts since the start; %d entries in the ledger"
            .formatted(recording, cameras, parts, entries));
    waiting.forEach(one -> lines.add("not recorded: " + one));
    alarms.forEach(one -> lines.add("alarm: " + one));
    return lines;
  }
}
