package org.vigie.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.scene.Place;
import org.vigie.simulator.scene.Truth;
import org.vigie.simulator.serve.Channel;
import org.vigie.simulator.serve.Clip;

/// Gets every clip that the asked-for cameras need, drawing what is not in the cache, and lays out
/// the channels.
final class Screening {

  private static final int BENCH_CAMERAS = 1000;

  /// How many pictures each camera of a bench is ahead of the one before.
  private static final long APART = 37;

  private final Options options;
  private final ClipCache cache;
  private final Encoder encoder;
  private final DrawingProgress progress;
  private final Map<String, Backdrop> backdrops = new HashMap<>();

  /// A clip to be had.
  ///
  /// @param source makes what draws it; only called where it is not in the cache
  private record Wanted(String name, Film film, int pictures, SourceMaker source) {}

  private interface SourceMaker {

    Encoder.Source make();
  }

  Screening(Options options, PrintStream out) throws IOException {
    this.options = options;
    this.cache = new ClipCache(options.cache());
    this.encoder = new Encoder(options.encoder());
    this.progress = new DrawingProgress(out);
  }

  /// The channels of these cameras, and of the bench where it is asked for.
  List<Channel> channels(List<SimulatedCamera> cameras) throws IOException {
    var clips = getAll(wanted(cameras));
    var channels = new ArrayList<Channel>();
    for (var camera : cameras) {
      for (var film : List.of(Film.MAIN, Film.SUB)) {
        var path = "/" + camera.id() + "/" + film.kind();
        var clip = clip(clips, name(camera.place(), film));
        long phase = (long) camera.phaseS() * film.rate();
        channels.add(
            options.exercise() == 0
                ? new Channel(path, clip, phase, 0)
                : new Channel(
                    path,
                    clip,
                    clip(clips, calmName(camera.place(), film)),
                    camera.programme(options.exercise(), options.seed()),
                    phase));
      }
    }
    if (options.bench()) {
      addBench(channels, clip(clips, "bench-m"), "/bench/m", APART);
      addBench(channels, clip(clips, "bench-s"), "/bench/s", APART);
    }
    if (options.town()) {
      addBench(channels, clip(clips, "bench-town-m"), "/town/m", APART);
      var sub = clip(clips, "bench-town-s");
      addBench(channels, sub, "/town/s", StreetPattern.slotPictures(Film.TOWN_SUB));
    }
    if (options.timeCode()) {
      addBench(channels, clip(clips, "bench-time-code-m"), "/time-code/m", APART);
      addBench(channels, clip(clips, "bench-time-code-s"), "/time-code/s", APART);
    }
    return channels;
  }

  /// The long ones first, so that they do not finish last.
  private List<Wanted> wanted(List<SimulatedCamera> cameras) {
    var wanted = new ArrayList<Wanted>();
    if (options.bench()) {
      wanted.add(bench(Film.BENCH_MAIN));
      wanted.add(bench(Film.BENCH_SUB));
    }
    if (options.town()) {
      wanted.add(bench(Film.TOWN_MAIN));
      var street = new StreetPattern(Film.TOWN_SUB, options.seed());
      wanted.add(new Wanted("bench-town-s", Film.TOWN_SUB, street.pictures(), () -> street));
    }
    if (options.timeCode()) {
      for (var film : List.of(Film.TIME_CODE_MAIN, Film.TIME_CODE_SUB)) {
        wanted.add(
            new Wanted(
                "bench-" + film.kind(),
                film,
                TimeCodePattern.pictures(film),
                () -> new TimeCodePattern(film, options.seed())));
      }
    }
    var places = cameras.stream().map(SimulatedCamera::place).distinct().toList();
    for (var film : List.of(Film.MAIN, Film.SUB)) {
      for (var place : places) {
        wanted.add(wanted(name(place, film), place, film));
        if (options.exercise() > 0) {
          wanted.add(wanted(calmName(place, film), Truth.calm(place), film));
        }
      }
    }
    return wanted;
  }

  private Wanted wanted(String name, Place place, Film film) {
    return new Wanted(
        name,
        film,
        Place.LOOP_S * film.rate(),
        () -> {
          var drawn = Projection.of(place, film, backdrop(place, film), options.seed());
          return options.exercise() > 0 ? new Stamp(film, drawn) : drawn;
        });
  }

  private Wanted bench(Film film) {
    var pattern = new BenchPattern(film, options.seed());
    return new Wanted("bench-" + film.kind(), film, pattern.pictures(), () -> pattern);
  }

  private String name(Place place, Film film) {
    return (options.exercise() > 0 ? "exercise-" : "") + place.id() + "-" + film.kind();
  }

  private String calmName(Place place, Film film) {
    return name(place, film) + "-calm";
  }

  /// Traced once for both streams, by whichever comes first.
  private Backdrop backdrop(Place place, Film film) {
    synchronized (backdrops) {
      var traced = backdrops.computeIfAbsent(place.id(), id -> Projection.backdrop(place));
      return film == Film.MAIN ? traced : traced.half();
    }
  }

  private static Clip clip(Map<String, Clip> clips, String name) {
    var clip = clips.get(name);
    if (clip == null) {
      throw new IllegalStateException("clip " + name + " was not made");
    }
    return clip;
  }

  /// Spread over the loop and over the time between two pictures, as cameras of a town are.
  ///
  /// @param apart how many pictures each camera's loop is ahead of the one before
  private static void addBench(List<Channel> channels, Clip clip, String prefix, long apart) {
    long period = 1_000_000_000L / clip.rate();
    for (int n = 1; n <= BENCH_CAMERAS; n++) {
      long offset = n * 618_034L % 1_000_000L * period / 1_000_000L;
      channels.add(new Channel(prefix + n, clip, n * apart, offset));
    }
  }

  private Map<String, Clip> getAll(List<Wanted> wanted) throws IOException {
    for (var clip : wanted) {
      if (!cache.has(clip.name, clip.film, clip.pictures, options.seed())) {
        progress.expect(clip.film, clip.pictures);
      }
    }
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    var clips = new HashMap<String, Clip>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var futures = new HashMap<String, Future<Clip>>();
      wanted.forEach(clip -> futures.put(clip.name, pool.submit(() -> get(clip))));
      try {
        for (var entry : futures.entrySet()) {
          clips.put(entry.getKey(), entry.getValue().get());
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IOException("drawing was interrupted", e);
      }
    }
    return clips;
  }

  private Clip get(Wanted wanted) throws IOException {
    return cache.get(
        wanted.name,
        wanted.film,
        wanted.pictures,
        options.seed(),
        () -> {
          var film = wanted.film;
          var source = wanted.source.make();
          var coded = encoder.encode(film, wanted.pictures, source, drawn -> progress.drawn(film));
          progress.finished();
          return coded;
        });
  }
}
