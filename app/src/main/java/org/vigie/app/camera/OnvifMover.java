package org.vigie.app.camera;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigie.app.CameraConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover;
import org.vigie.model.MoverException;
import org.vigie.onvif.Limits;
import org.vigie.onvif.Onvif;
import org.vigie.onvif.OnvifException;
import org.vigie.onvif.Ptz;
import org.vigie.onvif.PtzFacts;
import org.vigie.onvif.StreamProfile;

/// Moves the town's cameras over ONVIF. A camera is asked what it is at the first order, and again
/// after one that failed.
public final class OnvifMover implements CameraMover, AutoCloseable {

  private final Map<CameraId, Line> lines = new ConcurrentHashMap<>();
  private final Clocks clocks;

  /// @param cameras those that are moved; each has an ONVIF address
  public OnvifMover(List<CameraConfig> cameras, Clocks clocks) {
    this.clocks = clocks;
    cameras.forEach(camera -> lines.put(camera.id(), new Line(camera)));
  }

  /// A camera has another password: the next order shows that one. Nothing for one that is not
  /// moved.
  public void renew(CameraConfig camera) {
    var former = lines.get(camera.id());
    if (former != null) {
      lines.put(camera.id(), new Line(camera));
      synchronized (former) {
        former.hangUp();
      }
    }
  }

  @Override
  public void move(CameraId camera, double pan, double tilt, double zoom) throws MoverException {
    tell(camera, ptz -> ptz.move(pan, tilt, zoom, LONGEST_MOVE));
  }

  @Override
  public void stop(CameraId camera) throws MoverException {
    tell(camera, Ptz::stop);
  }

  @Override
  public List<Preset> presets(CameraId camera) throws MoverException {
    return ask(
        camera,
        ptz ->
            ptz.presets().stream()
                .map(
                    preset ->
                        new Preset(
                            preset.token(),
                            preset.name(),
                            preset.position().map(OnvifMover::position)))
                .toList());
  }

  @Override
  public Optional<Report> where(CameraId camera) throws MoverException {
    return ask(
        camera,
        ptz ->
            ptz.status().map(status -> new Report(status.moving(), position(status.position()))));
  }

  private static Position position(Ptz.Position position) {
    return new Position(position.pan(), position.tilt(), position.zoom());
  }

  @Override
  public void goTo(CameraId camera, Preset preset) throws MoverException {
    tell(camera, ptz -> ptz.goTo(new Ptz.Preset(preset.token(), preset.name())));
  }

  @Override
  public void goHome(CameraId camera) throws MoverException {
    tell(camera, Ptz::goHome);
  }

  @Override
  public Preset remember(CameraId camera, String name) throws MoverException {
    var made = ask(camera, ptz -> ptz.remember(name));
    return new Preset(made.token(), made.name());
  }

  @Override
  public List<String> devices(CameraId camera) throws MoverException {
    return ask(camera, ptz -> devicesOf(camera));
  }

  private List<String> devicesOf(CameraId camera) {
    var line = lines.get(camera);
    return line == null ? List.of() : line.devices;
  }

  @Override
  public void use(CameraId camera, String command) throws MoverException {
    tell(
        camera,
        ptz -> {
          if (!devicesOf(camera).contains(command)) {
            throw new OnvifException.Unsupported(camera + ": lists no '" + command + "'");
          }
          ptz.use(command);
        });
  }

  private interface Order {
    void give(Ptz ptz) throws OnvifException;
  }

  private interface Question<T> {
    T ask(Ptz ptz) throws OnvifException;
  }

  private void tell(CameraId camera, Order order) throws MoverException {
    boolean told =
        ask(
            camera,
            ptz -> {
              order.give(ptz);
              return true;
            });
    assert told;
  }

  private <T> T ask(CameraId camera, Question<T> question) throws MoverException {
    var line = lines.get(camera);
    if (line == null) {
      throw new MoverException("camera '%s' has no `onvif`.".formatted(camera));
    }
    synchronized (line) {
      try {
        return question.ask(line.ptz(clocks));
      } catch (OnvifException | BadInput e) {
        line.hangUp();
        throw new MoverException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public void close() {
    for (var line : lines.values()) {
      synchronized (line) {
        line.hangUp();
      }
    }
  }

  /// What is known of one camera. Its own monitor is held.
  private static final class Line {
    private final CameraConfig camera;
    private @Nullable Onvif onvif;
    private @Nullable Ptz ptz;
    private List<String> devices = List.of();

    Line(CameraConfig camera) {
      this.camera = camera;
    }

    Ptz ptz(Clocks clocks) throws OnvifException, BadInput, MoverException {
      if (ptz != null) {
        return ptz;
      }
      var made =
          new Onvif(
              camera.onvif().orElseThrow(),
              camera.login().map(login -> new Credentials(login.user(), login.password())),
              CertificateJudge.of(camera.trust()),
              clocks,
              Limits.USUAL);
      onvif = made;
      var facts = made.describe();
      devices = facts.ptz().map(PtzFacts::devices).orElse(List.of());
      Optional<StreamProfile> moves =
          facts.profiles().stream().filter(StreamProfile::moves).findFirst();
      var found = moves.isEmpty() ? Optional.<Ptz>empty() : made.ptz(moves.get());
      if (found.isEmpty()) {
        hangUp();
        throw new MoverException(
            "camera '%s' says that it cannot be moved.".formatted(camera.id()));
      }
      ptz = found.get();
      return found.get();
    }

    void hangUp() {
      if (onvif != null) {
        onvif.close();
      }
      onvif = null;
      ptz = null;
    }
  }
}
