package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.vigie.app.CameraConfig;
import org.vigie.app.FleetBook;
import org.vigie.app.FleetFact;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.model.Point;
import org.vigie.onvif.InnerMasks;
import org.vigie.onvif.OnvifException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie camera masks`.
@Command(
    name = "masks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Has a camera cover by itself what `privacy_masks` of the configuration cover: then windows",
      "never leave the camera. Vigie burns its own masks in as before: whoever has the camera's",
      "password can take the camera's off.",
      "",
      "  vigie camera masks gate --config vigie.yaml            what it covers now, and should",
      "  vigie camera masks gate --config vigie.yaml --put      tell it, and look at its picture",
      "  vigie camera masks gate --config vigie.yaml --clear    take them off",
      "",
      "After --put a picture from before is compared with one from after: covered places must have",
      "lost their detail. It is said where that cannot be told (at night, bare walls). Vigie must"
          + " be",
      "running: each order is an entry of the ledger first. From then on Vigie looks once a day,"
          + " and",
      "whenever the camera comes back, whether it still covers them; the alarm INNER_MASKS says if",
      "not. Exit code 1: the picture shows what should be covered, or the camera cannot do it."
    })
final class MasksCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "a camera of the configuration, by id or name")
  private String name = "";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("vigie.yaml");

  @ArgGroup private What what = new What();

  private static final class What {
    @Option(names = "--show", description = "what it covers (this is what it does without a word)")
    private boolean show;

    @Option(names = "--put", description = "have it cover what the configuration says")
    private boolean put;

    @Option(names = "--clear", description = "have it cover nothing")
    private boolean clear;
  }

  private static final String OURS = "Vigie's own mask stays as it is.";

  @Override
  public Integer call() throws BadInput, IOException, InterruptedException {
    var town = TownConfig.read(config);
    var camera = AskedCamera.named(town, name);
    try (var onvif = AskedCamera.open(camera)) {
      var masks = AskedCamera.masks(camera, onvif);
      if (what.put) {
        return put(town, camera, masks);
      }
      if (what.clear) {
        return clear(town, camera, masks);
      }
      show(camera, masks).forEach(System.out::println);
      return 0;
    } catch (OnvifException.Unsupported e) {
      System.err.println("vigie: " + e.getMessage() + ". " + OURS);
      return 1;
    } catch (OnvifException e) {
      System.err.println("vigie: " + e.getMessage());
      return 1;
    }
  }

  private static List<String> show(CameraConfig camera, InnerMasks masks) throws OnvifException {
    var lines = new ArrayList<String>();
    var facts = masks.facts();
    lines.add(
        "%s takes up to %d masks%s%s"
            .formatted(
                camera.id(),
                facts.most(),
                facts.points() > 0 ? " of up to " + facts.points() + " corners" : "",
                facts.rectanglesOnly() ? ", upright rectangles only" : ""));
    var now = masks.list();
    lines.add(now.isEmpty() ? "it covers nothing" : "it covers:");
    now.forEach(zone -> lines.add("  " + text(zone)));
    var ours = camera.masks();
    lines.add(ours.isEmpty() ? "the configuration has no privacy_masks" : "the configuration has:");
    ours.ifPresent(set -> set.all().forEach(zone -> lines.add("  " + text(zone))));
    if (ours.isPresent()) {
      lines.add(
          masks.covers(ours.get())
              ? "they are the same"
              : "they differ; --put has it cover what the configuration says");
    }
    return lines;
  }

  private static String text(List<Point> zone) {
    return zone.stream()
        .map(corner -> String.format(Locale.ROOT, "%.3f,%.3f", corner.x(), corner.y()))
        .collect(Collectors.joining(" "));
  }

  private int put(TownConfig town, CameraConfig camera, InnerMasks masks)
      throws BadInput, IOException, OnvifException, InterruptedException {
    var wanted =
        camera
            .masks()
            .orElseThrow(
                () ->
                    new BadInput(
                        "%s: %s has no privacy_masks to be covered"
                            .formatted(town.file(), camera.id())));
    if (wanted.ofPresets()) {
      throw new BadInput(
          "%s: %s turns: its privacy_masks are for presets, and are burned by Vigie. Have it cover by itself, on its own page, what it can"
              .formatted(town.file(), camera.id()));
    }
    masks.requireFits(wanted);
    var book = new FleetBook(town);
    book.note(
        FleetFact.MASKS_ORDERED,
        camera.id(),
        Map.of("version", wanted.version(), "zones", wanted.text()));
    var proof = new MaskProof(MaskProof.looker(town.data().resolve("run")), camera, wanted);
    proof.before();
    var facts = new TreeMap<>(Map.of("version", wanted.version()));
    try {
      masks.replace(wanted);
    } catch (OnvifException e) {
      facts.put("result", "failed");
      facts.put("why", e.getMessage());
      book.note(FleetFact.MASKS_SET, camera.id(), facts);
      throw e;
    }
    var verdict = proof.after();
    facts.put("result", "done");
    facts.put("picture", verdict.kind().name().toLowerCase(Locale.ROOT));
    facts.put("why", verdict.said());
    book.note(FleetFact.MASKS_SET, camera.id(), facts);
    System.out.printf("%s says that it covers %d zones.%n", camera.id(), wanted.zones().size());
    return switch (verdict.kind()) {
      case COVERED -> {
        System.out.println("Its picture agrees: " + verdict.said() + ". " + OURS);
        yield 0;
      }
      case UNKNOWN -> {
        System.out.println("Its picture cannot tell: " + verdict.said() + ". " + OURS);
        yield 0;
      }
      case UNCOVERED -> {
        System.err.println("vigie: its picture says otherwise: " + verdict.said() + ". " + OURS);
        yield 1;
      }
    };
  }

  private static int clear(TownConfig town, CameraConfig camera, InnerMasks masks)
      throws BadInput, IOException, OnvifException {
    var book = new FleetBook(town);
    book.note(FleetFact.MASKS_ORDERED, camera.id(), Map.of("version", ""));
    try {
      int had = masks.clear();
      book.note(FleetFact.MASKS_SET, camera.id(), Map.of("version", "", "result", "done"));
      System.out.printf("%s had %d masks and covers nothing now. %s%n", camera.id(), had, OURS);
      return 0;
    } catch (OnvifException e) {
      book.note(
          FleetFact.MASKS_SET,
          camera.id(),
          Map.of("version", "", "result", "failed", "why", e.getMessage()));
      throw e;
    }
  }
}
