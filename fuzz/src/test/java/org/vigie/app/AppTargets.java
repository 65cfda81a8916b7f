package org.vigie.app;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;
import picocli.CommandLine;
import tools.jackson.core.JacksonException;

/// What people and programs of the same machine say.
public final class AppTargets {

  private AppTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "yaml",
            List.of(BadInput.class),
            Target.Bound.of(2 << 20, 4096),
            () ->
                texts(
                    "a: {b: [1, 2.5, &x yes, *x]}\nc: 15 d\nd: 2031-03-30T00:00:00Z\n",
                    "- a",
                    "[".repeat(3_000),
                    "a: 1e999999999\nb: 1e-999999999\nc: 99999999999 d",
                    "c: !1e1000000%-0",
                    "9".repeat(3_000)),
            AppTargets::yaml),
        Target.of(
            "town-config",
            List.of(BadInput.class),
            Target.Bound.of(2 << 20, 4096),
            () ->
                List.of(
                    Files.readAllBytes(
                        Path.of(System.getProperty("vigie.root"), "design/examples/vigie.yaml")),
                    texts(
                            "town: a\nprofile: demo\nlisten: 127.0.0.1:0\nsight: {eyes: 1, quiet: 1 h}\ncameras:\n- {id: c, main: \"rtsp://h/p\", user: u, password: p}\n")
                        .getFirst(),
                    texts("town: a\nprofile: demo\ndata: \"a\\0b\"\ncameras: []\n").getFirst()),
            AppTargets::config),
        Target.of(
            "duration-option",
            List.of(CommandLine.TypeConversionException.class),
            Target.Bound.of(1 << 20, 4096),
            () -> texts("90s", "10min", "2 h", "250 ms", "9223372036854775807d"),
            input ->
                require(
                    new DurationOption().convert(text(input)).toNanos() >= 0,
                    "a duration can be waited for")),
        Target.of(
            "kept-checkpoint",
            List.of(BadInput.class),
            Target.Bound.of(1 << 20, 256),
            () ->
                texts(
                    "vigie/town/2031\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— vigie/town/2031 x\n"),
            input ->
                require(
                    KeptCheckpoint.read(Inputs.file("app", "checkpoint", input)).size() >= 0,
                    "a ledger has no less than no entry")),
        Target.of(
            "control-answer",
            List.of(JacksonException.class, IOException.class),
            Target.Bound.of(2 << 20, 512),
            () -> texts("{\"error\":\"\",\"lines\":[\"a.mp4: 3 pictures\"]}"),
            AppTargets::answer));
  }

  private static void yaml(byte[] input) throws BadInput {
    visit(Document.parse(Path.of("fuzz.yaml"), text(input)), 0);
  }

  /// Asks a value for everything that it might be.
  private static void visit(Document value, int depth) throws BadInput {
    if (value.isList()) {
      for (var member : value.list().stream().limit(50).toList()) {
        if (depth < 4) {
          visit(member, depth + 1);
        }
      }
      return;
    }
    quietly(() -> require(value.duration().toNanos() >= 0, "a duration can be waited for"));
    quietly(() -> require(value.number(0, 1e9) >= 0, "a number is not below the least"));
    quietly(() -> require(value.integer(-5, 5) <= 5, "a number is not above the most"));
    quietly(
        () -> {
          var instant = value.instant();
          require(
              instant.equals(Instant.ofEpochSecond(instant.getEpochSecond(), instant.getNano())),
              "an instant is one");
        });
    quietly(
        () -> {
          for (var field : value.entries().values().stream().limit(50).toList()) {
            if (depth < 4) {
              visit(field, depth + 1);
            }
          }
        });
  }

  private interface Asking {
    void ask() throws BadInput;
  }

  private static void quietly(Asking asking) {
    try {
      asking.ask();
    } catch (BadInput e) {
      require(e.getMessage().startsWith("fuzz.yaml"), "an error names its file");
    }
  }

  private static void config(byte[] input) throws BadInput {
    var config = TownConfig.read(Inputs.file("app", "vigie.yaml", input));
    require(config.eyes() >= 0 && config.eyes() <= 64, "eyes are few");
    require(config.quiet().toNanos() >= 0, "quiet can be waited for");
    require(config.learning().toNanos() >= 0, "learning can be waited for");
    require(config.town().length() <= 200, "a town's name fits a reel's header");
  }

  /// A running Vigie that answers with the input.
  private static void answer(byte[] input) throws IOException {
    var path = Inputs.folder("app").resolve("control");
    Files.deleteIfExists(path);
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(path));
      var other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (var channel = listening.accept()) {
                      channel.read(ByteBuffer.allocate(1 << 16));
                      var out = ByteBuffer.wrap(input);
                      while (out.hasRemaining()) {
                        channel.write(out);
                      }
                    } catch (IOException e) {
                      // Who asked went away: an answer too long is not read to its end.
                    }
                  });
      try {
        var request =
            new ExportRequest("cam-1", Instant.EPOCH, Instant.EPOCH, Path.of("/x"), "why");
        var unused = ControlSocket.ask(path, ControlSocket.Request.of(request));
      } finally {
        other.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
