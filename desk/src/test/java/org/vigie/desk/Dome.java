package org.vigie.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.FakeClocks;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover;
import org.vigie.model.MoverException;

/// A camera that turns, takes three seconds for each way, and says where it looks. Made by hand.
final class Dome implements CameraMover {

  private static final Duration WAY = Duration.ofSeconds(3);
  private static final Position HOME = new Position(0, 0, 0);

  Clocks clocks = new FakeClocks();
  boolean reports = true;
  boolean ill;
  int asked;
  private final List<Preset> presets =
      new ArrayList<>(
          List.of(
              new Preset("1", "A", Optional.of(new Position(-0.5, 0.1, 0))),
              new Preset("2", "B", Optional.of(new Position(0.5, 0.1, 0.2))),
              new Preset("3", "C", Optional.of(new Position(0.8, 0.1, 0)))));
  private Position target = HOME;
  private Duration arrives = Duration.ZERO;

  Preset preset(String name) {
    return presets.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /// Goes there, whoever said so.
  void turn(String name) {
    go(preset(name).position().orElseThrow());
  }

  private void go(Position to) {
    target = to;
    arrives = clocks.elapsed().plus(WAY);
  }

  @Override
  public void move(CameraId camera, double pan, double tilt, double zoom) {
    go(new Position(0.3, 0.3, 0));
  }

  @Override
  public void stop(CameraId camera) {
    arrives = clocks.elapsed();
  }

  @Override
  public List<Preset> presets(CameraId camera) {
    return List.copyOf(presets);
  }

  @Override
  public void goTo(CameraId camera, Preset preset) {
    go(preset.position().orElseThrow());
  }

  @Override
  public Optional<Report> where(CameraId camera) throws MoverException {
    asked++;
    if (ill) {
      throw new MoverException("nobody answers.");
    }
    boolean moving = clocks.elapsed().compareTo(arrives) < 0;
    // On its way it may pass by anything.
    return reports
        ? Optional.of(new Report(moving, moving ? new Position(0.1, 0.05, 0.1) : target))
        : Optional.empty();
  }

  @Override
  public void goHome(CameraId camera) {
    go(HOME);
  }

  @Override
  public Preset remember(CameraId camera, String name) {
    var made = new Preset("p" + presets.size(), name, Optional.of(target));
    presets.add(made);
    return made;
  }
}
