package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import org.vigie.recording.Reindex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vigie reindex`: makes the index of the recordings again from the recordings themselves.
@Command(
    name = "reindex",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuilds the index of the recordings from the reels and the journals on all its volumes.",
      "Needs no key. Stop Vigie first."
    })
final class ReindexCommand implements Callable<Integer> {

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, BadInput {
    var folder = DataFolder.of(data);
    var config = TownConfig.read(folder.config());
    var result = Reindex.run(config.recording());
    System.out.printf(
        "%s: %d reels, %d copies, %d gaps and %d deletions indexed from %d volumes%n",
        data,
        result.reels(),
        result.copies(),
        result.gaps(),
        result.deletions(),
        config.volumes().size() - result.away().size());
    result.away().forEach(why -> System.err.println("vigie: " + why));
    if (result.unreadable() > 0) {
      System.err.printf(
          "vigie: %d files should be reels and are not; they were left as they are%n",
          result.unreadable());
    }
    return result.unreadable() > 0 || !result.away().isEmpty() ? 1 : 0;
  }
}
