package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vigie.app.FleetBook;
import org.vigie.app.FleetFact;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.StreamChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie camera replace`.
@Command(
    name = "replace",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts a new device in the place of a camera that broke or was renewed. The camera stays the"
          + " one",
      "that it was: its footage, zones, rules, acts and name go on; only where and how it is asked",
      "changes in the configuration.",
      "",
      "  vigie camera replace gate 192.0.2.11 --config vigie.yaml \\",
      "      --user vigie --password-file gate-new.txt",
      "",
      "The new device is asked over ONVIF what it is, and shown. Its picture is another one: from"
          + " then",
      "on the camera counts as moved and its rules rest, until somebody has looked at zones,"
          + " privacy",
      "masks, calibration and remembered places and says on its page that the view is right. Vigie"
          + " must",
      "be running: the exchange is an entry of its ledger. It calls the new device when the old"
          + " one's",
      "connection ends."
    })
final class ReplaceCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "a camera of the configuration, by id or name")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "ADDRESS",
      description = "of the new device: HOST, HOST:PORT or http(s)://HOST[:PORT]/PATH")
  private String address = "";

  @Mixin private CameraLogin login = new CameraLogin();

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("vigie.yaml");

  @Option(names = "--print", description = "show the lines instead of writing them")
  private boolean print;

  @Override
  public Integer call() throws BadInput, IOException {
    var town = TownConfig.read(config);
    var camera = AskedCamera.named(town, name);
    var device = OnvifAddress.parse(address);
    var facts = login.describe(device);
    var choice = StreamChoice.of(facts.profiles());
    FactsText.lines(device, facts, choice).forEach(System.out::println);
    System.out.println();
    if (choice.isEmpty()) {
      throw new BadInput(device.shown() + ": offers no H.264 or H.265 stream");
    }
    var block =
        CameraBlock.of(
            device,
            facts,
            choice.get(),
            Optional.of(camera.name()),
            login.user(),
            login.fileFor(config),
            Set.of());
    var values = DeviceEdit.deviceOnly(block.values());
    if (print) {
      values.forEach((key, value) -> System.out.println("    " + key + ": " + value));
      return 0;
    }
    DeviceEdit.check(config, camera.id().value(), values);
    var book = new FleetBook(town);
    book.note(
        FleetFact.REPLACED,
        camera.id(),
        Map.of(
            "was",
            AskedCamera.address(camera).map(Object::toString).orElse("not asked over ONVIF"),
            "is",
            device.toString(),
            "model",
            (facts.maker() + " " + facts.model()).strip(),
            "serial",
            facts.serial()));
    put(book, camera.id(), values);
    book.renew(camera.id());
    System.out.printf(
        """
        %s is this device from now on. Its footage, zones, rules and acts go on. Next:
          look at its zones, privacy masks and calibration: they were drawn on the old picture
        %s  say on its page that the view is right: until then its rules rest
        """,
        camera.id(),
        camera.steer().isPresent()
            ? "  have it remember its places, and home, anew: the new device knows none\n"
            : "");
    return 0;
  }

  /// The entry stands before the edit: where that fails, another says that the old device stays.
  private void put(FleetBook book, CameraId camera, Map<String, String> values)
      throws BadInput, IOException {
    try {
      DeviceEdit.replace(config, camera.value(), values);
    } catch (BadInput | IOException e) {
      try {
        book.note(
            FleetFact.REPLACED,
            camera,
            Map.of("result", "failed", "why", String.valueOf(e.getMessage())));
      } catch (BadInput | IOException unwritten) {
        e.addSuppressed(unwritten);
      }
      throw e;
    }
  }
}
