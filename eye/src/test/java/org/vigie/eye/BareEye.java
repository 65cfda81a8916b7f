package org.vigie.eye;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.link.Channel;
import org.vigie.link.Wire;
import org.vigie.link.WireSigns;
import org.vigie.link.wire.CloseCamera;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.Thing;
import org.vigie.link.wire.ToEye;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;

/// An eye process without walls, spoken to directly, so that a test can look into its memory.
final class BareEye implements AutoCloseable {

  private final Process process;
  private final Channel<ToEye, FromEye> link;
  private int cameras;

  private BareEye(Process process, Channel<ToEye, FromEye> link) {
    this.process = process;
    this.link = link;
  }

  /// @param main the class to run instead of [EyeMain]
  static BareEye start(Path folder, Class<?> main) throws IOException {
    var path = folder.resolve("eye.sock");
    var command = new ArrayList<>(EyeFixture.command());
    command.removeLast();
    command.addAll(List.of(main.getName(), "--socket", path.toString()));
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      var process = new ProcessBuilder(command).inheritIO().start();
      return new BareEye(process, new Channel<ToEye, FromEye>(server.accept(), FromEye.parser()));
    }
  }

  long pid() {
    return process.pid();
  }

  /// Shows a clip as a camera that comes, is watched over, and goes.
  ///
  /// @return the ids of everything that was followed
  Set<String> show(Clip clip) throws IOException {
    var ids = new HashSet<String>();
    for (var seen : show(clip, SightTask.all(SightMode.WATCH))) {
      seen.getThingsList().stream().map(Thing::getId).forEach(ids::add);
    }
    return ids;
  }

  /// The same, looking for what is asked.
  ///
  /// @return all that the eye said
  List<Seen> show(Clip clip, SightTask task) throws IOException {
    int camera = ++cameras;
    link.send(
        ToEye.newBuilder()
            .setOpen(
                OpenCamera.newBuilder()
                    .setCamera(camera)
                    .setFormat(Wire.format(clip.format()))
                    .setTracks(task.mode() == SightMode.WATCH)
                    .addAllSigns(WireSigns.signs(task))
                    .setQuietMs(Duration.ofSeconds(20).toMillis())
                    .setLearningMs(1000))
            .build());
    var seen = new ArrayList<Seen>();
    for (var unit : clip.units()) {
      link.send(ToEye.newBuilder().setUnit(Wire.unit(camera, unit, false)).build());
      link.flush();
      for (var said = receive(); !said.hasDone(); said = receive()) {
        if (said.hasSeen()) {
          seen.add(said.getSeen());
        }
      }
    }
    link.send(ToEye.newBuilder().setClose(CloseCamera.newBuilder().setCamera(camera)).build());
    // An answer for a camera that is not there any more says that it has gone.
    link.send(
        ToEye.newBuilder().setUnit(Wire.unit(camera, clip.units().getFirst(), false)).build());
    link.flush();
    receive();
    return seen;
  }

  private FromEye receive() throws IOException {
    var said = link.receive();
    while (said.isPresent() && said.get().hasReady()) {
      said = link.receive();
    }
    return said.orElseThrow(() -> new IOException("the eye has ended"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    link.close();
    process.destroyForcibly();
    process.waitFor();
  }
}
