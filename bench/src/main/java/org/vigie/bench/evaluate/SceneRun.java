package org.vigie.bench.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.vigie.base.BadInput;
import org.vigie.simulator.stage.StagedScene;

/// Plays scripted scenes whose truth is computed: the next one is drawn while the eye looks at this
/// one. One thread only.
final class SceneRun {

  private static final String ABOUT = "Drawn scenes: nobody on these pictures is real.";
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int BITRATE = 600_000;

  /// One camera after the other, so long each: the learning of a background is a small part of it.
  private static final long VIGIL_S = 1200;

  private final List<StagedScene> scenes;

  private SceneRun(List<StagedScene> scenes) {
    this.scenes = scenes;
  }

  /// The first scenes of a series.
  ///
  /// @param only parts of the names of those that are wanted; empty: all
  /// @throws BadInput if none has such a name
  static SceneRun of(int count, long seed, List<String> only) throws BadInput {
    var scenes =
        IntStream.range(0, count)
            .mapToObj(number -> StagedScene.of(seed, number))
            .filter(scene -> only.isEmpty() || only.stream().anyMatch(scene.name()::contains))
            .toList();
    if (scenes.isEmpty()) {
      throw new BadInput("--only: no scene has such a name");
    }
    return new SceneRun(scenes);
  }

  /// Hours of cameras before which nothing happens that should be reported.
  static SceneRun negatives(Duration hours, long seed) {
    var scenes = new ArrayList<StagedScene>();
    long seconds = hours.toSeconds();
    for (int number = 0; number * VIGIL_S < seconds; number++) {
      scenes.add(StagedScene.vigil(seed, number, Math.min(VIGIL_S, seconds - number * VIGIL_S)));
    }
    return new SceneRun(scenes);
  }

  /// @param runDir for the scenes' truth
  SceneOutcome play(Path runDir, Path sheet, EyeUnderTest eye) throws IOException, BadInput {
    var films = new SceneFilms(WIDTH, HEIGHT, BITRATE);
    var evaluator = new Evaluator(eye);
    var outcome = new SceneOutcome();
    try (var painter = Executors.newSingleThreadExecutor();
        var pages = new ContactSheet(sheet, ABOUT)) {
      var next = CompletableFuture.supplyAsync(() -> filmed(films, scenes.getFirst()), painter);
      for (int i = 0; i < scenes.size(); i++) {
        var now = joined(next);
        if (i + 1 < scenes.size()) {
          var following = scenes.get(i + 1);
          next = CompletableFuture.supplyAsync(() -> filmed(films, following), painter);
        }
        var clip = clip(runDir, now.scene());
        try {
          var evaluated = evaluator.evaluate(clip, now.footage());
          pages.add(evaluated, now::still);
          outcome.add(now.scene(), evaluated);
          System.err.println(evaluated.line());
        } catch (IOException e) {
          outcome.failed(clip.name(), String.valueOf(e.getMessage()));
          System.err.println(clip.name() + ": " + e.getMessage());
        }
      }
    }
    return outcome;
  }

  private static SceneFilms.Filmed filmed(SceneFilms films, StagedScene scene) {
    try {
      return films.film(scene);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SceneFilms.Filmed joined(CompletableFuture<SceneFilms.Filmed> next)
      throws IOException {
    try {
      return next.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    }
  }

  /// Read as a list of clips is, so that both are scored alike.
  private static Clip clip(Path runDir, StagedScene scene) throws IOException, BadInput {
    Files.writeString(runDir.resolve("clips.yaml"), scene.describe(WIDTH, HEIGHT));
    return ClipList.read(runDir).getFirst();
  }
}
