package org.vigie.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Where a running Vigie takes commands from whoever owns its files: a Unix domain socket, mode
/// 0600, in the data folder. The ledger has one writer, so a command on the machine asks the
/// running program rather than writing beside it.
///
/// One request and one answer per connection, each a JSON document of at most 64 KiB.
final class ControlSocket implements AutoCloseable {

  /// What is asked: one of these.
  record Request(
      @Nullable ExportRequest export,
      @Nullable CaseRequest handover,
      ModelKeeper.@Nullable Request model,
      Commissioner.@Nullable Request commission,
      ActClerk.@Nullable Request acts,
      BackupClerk.@Nullable Request backup,
      PeopleClerk.@Nullable Request people,
      @Nullable Boolean status,
      FleetClerk.@Nullable Request fleet,
      FileImport.@Nullable Request file) {
    static Request of(ExportRequest export) {
      return new Request(export, null, null, null, null, null, null, null, null, null);
    }

    static Request of(CaseRequest handover) {
      return new Request(null, handover, null, null, null, null, null, null, null, null);
    }

    static Request of(ModelKeeper.Request model) {
      return new Request(null, null, model, null, null, null, null, null, null, null);
    }

    static Request of(Commissioner.Request commission) {
      return new Request(null, null, null, commission, null, null, null, null, null, null);
    }

    static Request of(ActClerk.Request acts) {
      return new Request(null, null, null, null, acts, null, null, null, null, null);
    }

    static Request of(BackupClerk.Request backup) {
      return new Request(null, null, null, null, null, backup, null, null, null, null);
    }

    static Request of(PeopleClerk.Request people) {
      return new Request(null, null, null, null, null, null, people, null, null, null);
    }

    static Request of(FleetClerk.Request fleet) {
      return new Request(null, null, null, null, null, null, null, null, fleet, null);
    }

    static Request of(FileImport.Request file) {
      return new Request(null, null, null, null, null, null, null, null, null, file);
    }

    static Request ofStatus() {
      return new Request(null, null, null, null, null, null, null, true, null, null);
    }
  }

  private static final int MOST_BYTES = 64 * 1024;
  private static final System.Logger LOG = System.getLogger(ControlSocket.class.getName());
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ServerSocketChannel listening;
  private final Path path;
  private final Exporter exporter;
  private final ModelKeeper models;
  private final Commissioner commissioner;
  private final ActClerk acts;
  private final BackupClerk backups;
  private final PeopleClerk people;
  private final Supplier<ControlAnswer> status;
  private final FleetClerk fleet;
  private final Function<FileImport.Request, ControlAnswer> files;

  private ControlSocket(
      ServerSocketChannel listening,
      Path path,
      Exporter exporter,
      ModelKeeper models,
      Commissioner commissioner,
      ActClerk acts,
      BackupClerk backups,
      PeopleClerk people,
      Supplier<ControlAnswer> status,
      FleetClerk fleet,
      Function<FileImport.Request, ControlAnswer> files) {
    this.listening = listening;
    this.path = path;
    this.exporter = exporter;
    this.models = models;
    this.commissioner = commissioner;
    this.acts = acts;
    this.backups = backups;
    this.people = people;
    this.status = status;
    this.fleet = fleet;
    this.files = files;
  }

  static ControlSocket open(
      Path path,
      Exporter exporter,
      ModelKeeper models,
      Commissioner commissioner,
      ActClerk acts,
      BackupClerk backups,
      PeopleClerk people,
      Supplier<ControlAnswer> status,
      FleetClerk fleet,
      Function<FileImport.Request, ControlAnswer> files)
      throws IOException {
    Files.createDirectories(path.getParent());
    // One that a killed Vigie left; the ledger's lock makes sure that none is running.
    Files.deleteIfExists(path);
    var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    var socket =
        new ControlSocket(
            listening,
            path,
            exporter,
            models,
            commissioner,
            acts,
            backups,
            people,
            status,
            fleet,
            files);
    Thread.ofPlatform().daemon().name("control").start(socket::listen);
    return socket;
  }

  /// Whether a Vigie runs on a data folder and answers.
  static boolean answers(Path path) {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      return false;
    }
  }

  /// Asks the Vigie that runs on a data folder; nothing if none does.
  static Optional<ControlAnswer> ask(Path path, Request request) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
      } catch (IOException e) {
        // A killed Vigie leaves its socket behind.
        return Optional.empty();
      }
      channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(request)));
      channel.shutdownOutput();
      var answer = Channels.newInputStream(channel).readNBytes(MOST_BYTES);
      return Optional.of(JSON.readValue(answer, ControlAnswer.class));
    }
  }

  private void listen() {
    while (listening.isOpen()) {
      try {
        take(listening.accept());
      } catch (AsynchronousCloseException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "a command on this machine failed", e);
      }
    }
  }

  /// Answers and closes. A file may take minutes: an act is suspended meanwhile all the same.
  private void take(SocketChannel channel) throws IOException {
    Request request;
    try {
      request =
          JSON.readValue(Channels.newInputStream(channel).readNBytes(MOST_BYTES), Request.class);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    if (request.file() != null) {
      Thread.ofVirtual().name("file-import").start(() -> answer(channel, request));
    } else {
      answer(channel, request);
    }
  }

  private void answer(SocketChannel channel, Request request) {
    try (channel) {
      var answer = ByteBuffer.wrap(JSON.writeValueAsBytes(done(request)));
      while (answer.hasRemaining()) {
        channel.write(answer);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a command on this machine failed", e);
    }
  }

  /// An answer comes whatever happens: whoever asks waits for one.
  private ControlAnswer done(Request request) {
    try {
      return answered(request);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a command on this machine failed", e);
      return ControlAnswer.failed(
          "Vigie could not do it now: " + e.getMessage() + "; its log says more");
    }
  }

  private ControlAnswer answered(Request request) {
    if (request.export() != null) {
      return exporter.export(request.export());
    }
    if (request.handover() != null) {
      return exporter.handOver(request.handover());
    }
    if (request.commission() != null) {
      return commissioner.answer(request.commission());
    }
    if (request.acts() != null) {
      return acts.answer(request.acts());
    }
    if (request.backup() != null) {
      return backups.answer(request.backup());
    }
    if (request.people() != null) {
      return people.answer(request.people());
    }
    if (request.status() != null) {
      return status.get();
    }
    if (request.fleet() != null) {
      return fleet.answer(request.fleet());
    }
    if (request.file() != null) {
      return files.apply(request.file());
    }
    return request.model() == null
        ? ControlAnswer.failed("this Vigie does not know that command")
        : models.add(request.model());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Files.deleteIfExists(path);
  }
}
