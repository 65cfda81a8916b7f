package org.vigie.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;

/// The ledger of a town as a command on its machine writes into it: through the Vigie that runs.
public final class FleetBook {

  private final TownConfig town;

  public FleetBook(TownConfig town) {
    this.town = town;
  }

  /// How each camera stands, as the Vigie that runs knows it; empty if none does.
  public Map<CameraId, CameraStanding> standing() throws BadInput, IOException {
    var found = new LinkedHashMap<CameraId, CameraStanding>();
    while (true) {
      var facts = Map.of("from", Integer.toString(found.size()));
      var answer =
          ControlSocket.ask(
              new DataFolder(town.data()).control(),
              ControlSocket.Request.of(new FleetClerk.Request(null, "", facts)));
      if (answer.isEmpty()) {
        return Map.of();
      }
      if (!answer.get().error().isEmpty()) {
        throw new BadInput(answer.get().error());
      }
      answer.get().lines().stream()
          .map(CameraStanding::parse)
          .forEach(one -> found.put(one.camera(), one));
      if (answer.get().lines().isEmpty()) {
        return found;
      }
    }
  }

  /// Has the Vigie that runs read again where and how a camera is asked, since another device has
  /// taken its place.
  public void renew(CameraId camera) throws BadInput, IOException {
    renew(camera, FleetClerk.DEVICE);
  }

  /// The same, since the device that is there has another password: its picture is the same.
  public void renewPassword(CameraId camera) throws BadInput, IOException {
    renew(camera, FleetClerk.PASSWORD);
  }

  private void renew(CameraId camera, String what) throws BadInput, IOException {
    var request = new FleetClerk.Request(null, camera.value(), Map.of(FleetClerk.RENEW, what));
    var answer =
        ControlSocket.ask(new DataFolder(town.data()).control(), ControlSocket.Request.of(request));
    if (answer.isPresent() && !answer.get().error().isEmpty()) {
      throw new BadInput(answer.get().error());
    }
  }

  /// Writes one entry, and waits until it is durable.
  ///
  /// @param facts never a password
  /// @throws BadInput if no Vigie runs on the town's folder, or its ledger cannot be written
  public void note(FleetFact what, CameraId camera, Map<String, String> facts)
      throws BadInput, IOException {
    var request = ControlSocket.Request.of(new FleetClerk.Request(what, camera.value(), facts));
    var answer = ControlSocket.ask(new DataFolder(town.data()).control(), request);
    if (answer.isEmpty()) {
      throw notRunning();
    }
    if (!answer.get().error().isEmpty()) {
      throw new BadInput(answer.get().error());
    }
  }

  /// For what begins with a change on this machine, before the first entry.
  ///
  /// @throws BadInput if no Vigie runs on the town's folder
  public void requireRunning() throws BadInput, IOException {
    var control = new DataFolder(town.data()).control();
    if (ControlSocket.ask(control, ControlSocket.Request.ofStatus()).isEmpty()) {
      throw notRunning();
    }
  }

  private BadInput notRunning() {
    return new BadInput(
        town.data()
            + ": no Vigie runs on this folder, and what is done to a camera goes into its ledger"
            + " first; start it (vigie serve), then ask again");
  }
}
