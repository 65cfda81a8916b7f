package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A script that measures other programs on the same pictures, and prints a line of JSON for each.
final class PeerScript {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PeerScript() {}

  /// @param stream H.264 pictures that every peer is given
  /// @return what it printed, in its order
  static List<JsonNode> run(Path script, int seconds, int cameras, Path stream)
      throws IOException, InterruptedException {
    Say.line("analyse", "measuring other programs with " + script);
    var file = stream.toString();
    var process =
        new ProcessBuilder(script.toString(), "" + seconds, "" + cameras, file, file)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = new ArrayList<JsonNode>();
    try (var said = process.inputReader()) {
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith("{")) {
          lines.add(JSON.readTree(line));
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(script + " failed with status " + process.exitValue());
    }
    return lines;
  }
}
