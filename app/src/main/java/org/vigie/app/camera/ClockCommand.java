package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.CameraConfig;
import org.vigie.app.FleetBook;
import org.vigie.app.FleetFact;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.onvif.OnvifException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie camera clock`.
@Command(
    name = "clock",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what cameras' clocks show, and sets them. Recordings are dated by this machine's"
          + " clock;",
      "a camera's own dates its overlays, and logins that it takes.",
      "",
      "  vigie camera clock --all --config vigie.yaml",
      "  vigie camera clock gate --config vigie.yaml --set            to this machine's time, once",
      "  vigie camera clock --all --config vigie.yaml --ntp 192.0.2.1   to follow a time server",
      "",
      "--set gives the time in UTC; the camera's time zone stays as it is. A camera that follows a"
          + " time",
      "server is not set: that server is wrong or not reached. Setting is an entry of the ledger,"
          + " so",
      "that Vigie must be running. Exit code 1: a clock is off by more than 5 s, or is not known."
    })
final class ClockCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "a camera of the configuration, by id or name")
  private @Nullable String name;

  @Option(names = "--all", description = "every camera that can be asked")
  private boolean all;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("vigie.yaml");

  @Option(names = "--set", description = "set it to this machine's time")
  private boolean set;

  @Option(
      names = "--ntp",
      paramLabel = "HOST",
      description = "have it follow a time server: a name or an address that it reaches")
  private @Nullable String ntp;

  @Override
  public Integer call() throws BadInput, IOException {
    if (all == (name != null)) {
      throw new BadInput("name one camera, or say --all");
    }
    if (set && ntp != null) {
      throw new BadInput("--set or --ntp, not both");
    }
    if (ntp != null && !ntp.matches("[\\p{Alnum}.:_-]{1,200}")) {
      throw new BadInput("--ntp wants a host, such as 192.0.2.1 or time.example.org");
    }
    var town = TownConfig.read(config);
    boolean right = true;
    var chosen = name == null ? town.cameras() : List.of(AskedCamera.named(town, name));
    for (var camera : chosen) {
      right &= look(town, camera);
    }
    return right ? 0 : 1;
  }

  private boolean look(TownConfig town, CameraConfig camera) throws BadInput, IOException {
    if (AskedCamera.address(camera).isEmpty()) {
      say("left", camera, "it has no `onvif`, and no rtsp address");
      return true;
    }
    try (var onvif = AskedCamera.open(camera)) {
      var before = onvif.clock();
      var said = before.map(FactsText::clock).orElse("it says no time");
      if (ntp != null) {
        note(town, camera, "time server " + ntp, said);
        onvif.followTimeServer(ntp);
        say("set", camera, "was " + said + "; follows " + ntp + " from now on");
        return true;
      }
      if (set && before.filter(clock -> clock.ntp()).isEmpty()) {
        note(town, camera, "UTC of this machine", said);
        var unused = onvif.setClock();
        var after = onvif.clock();
        boolean good = after.filter(clock -> !clock.isOff()).isPresent();
        say(
            good ? "set" : "wrong",
            camera,
            "was %s; is %s".formatted(said, after.map(FactsText::clock).orElse("no time")));
        return good;
      }
      boolean good = before.filter(clock -> !clock.isOff()).isPresent();
      say(good ? "ok" : "wrong", camera, said + (set && !good ? "; it is not set" : ""));
      return good;
    } catch (OnvifException e) {
      say("wrong", camera, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void note(TownConfig town, CameraConfig camera, String to, String was)
      throws BadInput, IOException {
    new FleetBook(town).note(FleetFact.CLOCK_SET, camera.id(), Map.of("to", to, "was", was));
  }

  private static void say(String how, CameraConfig camera, String what) {
    System.out.printf("%-6s %-20s %s%n", how, camera.id(), what);
  }
}
