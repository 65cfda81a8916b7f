package org.vigie.app.camera;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.app.TownRules;
import org.vigie.base.BadInput;
import org.vigie.model.PrivacyMasks;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.Onvif;
import org.vigie.onvif.OnvifException;
import org.vigie.onvif.Ptz;
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
    var town = TownConfig.read(config);
    for (var camera : town.cameras()) {
      for (var line : look(camera, TownRules.presets(town, camera.id()))) {
        System.out.printf(
            "%-6s %-20s %s%n", line.wrong() ? "wrong" : "ok", line.camera(), line.said());
        wrong |= line.wrong();
      }
    }
    return wrong ? 1 : 0;
  }

  /// @param ruled the presets for which zones and rules of it are drawn
  static List<Line> look(CameraConfig camera, Set<String> ruled) {
    var id = camera.id().value();
    if (AskedCamera.address(camera).isEmpty()) {
      return List.of(new Line(id, false, "is not asked: it has no `onvif`, and no rtsp address"));
    }
    try (var onvif = AskedCamera.open(camera)) {
      var facts = onvif.describe();
      var lines = new ArrayList<>(judge(camera, facts));
      lines.addAll(presets(camera, ruled, onvif, facts));
      return lines;
    } catch (OnvifException | BadInput e) {
      var hint =
          camera.onvif().isPresent()
              ? ""
              : "; no `onvif` is configured for it, so the usual address of its stream's host was"
                  + " asked";
      return List.of(new Line(id, true, e.getMessage() + hint));
    }
  }

  /// What is wrong with the places that the configuration and its rules name; nothing where all is
  /// well.
  private static List<Line> presets(
      CameraConfig camera, Set<String> ruled, Onvif onvif, DeviceFacts facts)
      throws OnvifException {
    var named = new TreeSet<>(ruled);
    camera.masks().ifPresent(masks -> named.addAll(masks.presets().keySet()));
    camera
        .steer()
        .ifPresent(steer -> steer.patrols().forEach(round -> named.addAll(round.presets())));
    var id = camera.id().value();
    var moves = facts.profiles().stream().filter(StreamProfile::moves).findFirst();
    var ptz = moves.isEmpty() ? Optional.<Ptz>empty() : onvif.ptz(moves.get());
    if (named.isEmpty()) {
      return List.of();
    }
    if (ptz.isEmpty()) {
      return List.of(new Line(id, true, "says that it cannot be moved, and presets are named"));
    }
    var lines = new ArrayList<Line>();
    var places = ptz.get().presets();
    for (var name : named) {
      if (places.stream().noneMatch(p -> p.name().equals(name) || p.token().equals(name))) {
        lines.add(
            new Line(
                id,
                true,
                "remembers no place called '%s'; it remembers: %s"
                    .formatted(
                        name,
                        places.isEmpty()
                            ? "none"
                            : String.join(", ", places.stream().map(Ptz.Preset::name).toList()))));
      }
    }
    boolean says =
        ptz.get().status().isPresent()
            && places.stream().allMatch(place -> place.position().isPresent());
    if (!says && camera.masks().filter(PrivacyMasks::ofPresets).isPresent()) {
      lines.add(
          new Line(
              id,
              true,
              "does not say where it looks: with privacy_masks for its presets all of its picture is"
                  + " covered all the time"));
    }
    return lines;
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
