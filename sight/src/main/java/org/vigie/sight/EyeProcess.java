package org.vigie.sight;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// One eye process and the link to it. Closing ends both and is safe for any thread.
final class EyeProcess implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofSeconds(2);

  private final Process process;
  private final Channel<ToEye, FromEye> channel;

  private EyeProcess(Process process, Channel<ToEye, FromEye> channel) {
    this.process = process;
    this.channel = channel;
  }

  /// Starts an eye and waits until it has connected.
  ///
  /// @param name names its log file in `runDir`
  /// @throws IOException if it cannot be started, or ends or dawdles instead of connecting
  static EyeProcess start(List<String> command, Path runDir, String name, Clocks clocks)
      throws IOException {
    var path = runDir.resolve("e" + RandomIds.hex(4) + ".sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      var line = new ArrayList<>(command);
      line.addAll(List.of("--socket", path.toString()));
      var process =
          new ProcessBuilder(line)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(runDir.resolve(name + ".log").toFile())
              .start();
      try {
        var socket = accept(server, process, clocks);
        return new EyeProcess(process, new Channel<ToEye, FromEye>(socket, FromEye.parser()));
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } finally {
      // The link lives on without its name, which nobody else shall use.
      Files.deleteIfExists(path);
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
          throw new IOException("the eye ended at once with status " + process.exitValue());
        }
        selector.selectedKeys().clear();
      }
      throw new IOException("the eye did not connect within " + TO_START.toSeconds() + " s");
    }
  }

  Channel<ToEye, FromEye> channel() {
    return channel;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it at once: it holds nothing that could be lost.
  void kill() {
    process.destroyForcibly();
    try {
      channel.close();
    } catch (IOException e) {
      // The process is gone; so is the socket.
    }
  }

  /// Closes the link, which tells the eye to end, and makes sure that it does.
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
    process.destroyForcibly();
  }
}
