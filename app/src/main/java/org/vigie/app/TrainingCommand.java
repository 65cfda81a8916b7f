package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `vigie training`: an exercise on the real console, with simulated cameras whose every event is
/// known.
@Command(
    name = "training",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts an exercise: four simulated cameras whose every event is known, on the real console,",
      "with a folder, a ledger, keys and people of its own. Every page, picture, file and sheet of",
      "it says EXERCICE - TRAINING. Prints two links that sign in once: one for the trainee, with",
      "the rights of an operator, and one for the trainer, who sees the debrief (/training)."
    })
final class TrainingCommand implements Callable<Integer> {

  private static final Duration READY_WITHIN = Duration.ofSeconds(45);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "market-day",
      converter = ScenarioOption.class,
      description =
          "quiet-night (something on each camera every half an hour), market-day (every eight"
              + " minutes) or busy (every other minute); default ${DEFAULT-VALUE}")
  private Scenario scenario = Scenario.MARKET_DAY;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "other people at other minutes for another number (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keep the exercise in this folder, which must be new or empty (without: a temporary"
              + " folder, removed at the end)")
  private @Nullable Path data;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "stop by itself after 90s, 10min or 2h, counted from readiness")
  private @Nullable Duration length;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "at the end, write the debrief here, as JSON")
  private @Nullable Path report;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "a detector for the eyes, as of `vigie demo`")
  private @Nullable Path model;

  @Option(
      names = "--port",
      defaultValue = "8430",
      description = "where the console answers, on 127.0.0.1; 0 for a free one (${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--camera", hidden = true, arity = "0..*", description = "refused")
  private List<String> cameras = List.of();

  @Option(names = "--config", hidden = true, description = "refused")
  private @Nullable String config;

  @Override
  public Integer call() throws BadInput, IOException, InterruptedException {
    if (!cameras.isEmpty() || config != null) {
      throw wrongUse(
          "an exercise shows simulated cameras only: what people do there must never be about a"
              + " real street. ./vigie demo --camera tries a camera of your own");
    }
    if (port < 0 || port > 65_535) {
      throw wrongUse("--port should be from 0 to 65535");
    }
    boolean temporary = data == null;
    var folder = data == null ? Files.createTempDirectory("vigie-training") : data;
    try (var stopping = new Stopping()) {
      try {
        return run(folder, stopping);
      } finally {
        if (temporary) {
          Folders.delete(folder);
        }
      }
    }
  }

  private ParameterException wrongUse(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private int run(Path folder, Stopping stopping)
      throws BadInput, IOException, InterruptedException {
    var programs = Programs.here();
    new DemoFolder(folder, port, seed, Optional.ofNullable(model))
        .writeTraining(scenario, programs, TrainingCommand::say);
    var read = TownConfig.read(new DataFolder(folder).config());
    var clocks = Clocks.system();
    var town = Town.start(read, programs, TrainingCommand::say);
    var run = new TownRun(town, clocks, town.startedNanos());
    Greeting.printExercise(town, scenario, System.out);
    if (run.awaitRecording(READY_WITHIN, stopping)) {
      say("ready: the first event comes within " + (scenario.every() + 1) + " minutes");
    }
    if (length == null) {
      stopping.await();
    } else {
      stopping.await(length);
    }
    say("stopping");
    var debrief = town.server().debrief().orElseThrow();
    town.close();
    Files.write(folder.resolve("debrief.json"), debrief);
    if (report != null) {
      Files.write(report, debrief);
      say("the debrief is in " + report);
    }
    return 0;
  }

  private static void say(String line) {
    System.err.println("vigie: EXERCICE - TRAINING: " + line);
  }
}
