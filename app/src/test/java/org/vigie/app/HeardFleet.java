package org.vigie.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.vigie.base.BadInput;
import org.vigie.base.Closing;
import org.vigie.base.FakeClocks;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskSettings;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.Recorded;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorSettings;

/// A ledger behind a real control socket, without cameras: what the command line says is heard, and
/// a test may do something between two of its steps.
final class HeardFleet implements AutoCloseable {

  private final Closing closing = new Closing();
  private final BackedUpTown town;
  private final List<FleetClerk.Request> heard = new CopyOnWriteArrayList<>();

  /// @param data its folder; `vigie.yaml` there is written anew
  /// @param between is given each request after it has been written
  HeardFleet(Path data, Consumer<FleetClerk.Request> between) throws IOException, BadInput {
    var clocks = new FakeClocks();
    town = closing.add(BackedUpTown.begin(data, "X", clocks));
    var governance = town.governance;
    var exporter =
        new Exporter(
            governance, town.recorder, ExportCommand.receipts(town.config), new NoSight(), clocks);
    var door = closing.add(Door.open(data, DoorSettings.OFFERED, governance, clocks));
    var desk = closing.add(Desk.open(DeskSettings.in(data), governance, clocks));
    var socket =
        ControlSocket.open(
            new DataFolder(data).control(),
            exporter,
            new ModelKeeper(data, governance),
            new Commissioner(desk.commissioning(), governance),
            new ActClerk(governance),
            new BackupClerk(governance.ledger()),
            new PeopleClerk(door, governance, URI.create("http://127.0.0.1:1/"), clocks),
            () -> ControlAnswer.failed("not asked"),
            new FleetClerk(
                governance,
                done -> {
                  heard.add(done);
                  between.accept(done);
                },
                from -> List.of()),
            file -> ControlAnswer.failed("not asked"));
    closing.add(
        () -> {
          try {
            socket.close();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  Governance governance() {
    return town.governance;
  }

  /// What has been written and done, in order.
  List<FleetClerk.Request> heard() {
    return heard;
  }

  /// The entries of one kind, the youngest first.
  List<Recorded> entries(String kind) {
    return town.entries(kind);
  }

  @Override
  public void close() {
    closing.close();
  }
}
