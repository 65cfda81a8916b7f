package org.vigie.app.camera;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.base.Clocks;
import org.vigie.onvif.Discovery;
import org.vigie.onvif.FoundCamera;
import picocli.CommandLine.Command;

/// `vigie camera find`.
@Command(
    name = "find",
    mixinStandardHelpOptions = true,
    description = {
      "Calls cameras in every network of this machine, waits four seconds, and lists who answers.",
      "Cameras behind a router do not hear it: ask those by their address (vigie camera add)."
    })
final class FindCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    lines(Discovery.USUAL.find(Clocks.system())).forEach(System.out::println);
    return 0;
  }

  static List<String> lines(List<FoundCamera> found) {
    var lines = new ArrayList<String>();
    if (found.isEmpty()) {
      lines.add(
          "No camera answered. Is its ONVIF switched on, and is it in a network of this machine?");
      lines.add("One whose address you know: vigie camera add ADDRESS --print");
      return lines;
    }
    for (var camera : found) {
      lines.add(camera.address().toString());
      var about =
          List.of(camera.name(), camera.hardware(), camera.place()).stream()
              .filter(text -> !text.isEmpty())
              .toList();
      lines.add("  " + (about.isEmpty() ? "says nothing of itself" : String.join(", ", about)));
    }
    lines.add("");
    lines.add(
        "%d answered. Next: vigie camera add ADDRESS --user U --password-file F --config FILE"
            .formatted(found.size()));
    return lines;
  }
}
