package org.vigie.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Nearest;

/// What the simulator was asked to do.
///
/// @param port 0 for any free one
/// @param exercise in one minute of so many a camera plays its events; 0 where it is no exercise
record Options(
    int port,
    Path cache,
    String encoder,
    long seed,
    int cameras,
    boolean bench,
    boolean town,
    boolean timeCode,
    int exercise,
    Optional<Path> describe,
    boolean help) {

  static final String HELP =
      """
      Scripted street scenes as RTSP cameras on 127.0.0.1.

        --port P           listen there; 0 (the default) takes any free port
        --cache DIR        keep encoded scenes there; they are drawn once
        --encoder "CMD"    the encoder's command line (org.vigie.eye.EncodeMain); parts in
                           double quotes stay whole
        --seed S           dresses the actors; the same seed gives the same pictures (default 7)
        --cameras N        how many cameras (default 4); from the fifth on the four scenes return
                           as quai-nord-2 and so on, at another point of their loop
        --bench            also serve /bench/m1.../bench/m1000 (1920x1080, 25 pictures/s, 4 Mb/s)
                           and /bench/s1.../bench/s1000 (640x360, 10 pictures/s, 400 kb/s)
        --town             also serve /town/m1.../town/m1000 (1920x1080, 25 pictures/s, 2 Mb/s)
                           and /town/s1.../town/s1000 (640x360, 10 pictures/s, 300 kb/s), of which
                           every twentieth shows people who walk, in turn
        --time-code        also serve /time-code/m1.../m1000 (1280x720, 12 pictures/s) and
                           /time-code/s1.../s1000 (640x360, 10 pictures/s): people who walk, and
                           the number of each picture in its loop of 20 s, readable from a screen
        --exercise N       an exercise: each camera plays its events in one minute of N, chosen by
                           the seed, and every picture says EXERCICE - TRAINING
        --describe DIR     write rules.yaml (zones and rules by camera) and truth.json there
        --help             this text

      Each camera has /ID/main (1280x720, 12 pictures/s) and /ID/sub (640x360, 10 pictures/s):
      place-du-marche, quai-nord, depot, gare-est. Prints `up PORT` when it listens. Reads its
      standard input: `stats` prints one line of JSON, `anew` counts pictures and their lateness
      from now on, the end of input ends the program, which prints the same line last.
      """;

  private static final List<String> KNOWN =
      List.of(
          "--port",
          "--cache",
          "--encoder",
          "--seed",
          "--cameras",
          "--bench",
          "--town",
          "--time-code",
          "--exercise",
          "--describe",
          "--help");

  static Options parse(String... arguments) throws BadInput {
    int port = 0;
    var cache = Path.of("");
    var encoder = "";
    long seed = 7;
    int cameras = 4;
    boolean bench = false;
    boolean town = false;
    boolean timeCode = false;
    int exercise = 0;
    Optional<Path> describe = Optional.empty();
    boolean help = false;
    for (int i = 0; i < arguments.length; i++) {
      var option = arguments[i];
      switch (option) {
        case "--port" -> port = (int) number(arguments, ++i, 0, 65_535);
        case "--cache" -> cache = Path.of(value(arguments, ++i));
        case "--encoder" -> encoder = value(arguments, ++i);
        case "--seed" -> seed = number(arguments, ++i, 0, Long.MAX_VALUE);
        case "--cameras" -> cameras = (int) number(arguments, ++i, 0, 1000);
        case "--bench" -> bench = true;
        case "--town" -> town = true;
        case "--time-code" -> timeCode = true;
        case "--exercise" -> exercise = (int) number(arguments, ++i, 1, 1440);
        case "--describe" -> describe = Optional.of(Path.of(value(arguments, ++i)));
        case "--help" -> help = true;
        default ->
            throw new BadInput(
                option
                    + " is not an option of the simulator"
                    + Nearest.to(option, KNOWN).map(k -> "; did you mean " + k + "?").orElse(""));
      }
    }
    if (!help && (cache.toString().isEmpty() || encoder.isEmpty())) {
      throw new BadInput("--cache and --encoder are needed; --help says more");
    }
    return new Options(
        port, cache, encoder, seed, cameras, bench, town, timeCode, exercise, describe, help);
  }

  private static String value(String[] arguments, int i) throws BadInput {
    if (i >= arguments.length) {
      throw new BadInput(arguments[i - 1] + " wants a value after it");
    }
    return arguments[i];
  }

  private static long number(String[] arguments, int i, long least, long most) throws BadInput {
    var text = value(arguments, i);
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadInput(
        "%s wants a whole number from %d to %d, not '%s'"
            .formatted(arguments[i - 1], least, most, text));
  }
}
