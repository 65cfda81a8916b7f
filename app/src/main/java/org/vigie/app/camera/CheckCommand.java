package org.vigie.app.camera;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.OnvifException;
import org.vigie.onvif.StreamProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vigie camera check`.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Asks each camera of the configuration over ONVIF, one after the other: does it answer, what",
      "firmware has it, is its clock right, does it still offer the streams that are configured?",
      "Changes nothing. Exit code 1: something differs."
    })
final class CheckCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("vigie.yaml");

  /// What is to be said of one camera.
  ///
  /// @param wrong whether somebody should do something
  record Line(String camera, boolean wrong, String said) {}

  @Override
  public Integer call() throws BadInput {
    boolean wrong = false;
    for (var camera : TownConfig.read(config).cameras()) {
      for (var line : look(camera)) {
        System.out.printf(
            "%-6s %-20s %s%n", line.wrong() ? "wrong" : "ok", line.camera(), line.said());
        wrong |= line.wrong();
      }
    }
    return wrong ? 1 : 0;
  }

  static List<Line> look(CameraConfig camera) {
    var id = camera.id().value();
    if (AskedCamera.address(camera).isEmpty()) {
      return List.of(new Line(id, false, "is not asked: it has no `onvif`, and no rtsp address"));
    }
    try (var onvif = AskedCamera.open(camera)) {
      return judge(camera, onvif.describe());
    } catch (OnvifException | BadInput e) {
      var hint =
          camera.onvif().isPresent()
              ? ""
              : "; no `onvif` is configured for it, so the usual address of its stream's host was"
                  + " asked";
      return List.of(new Line(id, true, e.getMessage() + hint));
    }
  }

  private static List<Line> judge(CameraConfig camera, DeviceFacts facts) {
    var id = camera.id().value();
    var lines = new ArrayList<Line>();
    lines.add(
        new Line(
            id,
            facts.clock().isOff(),
            "%s %s, firmware %s; clock %s"
                .formatted(
                    facts.maker(),
                    facts.model(),
                    facts.firmware(),
                    FactsText.clock(facts.clock()))));
    stream(camera.main(), "main", facts).ifPresent(said -> lines.add(new Line(id, true, said)));
    camera
        .sub()
        .flatMap(sub -> stream(sub, "sub", facts))
        .ifPresent(said -> lines.add(new Line(id, true, said)));
    return lines;
  }

  /// What is wrong with one configured stream; nothing where the camera offers it.
  private static Optional<String> stream(String configured, String key, DeviceFacts facts) {
    var ours = AskedCamera.plain(configured);
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    var offered =
        facts.profiles().stream()
            .filter(profile -> profile.address().flatMap(AskedCamera::plain).equals(ours))
            .findFirst();
    if (offered.isEmpty()) {
      return Optional.of(
          "`%s` is none of the streams that it offers: %s"
              .formatted(
                  key,
                  facts.profiles().isEmpty()
                      ? "none"
                      : String.join(
                          "; ", facts.profiles().stream().map(StreamProfile::described).toList())));
    }
    return offered
        .filter(profile -> !profile.isUsable())
        .map(
            profile ->
                "`%s` is coded as %s now, which is neither H.264 nor H.265"
                    .formatted(key, profile.codec()));
  }
}
