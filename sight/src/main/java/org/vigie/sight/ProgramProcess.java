package org.vigie.sight;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.link.Channel;

/// One native program in a process of its own and the link to it. Closing ends both and is safe for
/// any thread.
///
/// @param <O> what it is told
/// @param <I> what it says
final class ProgramProcess<O extends MessageLite, I extends MessageLite> implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofSeconds(2);

  /// A process that has died ends its link a little before it is gone.
  private static final Duration TO_VANISH = Duration.ofSeconds(1);

  /// What the Java runtime says of itself, before a program says anything.
  private static final String JAVA_WARNS = "WARNING: ";

  private static final int LONGEST_LINE = 200;
  private static final int TAIL = 4096;

  /// A confined program ends with the thread that started it: Linux tells a child of the death of
  /// its parent's thread. This one lasts.
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("program-starter").daemon().factory());

  private final Process process;
  private final ProcessHandle program;
  private final Path log;
  private final Channel<O, I> channel;

  private ProgramProcess(Process process, Path log, Channel<O, I> channel) {
    this.process = process;
    this.log = log;
    this.program = innermost(process.toHandle());
    this.channel = channel;
  }

  /// The program itself: behind walls, the only grandchild.
  private static ProcessHandle innermost(ProcessHandle process) {
    var within = process;
    for (var next = child(within); next.isPresent(); next = child(within)) {
      within = next.get();
    }
    return within;
  }

  private static Optional<ProcessHandle> child(ProcessHandle process) {
    return process.children().findFirst();
  }

  /// Starts a program and waits until it has connected.
  ///
  /// @param holes what it may read or reach beyond its own; nothing, usually
  /// @param parser of what it says
  /// @param name names its log file in `runDir`
  /// @throws IOException if it cannot be started, or ends or dawdles instead of connecting
  static <O extends MessageLite, I extends MessageLite> ProgramProcess<O, I> start(
      Confinement confinement,
      Confinement.Holes holes,
      Parser<I> parser,
      Path runDir,
      String name,
      Clocks clocks)
      throws IOException {
    var path = runDir.resolve("e" + RandomIds.hex(4) + ".sock");
    var log = runDir.resolve(name + ".log");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      var builder =
          new ProcessBuilder(confinement.around(path.toAbsolutePath(), holes))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(log.toFile());
      var process = startLasting(builder);
      try {
        var socket = accept(server, process, clocks);
        return new ProgramProcess<O, I>(process, log, new Channel<O, I>(socket, parser));
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } finally {
      // The link lives on without its name, which nobody else shall use.
      Files.deleteIfExists(path);
    }
  }

  private static Process startLasting(ProcessBuilder builder) throws IOException {
    var started = STARTER.submit(builder::start);
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw new IOException("the program cannot be started: " + e.getCause(), e);
    } catch (InterruptedException e) {
      // Whatever came of it, nobody wants it any more.
      STARTER.execute(() -> endAfterAll(started));
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a program was started", e);
    }
  }

  private static void endAfterAll(Future<Process> started) {
    if (started.state() == Future.State.SUCCESS) {
      started.resultNow().destroyForcibly();
    }
  }

  private static SocketChannel accept(ServerSocketChannel server, Process process, Clocks clocks)
      throws IOException {
    server.configureBlocking(false);
    try (var selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      var start = clocks.elapsed();
      while (clocks.elapsed().minus(start).compareTo(TO_START) < 0) {
        selector.select(100);
        var socket = server.accept();
        if (socket != null) {
          return socket;
        }
        if (!process.isAlive()) {
          throw new IOException("the program ended at once with status " + process.exitValue());
        }
        selector.selectedKeys().clear();
      }
      throw new IOException("the program did not connect within " + TO_START.toSeconds() + " s");
    }
  }

  Channel<O, I> channel() {
    return channel;
  }

  long pid() {
    return program.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// How it ended, and what it said last: a sentence for whoever runs Vigie. For one whose link has
  /// ended; it waits for a moment for the process to follow. One that a signal ended has 128 and
  /// the signal's number as its status: 137 was killed, 134 and 139 are crashes.
  String end() {
    String how = "it closed its link";
    try {
      if (process.waitFor(TO_VANISH.toMillis(), TimeUnit.MILLISECONDS)) {
        how = "it ended with status " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var words = lastWords();
    return words.isEmpty() ? how : how + ", saying: " + words;
  }

  /// The last line that it wrote, but for what Java says of itself.
  private String lastWords() {
    try (var file = FileChannel.open(log)) {
      var tail = ByteBuffer.allocate(TAIL);
      file.read(tail, Math.max(0, file.size() - TAIL));
      var last =
          StandardCharsets.UTF_8
              .decode(tail.flip())
              .toString()
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith(JAVA_WARNS))
              .reduce("", (before, line) -> line.strip());
      return last.substring(0, Math.min(last.length(), LONGEST_LINE));
    } catch (IOException e) {
      return "";
    }
  }

  /// Ends it at once: it holds nothing that could be lost.
  void kill() {
    program.destroyForcibly();
    process.destroyForcibly();
    try {
      channel.close();
    } catch (IOException e) {
      // The process is gone; so is the socket.
    }
  }

  /// Closes the link, which tells the program to end, and makes sure that it does.
  @Override
  public void close() {
    try {
      channel.close();
      if (process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      // Then by force.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    program.destroyForcibly();
    process.destroyForcibly();
  }
}
