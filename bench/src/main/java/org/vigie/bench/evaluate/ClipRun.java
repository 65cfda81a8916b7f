package org.vigie.bench.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.sight.Demuxers;

/// Plays the clips of a list, one after the other. One thread only.
final class ClipRun {

  private static final String ABOUT =
      "All pictures are pixelated as a whole: nobody can be told from them.";

  private final List<Clip> clips;

  private ClipRun(List<Clip> clips) {
    this.clips = clips;
  }

  /// @param only parts of the names of those that are wanted; empty: all
  /// @throws BadInput if the list cannot be read, or none has such a name
  static ClipRun of(Path folder, List<String> only) throws BadInput {
    var clips =
        ClipList.read(folder).stream()
            .filter(clip -> only.isEmpty() || only.stream().anyMatch(clip.name()::contains))
            .toList();
    if (clips.isEmpty()) {
      throw new BadInput("--only: no clip of " + folder.resolve("clips.yaml") + " has such a name");
    }
    return new ClipRun(clips);
  }

  /// @param runDir for the demuxers' sockets
  Outcome play(Path runDir, Path sheet, EyeUnderTest eye) throws IOException {
    var demuxers =
        new Demuxers(EyeUnderTest.program("org.vigie.eye.DemuxMain"), runDir, Clocks.system());
    var evaluator = new Evaluator(eye);
    var outcome = new Outcome();
    var stills = new Stills(eye);
    try (var pages = new ContactSheet(sheet, ABOUT)) {
      for (var clip : clips) {
        try {
          var footage = Footage.read(demuxers, clip.file());
          var evaluated = evaluator.evaluate(clip, footage);
          pages.add(evaluated, s -> stills.at(footage, s));
          outcome.add(evaluated);
          System.err.println(evaluated.line());
        } catch (IOException e) {
          outcome.failed(clip.name(), String.valueOf(e.getMessage()));
          System.err.println(clip.name() + ": " + e.getMessage());
        }
      }
    }
    return outcome;
  }
}
