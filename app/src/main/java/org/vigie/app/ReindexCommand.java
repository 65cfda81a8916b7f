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
      "Rebuilds the index of the recordings from the reels and the gap journal on disk.",
      "Needs no key. Stop Vigie first."
    })
final class ReindexCommand implements Callable<Integer> {

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, BadInput {
    var folder = DataFolder.of(data);
    var result = Reindex.run(folder.footage(), folder.index());
    System.out.printf(
        "%s: %d reels, %d gaps and %d deletions indexed%n",
        data, result.reels(), result.gaps(), result.deletions());
    if (result.unreadable() > 0) {
      System.err.printf(
          "vigie: %d files in %s should be reels and are not; they were left as they are%n",
          result.unreadable(), folder.footage());
      return 1;
    }
    return 0;
  }
}
