package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.DrawingRefused;
import org.vigie.desk.DrawingVersion;
import org.vigie.desk.Drawings;
import org.vigie.desk.masks.MaskDrawings;
import org.vigie.desk.masks.MaskSet;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.Point;
import org.vigie.rules.Drawing;
import org.vigie.server.DrawingAnswer.PreviewAnswer;

/// What is drawn on a camera and looked for there: shown, tried, brought into force, and what it
/// was
/// before.
final class DrawingApi {

  private final Town town;
  private final Drawings drawings;
  private final Sights sights;

  DrawingApi(Town town) {
    this.town = town;
    this.drawings = town.drawings();
    this.sights = new Sights(town);
  }

  ServerResponse get(ServerRequest request) throws DrawingRefused {
    return Json.ok(state(camera(request)));
  }

  /// What would come of it. Whoever may not change it is turned away as if they had asked to.
  ServerResponse preview(ServerRequest request) throws IOException, Refused, DrawingRefused {
    var order = Json.read(request, Trial.class);
    var drawing = drawing(order.drawing());
    var camera = camera(request);
    requireOneOf(request, camera, Right.CONFIGURE);
    return Json.ok(PreviewAnswer.of(drawings.preview(camera, base(order.base()), drawing)));
  }

  /// Brings it into force.
  ServerResponse save(ServerRequest request) throws IOException, Refused, DrawingRefused {
    var order = Json.read(request, Order.class);
    var drawing = drawing(order.drawing());
    var reason = Query.reason(order.reason() == null ? "" : order.reason());
    var camera = camera(request);
    var permit =
        town.governance()
            .permit(
                Asker.of(request).person(),
                Right.CONFIGURE,
                Set.of(camera),
                Optional.empty(),
                reason);
    var unused = drawings.save(permit, camera, base(order.base()), drawing, reason);
    return Json.ok(state(camera));
  }

  /// What nobody sees of a camera.
  ServerResponse masks(ServerRequest request) {
    var camera = camera(request);
    return Json.ok(MaskAnswer.of(drawings.masks().read(camera)));
  }

  /// Covers more, or, with another right, less.
  ServerResponse saveMasks(ServerRequest request) throws IOException, Refused, DrawingRefused {
    var order = Json.read(request, MaskOrder.class);
    var zones = order.drawn();
    if (zones == null || lacks(zones)) {
      throw Problem.badRequest("drawn is missing: the polygons of all drawn masks");
    }
    var presets = order.drawnPresets() == null ? List.<PresetMasks>of() : order.drawnPresets();
    var byName = new TreeMap<String, List<List<Point>>>();
    for (var preset : presets) {
      if (preset == null || lacks(preset.zones())) {
        throw Problem.badRequest("drawn_presets lacks polygons of a preset");
      }
      if (byName.put(preset.preset(), preset.zones()) != null) {
        throw Problem.badRequest("drawn_presets names a preset twice");
      }
    }
    var masks = new MaskSet(zones, byName);
    var reason = Query.reason(order.reason() == null ? "" : order.reason());
    var camera = camera(request);
    var permit =
        town.governance()
            .permit(
                Asker.of(request).person(),
                drawings.masks().takes(camera, masks),
                Set.of(camera),
                Optional.empty(),
                reason);
    drawings.masks().save(permit, camera, base(order.base()), masks, reason);
    return Json.ok(MaskAnswer.of(drawings.masks().read(camera)));
  }

  @SuppressWarnings("NullAway") // What somebody sends may lack anything.
  private static boolean lacks(@Nullable List<List<Point>> zones) {
    return zones == null || zones.stream().anyMatch(zone -> zone == null || zone.contains(null));
  }

  record MaskOrder(
      @Nullable String base,
      @Nullable List<List<Point>> drawn,
      @Nullable List<PresetMasks> drawnPresets,
      @Nullable String reason) {}

  /// The schema `PresetMasks`.
  record PresetMasks(String preset, List<List<Point>> zones) {

    static List<PresetMasks> of(MaskSet masks) {
      return masks.presets().entrySet().stream()
          .map(at -> new PresetMasks(at.getKey(), at.getValue()))
          .toList();
    }
  }

  /// The schema `Masks`.
  record MaskAnswer(
      List<List<Point>> configured,
      List<List<Point>> drawn,
      List<PresetMasks> configuredPresets,
      List<PresetMasks> drawnPresets,
      String version) {

    static MaskAnswer of(MaskDrawings.Masks masks) {
      return new MaskAnswer(
          masks.configured().zones(),
          masks.drawn().zones(),
          PresetMasks.of(masks.configured()),
          PresetMasks.of(masks.drawn()),
          masks.version());
    }
  }

  ServerResponse versions(ServerRequest request) throws Refused {
    var camera = camera(request);
    requireOneOf(request, camera, Right.CONFIGURE, Right.INSPECT);
    return Json.ok(
        new Versions(drawings.versions(camera).stream().map(VersionAnswer::of).toList()));
  }

  ServerResponse version(ServerRequest request) throws Refused, DrawingRefused {
    var camera = camera(request);
    requireOneOf(request, camera, Right.CONFIGURE, Right.INSPECT);
    return Json.ok(DrawingAnswer.of(drawings.version(camera, request.pathVariable("version"))));
  }

  private CameraId camera(ServerRequest request) {
    return sights.get(Asker.of(request).person(), Query.camera(request)).id();
  }

  /// [Gate] has asked for the right for any camera; here it is this one.
  private void requireOneOf(ServerRequest request, CameraId camera, Right... anyOf) throws Refused {
    var person = Asker.of(request).person();
    for (var right : anyOf) {
      if (town.governance().holds(person, right, camera)) {
        return;
      }
    }
    var unused =
        town.governance()
            .permit(person, anyOf[0], Set.of(camera), Optional.empty(), request.path());
  }

  private static Drawing drawing(@Nullable DrawingAnswer drawn) {
    if (drawn == null) {
      throw Problem.badRequest("drawing is missing");
    }
    return drawn.drawing();
  }

  private static String base(@Nullable String base) {
    if (base == null) {
      throw Problem.badRequest("base is missing: the hash of what this is a change of");
    }
    return base;
  }

  private StateAnswer state(CameraId camera) throws DrawingRefused {
    var drawn = drawings.read(camera);
    return new StateAnswer(
        camera,
        String.valueOf(drawn.file().getFileName()),
        drawn.hash(),
        drawn.inForce(),
        DrawingAnswer.of(drawn.reading().drawing()),
        PreviewAnswer.of(drawn.preview()));
  }

  record Trial(@Nullable String base, @Nullable DrawingAnswer drawing) {}

  record Order(@Nullable String base, @Nullable DrawingAnswer drawing, @Nullable String reason) {}

  /// The schema `DrawingState`.
  record StateAnswer(
      CameraId camera,
      String file,
      String hash,
      boolean inForce,
      DrawingAnswer drawing,
      PreviewAnswer preview) {}

  record Versions(List<VersionAnswer> versions) {}

  record VersionAnswer(String hash, String before, Instant at, String person, String entry) {

    static VersionAnswer of(DrawingVersion version) {
      return new VersionAnswer(
          version.hash(),
          version.before(),
          version.at(),
          version.person(),
          String.valueOf(version.entry()));
    }
  }
}
