package org.vigie.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.server.VigieServer;
import org.vigie.sight.Burners;
import org.vigie.sight.Sight;

/// Keeps `run.json` true: an eye or burner that was started again has another process id.
record RunFacts(RunFile file, Optional<Sight> sight, Burners burners) {

  /// Writes all of it.
  ///
  /// @param demo so that a script can sign in; a real town's link is printed and nowhere else
  void begin(VigieServer server, boolean demo) throws IOException {
    var run = new LinkedHashMap<String, Object>();
    run.put("url", server.url().toString().replaceAll("/$", ""));
    run.put("server_pid", ProcessHandle.current().pid());
    run.put("eye_pids", eyePids());
    run.put("burner_pids", burnerPids());
    if (demo) {
      server.oneTimeLink().ifPresent(link -> run.put("sign_in", link.toString()));
    }
    file.write(run);
  }

  /// Writes what has changed.
  void note() {
    var eyes = eyePids();
    var burning = burnerPids();
    if (!file.list("eye_pids").equals(eyes) || !file.list("burner_pids").equals(burning)) {
      try {
        file.write(Map.of("eye_pids", eyes, "burner_pids", burning));
      } catch (IOException e) {
        // The next round tries again; nothing depends on it.
      }
    }
  }

  private List<Long> eyePids() {
    return sight.map(Sight::eyePids).orElse(List.of());
  }

  private List<Long> burnerPids() {
    return burners.pids();
  }
}
