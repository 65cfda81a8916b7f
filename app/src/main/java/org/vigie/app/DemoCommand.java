package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.media.rtsp.RtspUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `vigie demo`: a town in one command, with simulated cameras or with one's own.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a town with four simulated cameras, under acts made for the demonstration, and prints",
      "a link that signs you in. With --camera it uses your cameras instead, named camera-1,",
      "camera-2 and so on; each then looks for INTRUSION on the whole picture with 1 s patience,",
      "unless --rules says otherwise."
    })
final class DemoCommand implements Callable<Integer> {

  private static final Duration READY_WITHIN = Duration.ofSeconds(45);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--camera",
      paramLabel = "rtsp://...",
      description = "an RTSP camera of your own, with USER:PASSWORD@ if it asks; repeatable")
  private List<String> cameras = new ArrayList<>();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "zones and rules of those cameras; design/examples/rules.yaml explains them")
  private @Nullable Path rules;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "a detector for the eyes, one that Vigie knows by its hash (design/models.md says where"
              + " to fetch them)")
  private @Nullable Path model;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keep everything in this folder; `serve --data DIR` resumes it (without: a temporary"
              + " folder, removed at the end)")
  private @Nullable Path data;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "stop by itself after 90s, 10min or 2h, counted from readiness")
  private @Nullable Duration length;

  @Option(
      names = "--headless",
      description = "for scripts: no browser is wanted, print only what they need")
  private boolean headless;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = {
        "at the end, reread what was recorded and write the figures here, as JSON;",
        "first_part_ms and first_alert_ms count from the first call to a camera"
      })
  private @Nullable Path report;

  @Option(
      names = "--port",
      defaultValue = "8420",
      description = "where the console answers, on 127.0.0.1; 0 for a free one (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "other scenes for another number (${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() throws BadInput, IOException, InterruptedException {
    requireRightUse();
    boolean temporary = data == null;
    var folder = data == null ? Files.createTempDirectory("vigie-demo") : data;
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

  /// Wrong use leaves no trace: nothing has been written yet.
  private void requireRightUse() {
    if (rules != null && cameras.isEmpty()) {
      throw wrongUse("--rules goes with --camera: the simulated cameras have rules of their own");
    }
    if (port < 0 || port > 65_535) {
      throw wrongUse("--port should be from 0 to 65535");
    }
    for (var camera : cameras) {
      try {
        RtspUrl.parse(camera);
      } catch (BadInput e) {
        throw wrongUse("--camera: " + e.getMessage());
      }
    }
  }

  private ParameterException wrongUse(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private int run(Path folder, Stopping stopping)
      throws BadInput, IOException, InterruptedException {
    var programs = Programs.here();
    var demo = new DemoFolder(folder, port, seed, Optional.ofNullable(model));
    if (cameras.isEmpty()) {
      demo.writeSimulated(programs, DemoCommand::say);
    } else {
      demo.writeReal(cameras, rules);
    }
    var config = TownConfig.read(new DataFolder(folder).config());
    var clocks = Clocks.system();
    var town = Town.start(config, programs, DemoCommand::say);
    var run = new TownRun(town, clocks, town.startedNanos());
    Greeting.print(town, headless, System.out);
    boolean ready = run.awaitRecording(READY_WITHIN, stopping);
    if (ready) {
      say("ready: " + config.cameras().size() + " cameras are being recorded");
    } else if (!stopping.isAsked()) {
      complain(town);
    }
    if (length == null) {
      stopping.await();
    } else {
      stopping.await(length);
    }
    say("stopping");
    return judge(run.end(), ready);
  }

  /// Names the cameras that send nothing, and why.
  private static void complain(Town town) {
    for (var post : town.posts()) {
      for (var state : post.states()) {
        if (!state.reason().isEmpty()) {
          var reason = state.reason();
          boolean named = reason.startsWith(state.camera() + " ");
          say(named ? reason : state.camera() + ": " + reason);
        }
      }
    }
  }

  private int judge(RunReport result, boolean ready) throws IOException {
    if (report != null) {
      result.write(report);
    }
    var wrong = new ArrayList<String>();
    if (!ready) {
      wrong.add("not every camera was recorded");
    }
    if (result.hasGap()) {
      wrong.add("there is a gap in a recording");
    }
    if (result.live().alerts() == 0) {
      wrong.add("there was no alert");
    }
    if (!result.checkpointVerified()) {
      wrong.add("the ledger does not verify");
    }
    // A demo that somebody plays with and stops is not a test.
    if (length == null || wrong.isEmpty()) {
      return 0;
    }
    wrong.forEach(DemoCommand::say);
    return 1;
  }

  private static void say(String line) {
    System.err.println("vigie: " + line);
  }
}
