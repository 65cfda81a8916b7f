package org.vigie.bench.mask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.bench.evaluate.Configuration;
import org.vigie.bench.evaluate.EyeUnderTest;
import org.vigie.bench.evaluate.Footage;
import org.vigie.bench.evaluate.Played;
import org.vigie.link.detector.DetectorFile;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.sight.Demuxers;
import org.vigie.simulator.stage.StageFilm;
import org.vigie.simulator.stage.StageKind;
import org.vigie.simulator.stage.StagedScene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// How much of the people in a picture the masks leave clear, and how much of the empty place.
@Command(
    name = "mask",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How much of the people in a picture the masks leave clear, and how much of the empty place.",
      "Draws scenes that are scripted by a seed, of one kind after the other, codes them, plays them",
      "through the real eye with a real site's settings, and prints one line of JSON. clear_share is",
      "the share of all pixels showing a person that no mask covered; a head counts once if 95 %% of",
      "it were clear in two pictures running; background_clear_share is the share of the pixels",
      "showing nobody that stayed clear; whole_masked_share that of pictures masked whole.",
      "MOTIONLESS scenes are reported apart: see design/masking.md."
    })
public final class MaskBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_SEED = 1_000_000_000;

  @Option(
      names = "--scenes",
      defaultValue = "12",
      description = "how many, the kinds in turn (${DEFAULT-VALUE}: each kind once)")
  private int scenes;

  @Option(
      names = "--seed",
      description =
          "the scenes' seed; without it one that nobody has seen, printed with the result")
  private @Nullable Long seed;

  @Option(
      names = "--seconds",
      defaultValue = "240",
      description = "how long each scene is, at least 30 (${DEFAULT-VALUE}); 10 s are masked whole")
  private int seconds;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "only this kind of scene: ${COMPLETION-CANDIDATES}")
  private @Nullable StageKind only;

  @Option(
      names = "--sheet",
      paramLabel = "DIR",
      description =
          "write index.html there with the pictures in which the most of somebody was clear")
  private @Nullable Path sheet;

  @Option(
      names = "--clips",
      paramLabel = "DIR",
      description = "also real clips with known boxes: NAME.yolo-boxes.json beside NAME.mp4")
  private @Nullable Path clips;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "a detector for the eye (design/models.md); without it: motion alone")
  private @Nullable Path model;

  private final List<Map<String, Object>> real = new ArrayList<>();
  private final Map<StageKind, MaskTally> kinds = new EnumMap<>(StageKind.class);

  @Override
  public Integer call() throws IOException, BadInput {
    if (seconds < 30 || scenes < 0) {
      throw new BadInput("--seconds wants at least 30, --scenes none or more");
    }
    long from = seed == null ? new SplittableRandom().nextLong(MOST_SEED) : seed;
    var runDir = Files.createTempDirectory("vigie-bench-mask");
    try {
      var detector = Optional.<DetectorFile>empty();
      if (model != null) {
        detector = Optional.of(DetectorFile.open(model, Optional.empty()));
      }
      var settings = EyeUnderTest.settings(runDir, detector);
      try (var eye = EyeUnderTest.start(settings);
          var pages = sheet == null ? null : new MissSheet(sheet)) {
        for (int i = 0; i < scenes; i++) {
          var kind = only == null ? StageKind.values()[i % StageKind.values().length] : only;
          play(kind, from + i, eye, pages);
        }
        if (clips != null) {
          playClips(clips, runDir, eye);
        }
      }
      System.out.println(JSON.writeValueAsString(result(from, Configuration.of(settings))));
      return 0;
    } finally {
      Folders.delete(runDir);
    }
  }

  private void play(StageKind kind, long number, EyeUnderTest eye, @Nullable MissSheet pages)
      throws IOException {
    var name = "%s %d".formatted(kind.name().toLowerCase(Locale.ROOT), number);
    var scene = StagedScene.of(kind, number, seconds);
    var film = new StageFilm(scene, StageFootage.WIDTH, StageFootage.HEIGHT);
    var footage = StageFootage.of(film, scene.pictures());
    var played = eye.play(new CameraId(name.replaceAll("[ _]", "-")), footage.footage());
    var masked = masked(played, footage);
    var tally = new MaskTally();
    for (int i = 0; i < masked.size(); i++) {
      tally.add(i, footage.truth().get(i), masked.get(i));
    }
    kinds.computeIfAbsent(kind, one -> new MaskTally()).add(tally);
    System.err.println(
        "bench mask: %s: clear %.3f %%, heads %d, background clear %.2f, whole %.3f"
            .formatted(
                name,
                100 * tally.clearShare(),
                tally.headsClear,
                tally.backgroundClearShare(),
                tally.wholeMaskedShare()));
    if (pages != null) {
      pages.add(name, film, tally.misses, masked);
    }
  }

  private void playClips(Path folder, Path runDir, EyeUnderTest eye) throws IOException {
    var demuxers =
        new Demuxers(EyeUnderTest.program("org.vigie.eye.DemuxMain"), runDir, Clocks.system());
    for (var known : KnownBoxes.in(folder)) {
      var footage = Footage.read(demuxers, known.clip());
      var played = eye.play(new CameraId("clip"), footage);
      real.add(known.score(footage.units(), masks(played)));
    }
  }

  private static List<BlockMask> masks(Played played) {
    return played.seen().stream().map(seen -> seen.observation().mask()).toList();
  }

  private static List<boolean[]> masked(Played played, StageFootage footage) {
    var shown = new Shown(masks(played));
    return footage.footage().units().stream()
        .map(unit -> shown.masked(unit.taken(), StageFootage.GRID))
        .toList();
  }

  private Map<String, Object> result(long from, String configuration) {
    var all = new MaskTally();
    var byKind = new LinkedHashMap<String, Object>();
    kinds.forEach(
        (kind, tally) -> {
          byKind.put(kind.name(), fields(tally));
          if (kind != StageKind.MOTIONLESS) {
            all.add(tally);
          }
        });
    var result = fields(all);
    result.put("kinds", byKind);
    if (!real.isEmpty()) {
      result.put("clips", real);
    }
    result.put("scenes", scenes);
    result.put("seconds", seconds);
    result.put("seed", from);
    result.put("configuration", configuration);
    return result;
  }

  private static Map<String, Object> fields(MaskTally tally) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("frames", tally.frames);
    fields.put("person_pixels", tally.personPixels);
    fields.put("clear_share", rounded(tally.clearShare()));
    fields.put("heads_clear_over_one_frame", tally.headsClear);
    fields.put("background_clear_share", rounded(tally.backgroundClearShare()));
    fields.put("whole_masked_share", rounded(tally.wholeMaskedShare()));
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
