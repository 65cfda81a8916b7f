package org.vigie.sight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.link.wire.DemuxOpen;
import org.vigie.link.wire.FromDemuxer;
import org.vigie.link.wire.ToDemuxer;

/// Starts demuxers: one process for each source that is not RTSP, for as long as it is read. Safe
/// for any thread.
public final class Demuxers {

  /// What is to be read.
  ///
  /// @param address as FFmpeg wants it; may hold a password, and is told to the demuxer alone
  /// @param network whether it lies beyond this machine's files
  /// @param file where it is one: what the demuxer may read
  /// @param loop begin again at the end
  /// @param atOnce what has a length is given as fast as it is read, not at the pace at which it
  ///     was filmed
  /// @param patience how long opening it, and each picture after that, may take
  public record Source(
      String address,
      boolean network,
      Optional<Path> file,
      boolean loop,
      boolean atOnce,
      Duration patience) {

    /// At the pace at which it was filmed.
    public Source(
        String address, boolean network, Optional<Path> file, boolean loop, Duration patience) {
      this(address, network, file, loop, false, patience);
    }

    /// All that a file holds, as fast as it is read.
    ///
    /// @param file an absolute path
    public static Source whole(Path file, Duration patience) {
      return new Source("file:" + file, false, Optional.of(file), false, true, patience);
    }

    /// How long to wait for the first picture. Where senders call, they come when they come.
    Duration first() {
      return network && address.contains("mode=listener") ? UNTIL_CALLED : patience.multipliedBy(2);
    }

    /// Without the address, which may hold a password.
    @Override
    public String toString() {
      return network ? "a source in the network" : "a file";
    }
  }

  /// Then the demuxer begins anew, so that one that hangs is not waited for for ever. A little more
  /// than the demuxer itself waits.
  private static final Duration UNTIL_CALLED = Duration.ofMinutes(10).plusSeconds(20);

  private final Path runDir;
  private final Confinement confinement;
  private final Clocks clocks;

  /// @param command the complete command line of a demuxer, to which `--socket PATH` is added
  /// @param runDir where the sockets lie; made if missing; its path must stay under 80 bytes
  public Demuxers(List<String> command, Path runDir, Clocks clocks) throws IOException {
    Files.createDirectories(runDir);
    this.runDir = runDir;
    this.confinement = new Confinement("demuxer", command, runDir);
    this.clocks = clocks;
  }

  /// Starts a demuxer on a source, and waits for its first picture.
  ///
  /// @param name names its log file
  /// @param opening given what makes this method fail soon; any thread may run it
  /// @throws IOException with a plain message that holds no address
  public Demuxed open(String name, Source source, Consumer<Runnable> opening) throws IOException {
    var holes =
        new Confinement.Holes(source.network(), source.file().map(List::of).orElse(List.of()));
    ProgramProcess<ToDemuxer, FromDemuxer> process =
        ProgramProcess.start(
            confinement, holes, FromDemuxer.parser(), runDir, "demux-" + name, clocks);
    var demuxed = new Demuxed(process, clocks);
    try {
      opening.accept(demuxed::wake);
      var open =
          DemuxOpen.newBuilder()
              .setAddress(source.address())
              .setLoop(source.loop())
              .setAtOnce(source.atOnce())
              .setPatienceMs((int) source.patience().toMillis());
      process.channel().send(ToDemuxer.newBuilder().setOpen(open).build());
      process.channel().flush();
      // The demuxer keeps to its patience; should it hang, this ends too.
      demuxed.awaitFirst(source.first());
      return demuxed;
    } catch (IOException | RuntimeException e) {
      demuxed.close();
      throw e;
    }
  }
}
