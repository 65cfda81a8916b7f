package org.vigie.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.base.NtpReader;

/// Where the checks look: the files of a machine, and what can only be tried.
///
/// @param root of its files: `/`
/// @param searched the folders in which programs are looked for
/// @param java the runtime that this program has
/// @param ntp asks how the clock is kept
/// @param tries what can only be tried
public record Machine(Path root, List<Path> searched, Java java, NtpReader ntp, Tries tries) {

  private static final int MOST_BYTES = 1 << 20;

  public Machine {
    searched = List.copyOf(searched);
  }

  /// @param feature such as 25
  /// @param heapBytes the most that it takes
  public record Java(int feature, long heapBytes, int processors) {}

  /// What can only be tried.
  public interface Tries {

    /// How long each of some small writes took until it was on disk; empty where it is not allowed.
    List<Duration> flushes(Path folder) throws IOException;

    /// How a program ends; -1 where it does not start or takes too long.
    int run(List<String> command);

    /// Why nothing can listen there; nothing if it can.
    Optional<String> listen(String host, int port);

    /// How much can still be written there.
    long freeBytes(Path folder) throws IOException;
  }

  /// This one.
  public static Machine here() {
    var path = System.getenv("PATH");
    var runtime = Runtime.getRuntime();
    return new Machine(
        Path.of("/"),
        Arrays.stream((path == null ? "" : path).split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList(),
        new Java(Runtime.version().feature(), runtime.maxMemory(), runtime.availableProcessors()),
        NtpReader.system(),
        new RealTries(Clocks.system()));
  }

  /// The text of a small file; nothing if it cannot be read.
  Optional<String> text(String file) {
    try (var in = Files.newInputStream(root.resolve(file))) {
      return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The value behind `name:` in a file of such lines.
  Optional<String> field(String file, String name) {
    return text(file).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .filter(rest -> rest.startsWith(":"))
        .map(rest -> rest.substring(1).strip())
        .findFirst();
  }

  /// Whether there is such a program.
  boolean hasProgram(String name) {
    return searched.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
  }

  /// Tries for real.
  ///
  /// @param clocks measure how long a flush takes
  private record RealTries(Clocks clocks) implements Tries {

    private static final int FLUSHES = 20;
    private static final int FLUSHED_BYTES = 4096;
    private static final int PATIENCE_SECONDS = 20;

    @Override
    public List<Duration> flushes(Path folder) throws IOException {
      if (!Files.isWritable(folder)) {
        return List.of();
      }
      var file = Files.createTempFile(folder, ".doctor", "");
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        var took = new ArrayList<Duration>();
        for (int i = 0; i < FLUSHES; i++) {
          long from = clocks.elapsedNanos();
          channel.write(ByteBuffer.allocate(FLUSHED_BYTES));
          channel.force(false);
          took.add(Duration.ofNanos(clocks.elapsedNanos() - from));
        }
        return took;
      } finally {
        Files.deleteIfExists(file);
      }
    }

    @Override
    public int run(List<String> command) {
      try {
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
          return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
          process.destroyForcibly();
        }
      } catch (IOException e) {
        return -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }

    @Override
    public Optional<String> listen(String host, int port) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public long freeBytes(Path folder) throws IOException {
      return Files.getFileStore(folder).getUsableSpace();
    }
  }
}
