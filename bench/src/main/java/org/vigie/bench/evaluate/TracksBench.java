package org.vigie.bench.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.link.detector.DetectorFile;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.stage.StagedScene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `vigie bench tracks`: many people at once in one 1080p picture, against the simulator's truth.
@Command(
    name = "tracks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Many people at once before one camera of 1920x1080 at 10 pictures a second, drawn, coded, and",
      "given to the real eye. Compares its tracks with the truth (MOTA: CLEAR MOT; IDF1: Ristani et",
      "al.; design/accuracy.md) and says what it cost: the eye has one thread, so `core_percent` is",
      "the share of one core that it needs to keep up."
    })
public final class TracksBench implements Callable<Integer> {

  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final int BITRATE = 4_000_000;

  /// While the background is learnt and the first people come.
  private static final double FROM_S = 5;

  private static final double LEAST_INSIDE = 0.5;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "30",
      description = "how many at once (default ${DEFAULT-VALUE})")
  private int people;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "how long (default ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "makes up who walks where (default ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--model", paramLabel = "FILE", description = "a detector for the eye")
  private @Nullable Path model;

  @Override
  public Integer call() throws IOException, BadInput {
    if (people < 1 || people > 200 || seconds < 10 || seconds > 600) {
      throw new BadInput("--people should be 1 to 200, --seconds 10 to 600");
    }
    var detector = Optional.<DetectorFile>empty();
    if (model != null) {
      detector = Optional.of(DetectorFile.open(model, Optional.empty()));
    }
    var scene = StagedScene.crowd(seed, people, seconds);
    System.err.println("drawing and coding %d pictures".formatted(scene.pictures()));
    var filmed = new SceneFilms(WIDTH, HEIGHT, BITRATE).film(scene);
    var runDir = Files.createTempDirectory("vigie-tracks");
    try {
      var settings = EyeUnderTest.settings(runDir, detector);
      try (var eye = EyeUnderTest.start(settings)) {
        var played = eye.play(new CameraId("crowd"), filmed.footage());
        print(score(scene, played), played, Configuration.of(settings));
      }
      return 0;
    } finally {
      Folders.delete(runDir);
    }
  }

  private static TrackScore score(StagedScene scene, Played played) {
    var score = new TrackScore();
    for (var seen : played.seen()) {
      if (seen.s() >= FROM_S && seen.observation().tracked()) {
        var tracks = new HashMap<String, Box>();
        seen.observation().tracks().forEach(track -> tracks.put(track.id(), track.box()));
        score.add(truth(scene, seen.s()), tracks);
      }
    }
    return score;
  }

  /// Who is at least half inside the picture, cut at its edges.
  private static Map<String, Box> truth(StagedScene scene, double s) {
    Lens lens = scene.venue().lens();
    var truth = new HashMap<String, Box>();
    for (var one : scene.cast()) {
      one.part()
          .at(s)
          .map(body -> body.bounds(lens))
          .ifPresent(
              b -> {
                double left = Math.max(0, b[0]);
                double top = Math.max(0, b[1]);
                double wide = Math.min(1, b[2]) - left;
                double high = Math.min(1, b[3]) - top;
                double whole = (b[2] - b[0]) * (b[3] - b[1]);
                if (wide > 0 && high > 0 && wide * high > LEAST_INSIDE * whole) {
                  truth.put(one.id(), new Box(left, top, wide, high));
                }
              });
    }
    return truth;
  }

  private void print(TrackScore score, Played played, String configuration) {
    double ms = played.eyeMs() / played.pictures();
    var figures = new LinkedHashMap<String, @Nullable Object>();
    figures.put("people", people);
    figures.put("pictures", score.pictures());
    figures.put("people_a_picture", rounded(score.truthsAPicture()));
    figures.put("most_tracks_at_once", score.mostAtOnce());
    figures.put("mota", rounded(score.mota()));
    figures.put("idf1", rounded(score.idf1()));
    figures.put("recall", rounded(score.recall()));
    figures.put("precision", rounded(score.precision()));
    figures.put("id_switches", score.switches());
    figures.put("cpu_ms_per_frame", rounded(ms));
    figures.put("core_percent", rounded(ms * StagedScene.RATE / 10));
    figures.put("configuration", configuration);
    System.out.println(JsonMapper.builder().build().writeValueAsString(figures));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
