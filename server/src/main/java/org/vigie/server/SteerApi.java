package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.steer.Patrol;
import org.vigie.desk.steer.SteerRefused;
import org.vigie.desk.steer.Steering;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.MoverException;
import org.vigie.server.door.Account;

/// Turning and zooming cameras.
final class SteerApi {

  private static final int LONGEST_NAME = 60;

  private final Town town;
  private final Steering steering;
  private final Sights sights;

  SteerApi(Town town) {
    this.town = town;
    this.steering = town.steering();
    this.sights = new Sights(town);
  }

  ServerResponse state(ServerRequest request) throws SteerRefused {
    var person = Asker.of(request).person();
    return Json.ok(answer(person, camera(request, person)));
  }

  ServerResponse presets(ServerRequest request) throws SteerRefused, MoverException {
    return Json.ok(list(camera(request, Asker.of(request).person())));
  }

  ServerResponse move(ServerRequest request)
      throws IOException, Refused, SteerRefused, MoverException {
    var order = Json.read(request, MoveOrder.class);
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    double pan = speed(order.pan(), "pan");
    double tilt = speed(order.tilt(), "tilt");
    double zoom = speed(order.zoom(), "zoom");
    return done(person, camera, () -> steering.move(person, camera, pan, tilt, zoom));
  }

  ServerResponse stop(ServerRequest request) throws Refused, SteerRefused, MoverException {
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    return done(person, camera, () -> steering.stop(person, camera));
  }

  ServerResponse goTo(ServerRequest request)
      throws IOException, Refused, SteerRefused, MoverException {
    var order = Json.read(request, PresetOrder.class);
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    var token = DoorApi.required(order.token(), "token", 100);
    return done(person, camera, () -> steering.goTo(person, camera, token));
  }

  ServerResponse home(ServerRequest request) throws Refused, SteerRefused, MoverException {
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    return done(person, camera, () -> steering.goHome(person, camera));
  }

  ServerResponse release(ServerRequest request) throws SteerRefused {
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    steering.release(person, camera);
    return Json.ok(answer(person, camera));
  }

  ServerResponse remember(ServerRequest request)
      throws IOException, Refused, SteerRefused, MoverException {
    var order = Json.read(request, NameOrder.class);
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    var name = DoorApi.required(order.name(), "name", LONGEST_NAME).strip();
    try {
      var unused = steering.remember(person, camera, name);
    } catch (SteerRefused.Held held) {
      throw heldBy(held);
    }
    return Json.ok(list(camera));
  }

  ServerResponse patrol(ServerRequest request)
      throws IOException, Refused, SteerRefused, MoverException {
    var order = Json.read(request, PatrolOrder.class);
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    var name = order.name();
    if (name == null) {
      return done(person, camera, () -> steering.endPatrol(person, camera));
    }
    if (steering.patrols(camera).stream().noneMatch(patrol -> patrol.name().equals(name))) {
      throw Problem.badRequest("the camera has no such patrol");
    }
    return done(person, camera, () -> steering.patrol(person, camera, name));
  }

  ServerResponse use(ServerRequest request)
      throws IOException, Refused, SteerRefused, MoverException {
    var order = Json.read(request, DeviceOrder.class);
    var person = Asker.of(request).person();
    var camera = camera(request, person);
    var command = DoorApi.required(order.command(), "command", 100);
    return done(person, camera, () -> steering.use(person, camera, command));
  }

  private PresetList list(CameraId camera) throws SteerRefused, MoverException {
    return new PresetList(
        steering.presets(camera).stream()
            .map(preset -> new PresetAnswer(preset.token(), preset.name()))
            .toList(),
        steering.patrols(camera).stream().map(Patrol::name).toList(),
        steering.devices(camera));
  }

  private interface Order {
    void give() throws Refused, SteerRefused, MoverException;
  }

  private ServerResponse done(String person, CameraId camera, Order order)
      throws Refused, SteerRefused, MoverException {
    try {
      order.give();
    } catch (SteerRefused.Held held) {
      throw heldBy(held);
    }
    return Json.ok(answer(person, camera));
  }

  /// By the name that people know.
  private Problem heldBy(SteerRefused.Held held) {
    return new Problem(
        ProblemCode.STEER_HELD,
        Map.of(
            "name",
            name(held.person()),
            "seconds",
            String.valueOf(held.left().plusMillis(999).toSeconds())));
  }

  private CameraId camera(ServerRequest request, String person) {
    return sights.get(person, Query.camera(request)).id();
  }

  private static double speed(@Nullable Double given, String name) {
    double speed = given == null ? 0 : given;
    if (!(speed >= -1 && speed <= 1)) {
      throw Problem.badRequest(name + " should be from -1 to 1");
    }
    return speed;
  }

  private SteerAnswer answer(String person, CameraId camera) throws SteerRefused {
    var state = steering.state(camera).orElseThrow(() -> new Problem(ProblemCode.NOT_STEERABLE));
    return new SteerAnswer(
        town.governance().holds(person, Right.STEER, camera),
        town.governance().holds(person, Right.CONFIGURE, camera),
        state.holder().map(this::name),
        state.holder().filter(person::equals).isPresent(),
        state.heldFor().map(Duration::toMillis),
        state.awaySince(),
        state.returning(),
        state.patrol(),
        state.preset(),
        state.judging());
  }

  private String name(String person) {
    return town.door().find(person).map(Account::name).orElse(person);
  }

  record MoveOrder(@Nullable Double pan, @Nullable Double tilt, @Nullable Double zoom) {}

  record PresetOrder(@Nullable String token) {}

  record NameOrder(@Nullable String name) {}

  record PatrolOrder(@Nullable String name) {}

  record DeviceOrder(@Nullable String command) {}

  record PresetAnswer(String token, String name) {}

  record PresetList(List<PresetAnswer> presets, List<String> patrols, List<String> devices) {}

  record SteerAnswer(
      boolean may,
      boolean mayRemember,
      Optional<String> holder,
      boolean mine,
      Optional<Long> heldForMs,
      Optional<Instant> awaySince,
      boolean returning,
      Optional<String> patrol,
      Optional<String> preset,
      boolean judging) {}
}
