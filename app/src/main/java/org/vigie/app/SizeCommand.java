package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `vigie size`: what disks a list of cameras and acts needs.
@Command(
    name = "size",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what disks a town's cameras need under its acts: from what each camera has been",
      "writing, where the data folder has footage of it, else from --bitrate. Or, before there is",
      "a town, for --cameras alike. Exit code 1: a volume is too small."
    })
final class SizeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "the town's configuration")
  private @Nullable Path config;

  @Option(names = "--cameras", paramLabel = "N", description = "so many cameras, all alike")
  private int cameras;

  @Option(
      names = "--bitrate",
      paramLabel = "RATE",
      defaultValue = "2M",
      converter = RateOption.class,
      description =
          "bits a second of a camera that was never recorded: 800k, 2M (${DEFAULT-VALUE})")
  private long bitsPerSecond;

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "how long footage is kept, with --cameras: 72h, 30d")
  private @Nullable Duration retention;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      defaultValue = "20",
      description = "how much more than that, for busier weeks (${DEFAULT-VALUE})")
  private int margin;

  @Option(names = "--json", description = "one line of JSON instead of the table")
  private boolean json;

  @Override
  public Integer call() throws IOException, BadInput {
    if (config == null == (cameras == 0)) {
      throw wrong("size takes --config FILE, or --cameras N with --retention");
    }
    if (margin < 0 || margin > 500) {
      throw wrong("--margin should be from 0 to 500");
    }
    var demand =
        config == null
            ? alike()
            : new TownDemand(bitsPerSecond / 8, margin).of(TownConfig.read(config));
    if (json) {
      System.out.println(SizeReport.json(demand));
    } else {
      SizeReport.table(demand).forEach(System.out::println);
    }
    return demand.isTooSmall() ? 1 : 0;
  }

  private DiskDemand alike() {
    if (cameras < 1 || cameras > 100_000) {
      throw wrong("--cameras should be from 1 to 100000");
    }
    var kept = retention;
    if (kept == null) {
      throw wrong("--cameras goes with --retention, such as 30d");
    }
    long rate = bitsPerSecond / 8;
    var all =
        IntStream.rangeClosed(1, cameras)
            .mapToObj(n -> new DiskDemand.Camera("camera-" + n, rate, rate, Duration.ZERO, kept, 1))
            .toList();
    return new DiskDemand(all, List.of(), margin);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  /// Bits a second, as cameras' settings say them: 800k, 2M, 2.5M.
  static final class RateOption implements ITypeConverter<Long> {

    private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)([kM])");

    @Override
    public Long convert(String text) {
      var match = RATE.matcher(text);
      if (!match.matches()) {
        throw new TypeConversionException("'" + text + "' should be like 800k, 2M or 2.5M");
      }
      double unit = match.group(2).equals("k") ? 1e3 : 1e6;
      return Math.round(Double.parseDouble(match.group(1)) * unit);
    }
  }
}
