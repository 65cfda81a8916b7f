package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.RandomIds;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.server.door.SqlWallLayouts;
import org.vigie.server.door.WallLayout;
import org.vigie.server.door.WallShape;

/// The named layouts of the wall. They are the town's: whoever watches makes, changes and removes
/// them, as far as the cameras in them are theirs to watch; each such act is in the ledger first. A
/// layout shows a person the cameras that they may know of, and nothing in the place of the others.
final class WallApi {

  private static final int LONGEST_NAME = 60;

  private final Town town;
  private final Sights sights;
  private final SqlWallLayouts layouts;

  WallApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
    this.layouts = town.door().layouts();
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(list(Asker.of(request).person()));
  }

  /// One at a time, so that name and number still hold when it is written.
  synchronized ServerResponse save(ServerRequest request) throws IOException {
    var person = Asker.of(request).person();
    var order = Json.read(request, LayoutOrder.class);
    var before = Optional.ofNullable(order.layout()).map(id -> own(person, id));
    var fresh = layout(order, person, before.map(WallLayout::id).orElse("w-" + RandomIds.hex(6)));
    var others = layouts.list().stream().filter(other -> !other.id().equals(fresh.id())).toList();
    if (others.stream().anyMatch(other -> other.name().equalsIgnoreCase(fresh.name()))) {
      throw new Problem(ProblemCode.LAYOUT_NAME_TAKEN, "name", fresh.name());
    }
    if (others.size() >= SqlWallLayouts.MOST) {
      throw new Problem(ProblemCode.TOO_MANY_LAYOUTS, "most", String.valueOf(SqlWallLayouts.MOST));
    }
    for (var camera : fresh.cameras()) {
      requireToWatch(person, camera);
    }
    // Without its name, which somebody typed.
    town.governance()
        .note(
            "wall.layout-saved",
            person,
            Map.of(
                "layout",
                fresh.id(),
                "shape",
                fresh.shape().name(),
                "cameras",
                new TreeSet<>(fresh.cameras().stream().map(CameraId::value).toList())));
    layouts.save(fresh);
    return Json.answer(
        before.isPresent() ? HttpStatus.OK : HttpStatus.CREATED, answer(fresh, person));
  }

  synchronized ServerResponse remove(ServerRequest request) {
    var person = Asker.of(request).person();
    var layout = own(person, request.pathVariable("layout"));
    town.governance().note("wall.layout-removed", person, Map.of("layout", layout.id()));
    layouts.remove(layout.id());
    return Json.ok(list(person));
  }

  private LayoutList list(String person) {
    return new LayoutList(
        layouts.list().stream()
            .filter(layout -> isShown(person, layout))
            .map(layout -> answer(layout, person))
            .toList(),
        SqlWallLayouts.MOST);
  }

  /// One without any camera is shown to everybody: it says nothing.
  private boolean isShown(String person, WallLayout layout) {
    var cameras = layout.cameras();
    return cameras.isEmpty() || cameras.stream().anyMatch(camera -> isShown(person, camera));
  }

  /// Those that were taken out of the configuration are nobody's.
  private boolean isShown(String person, CameraId camera) {
    return isInService(camera) && sights.mayKnow(person, camera);
  }

  private boolean isInService(CameraId camera) {
    return town.cameras().find(camera).isPresent();
  }

  /// Whether all that is in it is theirs to watch: whoever saw less of it would take away, unseen,
  /// what others see.
  private boolean isChangeable(String person, WallLayout layout) {
    return town.governance().holds(person, Right.VIEW_LIVE)
        && layout.cameras().stream()
            .filter(this::isInService)
            .allMatch(camera -> town.governance().holds(person, Right.VIEW_LIVE, camera));
  }

  /// One that the person may change; a [Problem] otherwise.
  private WallLayout own(String person, String id) {
    var layout =
        layouts
            .find(id)
            .filter(found -> isShown(person, found))
            .orElseThrow(() -> new Problem(ProblemCode.NO_SUCH_LAYOUT));
    if (!isChangeable(person, layout)) {
      throw new Problem(ProblemCode.LAYOUT_SHARED, "name", layout.name());
    }
    return layout;
  }

  private void requireToWatch(String person, CameraId camera) {
    if (!isInService(camera) || !town.governance().holds(person, Right.VIEW_LIVE, camera)) {
      throw new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", camera.value());
    }
  }

  private WallLayout layout(LayoutOrder order, String person, String id) {
    var shape = Query.word(DoorApi.required(order.shape(), "shape", 40), "shape", WallShape.class);
    var name = DoorApi.required(order.name(), "name", LONGEST_NAME).strip();
    var given = order.tiles();
    if (given == null || given.size() > shape.tiles()) {
      throw Problem.badRequest(
          "tiles should be at most %d, the id of a camera or \"\" each, for the shape %s"
              .formatted(shape.tiles(), shape));
    }
    var tiles = new ArrayList<Optional<CameraId>>();
    var seen = new HashSet<String>();
    for (var camera : given) {
      if (!camera.isEmpty() && !seen.add(camera)) {
        throw Problem.badRequest("tiles should name each camera once; " + camera + " stands twice");
      }
      tiles.add(camera.isEmpty() ? Optional.empty() : Optional.of(Query.camera(camera)));
    }
    while (tiles.size() < shape.tiles()) {
      tiles.add(Optional.empty());
    }
    return new WallLayout(id, name, shape, tiles, person, town.clocks().wall());
  }

  private LayoutAnswer answer(WallLayout layout, String person) {
    return new LayoutAnswer(
        layout.id(),
        layout.name(),
        layout.shape(),
        layout.tiles().stream()
            .map(tile -> tile.filter(c -> isShown(person, c)).map(CameraId::value).orElse(""))
            .toList(),
        layout.by(),
        layout.changed(),
        isChangeable(person, layout));
  }

  /// @param tiles may be fewer than the shape has: the others stay empty
  record LayoutOrder(
      @Nullable String layout,
      @Nullable String name,
      @Nullable String shape,
      @Nullable List<String> tiles) {}

  record LayoutList(List<LayoutAnswer> layouts, int most) {}

  record LayoutAnswer(
      String layout,
      String name,
      WallShape shape,
      List<String> tiles,
      String by,
      Instant changed,
      boolean changeable) {}
}
