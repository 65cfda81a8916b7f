package org.vigie.bench.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.base.Programs;
import org.vigie.link.detector.DetectorFile;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
      "--clips plays each clip of DIR/clips.yaml once through the real eye and the real rules, faster",
      "than it was filmed, and prints for each event how many were expected, found and false; then",
      "counts, and each miss and false alarm. --scenes does the same with scenes of half a minute that",
      "are drawn and coded on the way, by day and by night, in rain, wind and the light of cars: a",
      "guard against regressions, no proof of a street. --negatives plays hours of drawn cameras before",
      "which nothing happens that should be reported. The contact sheet shows misses and false alarms",
      "with what the eye followed. What is measured, the form of clips.yaml, the scoring and the",
      "figures: design/accuracy.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./vigie evaluate --clips ../shared/data",
      "  ./vigie evaluate --clips ../shared/data --only fall --sheet /tmp/falls",
      "  ./vigie evaluate --clips ../shared/data --model ../shared/models/yolox_nano_416.onnx",
      "  ./vigie evaluate --scenes 500 --seed 31 --json scenes.json",
      "  ./vigie evaluate --scenes 200 --only fire --only lights",
      "  ./vigie evaluate --negatives 3d --seed 31",
      "",
      "Exit code: 0 measured, 1 a clip could not be read or played (the others are scored), 2 wrong use."
    })
public final class Main implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// What is played: one of these.
  private static final class What {

    @Option(
        names = "--clips",
        paramLabel = "DIR",
        description = "holds clips.yaml and the clips it names")
    private @Nullable Path clips;

    @Option(
        names = "--scenes",
        paramLabel = "N",
        description = "that many scripted scenes, one plot after the other")
    private int scenes;

    @Option(
        names = "--negatives",
        paramLabel = "TIME",
        converter = Span.class,
        description = {
          "so many camera hours (3d, 12h, 30m) in which nothing happens but what is taken for an",
          "event elsewhere: each signal is a false alarm"
        })
    private @Nullable Duration negatives;
  }

  /// Reads 3d, 12h, 30m.
  static final class Span implements CommandLine.ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})([dhm])");
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    @Override
    public Duration convert(String text) {
      var form = FORM.matcher(text);
      if (form.matches()) {
        long count = Long.parseLong(form.group(1));
        var span =
            switch (form.group(2)) {
              case "d" -> Duration.ofDays(count);
              case "h" -> Duration.ofHours(count);
              default -> Duration.ofMinutes(count);
            };
        if (span.compareTo(SHORTEST) >= 0) {
          return span;
        }
      }
      throw new CommandLine.TypeConversionException(
          "'%s' should be like 3d, 12h or 30m, at least 5m".formatted(text));
    }
  }

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "makes up the scenes; the same gives the same (default ${DEFAULT-VALUE})")
  private long seed;

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
      description = "only clips or scenes whose name holds this; may be given again")
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
    var detector = Optional.<DetectorFile>empty();
    if (model != null) {
      detector = Optional.of(DetectorFile.open(model, Optional.empty()));
    }
    if (what.clips == null && what.negatives == null && what.scenes < 1) {
      throw new BadInput("--scenes: at least 1 is needed");
    }
    var runDir = Files.createTempDirectory("vigie-evaluate");
    try {
      var settings = EyeUnderTest.settings(runDir, detector);
      var configuration = Configuration.of(settings);
      var folder = what.clips;
      if (folder == null) {
        var hours = what.negatives;
        var run =
            hours == null ? SceneRun.of(what.scenes, seed, only) : SceneRun.negatives(hours, seed);
        try (var eye = EyeUnderTest.start(settings)) {
          var outcome = run.play(runDir, sheetFolder(), eye);
          return report(outcome.all(), outcome.text(configuration), outcome.fields(configuration));
        }
      }
      var run = ClipRun.of(folder, only);
      try (var eye = EyeUnderTest.start(settings)) {
        var outcome = run.play(runDir, sheetFolder(), eye);
        var report = new Report(outcome, configuration);
        return report(outcome, report.text(), report.fields());
      }
    } finally {
      Folders.delete(runDir);
    }
  }

  private Path sheetFolder() {
    return sheet == null ? Programs.here().home().resolve(".vigie/evaluate") : sheet;
  }

  private int report(Outcome outcome, String text, Map<String, @Nullable Object> fields)
      throws IOException {
    System.out.print(text);
    System.out.println("contact sheet: " + sheetFolder().resolve("index.html"));
    if (json != null) {
      Files.writeString(json, JSON.writeValueAsString(fields) + "\n");
    }
    return outcome.errors().isEmpty() ? 0 : 1;
  }
}
