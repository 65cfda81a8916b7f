package org.vigie.bench.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.link.detector.DetectorFile;
import org.vigie.sight.Demuxers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `vigie evaluate`: how well this installation's eye and rules see, on footage whose truth is
/// known.
@Command(
    name = "vigie evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How well eye and rules see, on footage whose truth is known.",
      "",
      "Plays each clip of DIR/clips.yaml once through the real eye and the real rules, faster than it",
      "was filmed, and prints for each event how many were expected, found and false; then counts, and",
      "each miss and false alarm. The contact sheet shows those, pixelated, with what the eye followed.",
      "What is measured, the form of clips.yaml, the scoring and the figures: design/accuracy.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./vigie evaluate --clips ../shared/data",
      "  ./vigie evaluate --clips ../shared/data --only fall --sheet /tmp/falls",
      "  ./vigie evaluate --clips ../shared/data --model ../shared/models/yolox_nano_416.onnx",
      "",
      "Exit code: 0 measured, 1 a clip could not be read or played (the others are scored), 2 wrong use."
    })
public final class Main implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--clips",
      required = true,
      paramLabel = "DIR",
      description = "holds clips.yaml and the clips it names")
  private @Nullable Path clips;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "a detector for the eye that Vigie knows by its hash (design/models.md); without it: motion",
        "alone"
      })
  private @Nullable Path model;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "only clips whose name holds this; may be given again")
  private List<String> only = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures there too")
  private @Nullable Path json;

  @Option(
      names = "--sheet",
      paramLabel = "DIR",
      description = {"write the contact sheet, index.html, there; without this in .vigie/evaluate"})
  private @Nullable Path sheet;

  public static void main(String[] arguments) {
    var command =
        new CommandLine(new Main())
            .setUsageHelpWidth(100)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  if (failure instanceof IOException || failure instanceof BadInput) {
                    System.err.println("vigie evaluate: " + failure.getMessage());
                  } else {
                    failure.printStackTrace();
                  }
                  return failure instanceof BadInput ? 2 : 1;
                });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, BadInput {
    var folder = clips;
    if (folder == null) {
      throw new IllegalStateException("picocli asks for it");
    }
    var list =
        ClipList.read(folder).stream()
            .filter(clip -> only.isEmpty() || only.stream().anyMatch(clip.name()::contains))
            .toList();
    if (list.isEmpty()) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "no clip has such a name");
    }
    var runDir = Files.createTempDirectory("vigie-evaluate");
    try {
      var detector = Optional.<DetectorFile>empty();
      if (model != null) {
        detector = Optional.of(DetectorFile.open(model, Optional.empty()));
      }
      var settings = EyeUnderTest.settings(runDir, detector);
      try (var eye = EyeUnderTest.start(settings)) {
        var outcome = play(list, runDir, eye);
        return report(outcome, Configuration.of(settings));
      }
    } finally {
      Folders.delete(runDir);
    }
  }

  private Outcome play(List<Clip> list, Path runDir, EyeUnderTest eye) throws IOException {
    var demuxers =
        new Demuxers(EyeUnderTest.program("org.vigie.eye.DemuxMain"), runDir, Clocks.system());
    var evaluator = new Evaluator(eye);
    var outcome = new Outcome();
    try (var pages = new ContactSheet(sheetFolder(), eye)) {
      for (var clip : list) {
        try {
          var footage = Footage.read(demuxers, clip.file());
          var evaluated = evaluator.evaluate(clip, footage);
          pages.add(evaluated, footage);
          outcome.add(evaluated);
          System.err.println(progress(evaluated));
        } catch (IOException e) {
          outcome.failed(clip.name(), String.valueOf(e.getMessage()));
          System.err.println(clip.name() + ": " + e.getMessage());
        }
      }
    }
    return outcome;
  }

  private Path sheetFolder() {
    return sheet == null ? Programs.here().home().resolve(".vigie/evaluate") : sheet;
  }

  private static String progress(Evaluated clip) {
    var verdict = clip.verdict();
    int found = verdict.outcomes().size() - verdict.misses().size();
    return "%s: %d pictures, %d of %d events found, %d false alarms"
        .formatted(
            clip.clip().name(),
            clip.played().pictures(),
            found,
            verdict.outcomes().size(),
            verdict.falseAlarms().size());
  }

  private int report(Outcome outcome, String configuration) throws IOException {
    var report = new Report(outcome, configuration);
    System.out.print(report.text());
    System.out.println("contact sheet: " + sheetFolder().resolve("index.html"));
    if (json != null) {
      Files.writeString(json, JSON.writeValueAsString(report.fields()) + "\n");
    }
    return outcome.errors().isEmpty() ? 0 : 1;
  }
}
