package org.vigie.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover;
import org.vigie.model.MoverException;

/// Cameras that do what they are told, and remember it. Made by hand.
final class FakeMover implements CameraMover {

  final List<String> told = new CopyOnWriteArrayList<>();
  volatile boolean deaf;
  private final List<Preset> presets =
      new CopyOnWriteArrayList<>(List.of(new Preset("p1", "The gate")));

  private void tell(CameraId camera, String what) throws MoverException {
    if (deaf) {
      throw new MoverException("192.0.2.9: nobody answers.");
    }
    told.add(camera + " " + what);
  }

  @Override
  public void move(CameraId camera, double pan, double tilt, double zoom) throws MoverException {
    tell(camera, "move %s %s %s".formatted(pan, tilt, zoom));
  }

  @Override
  public void stop(CameraId camera) throws MoverException {
    tell(camera, "stop");
  }

  @Override
  public List<Preset> presets(CameraId camera) {
    return List.copyOf(presets);
  }

  @Override
  public void goTo(CameraId camera, Preset preset) throws MoverException {
    tell(camera, "to " + preset.token());
  }

  @Override
  public List<String> devices(CameraId camera) {
    return List.of("tt:Wiper|On");
  }

  @Override
  public void use(CameraId camera, String command) throws MoverException {
    tell(camera, command);
  }

  @Override
  public void goHome(CameraId camera) throws MoverException {
    tell(camera, "home");
  }

  @Override
  public Preset remember(CameraId camera, String name) throws MoverException {
    tell(camera, "remember " + name);
    var made = new Preset("p" + (presets.size() + 1), name);
    presets.add(made);
    return made;
  }
}
