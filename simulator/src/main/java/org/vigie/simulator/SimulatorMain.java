package org.vigie.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.simulator.serve.RtspServer;

/// The simulator's program: draws what is not drawn yet, then serves until its input ends.
public final class SimulatorMain {

  private SimulatorMain() {}

  public static void main(String[] arguments) {
    System.exit(run(System.in, System.out, System.err, arguments));
  }

  /// Runs until `in` ends.
  ///
  /// @return 0 done, 1 failed, 2 wrong use
  static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
    try {
      var options = Options.parse(arguments);
      if (options.help()) {
        out.print(Options.HELP);
      } else {
        serve(options, in, out);
      }
      return 0;
    } catch (BadInput e) {
      err.println("simulator: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("simulator: " + e.getMessage());
      return 1;
    }
  }

  private static void serve(Options options, InputStream in, PrintStream out) throws IOException {
    var cameras = SimulatedCamera.list(options.cameras(), options.seed());
    // The screening is let go of before serving: its backdrops are large.
    var channels = new Screening(options, out).channels(cameras);
    try (var server = RtspServer.start(channels, options.port(), Clocks.system())) {
      var last = Thread.ofPlatform().unstarted(() -> out.println(stats(server)));
      Runtime.getRuntime().addShutdownHook(last);
      if (options.describe().isPresent()) {
        Description.write(
            options.describe().get(), options.seed(), options.exercise(), server.epoch(), cameras);
      }
      out.println("up " + server.port());
      out.flush();
      answer(in, out, server);
    }
  }

  private static void answer(InputStream in, PrintStream out, RtspServer server)
      throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.strip().equals("stats")) {
        out.println(stats(server));
        out.flush();
      } else if (line.strip().equals("anew")) {
        server.countAnew();
      } else if (!line.isBlank()) {
        out.println("unknown command '" + line.strip() + "'; known: stats, anew");
      }
    }
  }

  private static String stats(RtspServer server) {
    var stats = server.stats();
    long cpuMs = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    return """
        {"clients": %d, "pictures": %d, "bytes": %d, "clients_cut_off": %d, \
        "simulator_late_ms_p99": %d, "simulator_late_ms_max": %d, "cpu_ms": %d, "epoch": "%s"}"""
        .formatted(
            stats.clients(),
            stats.pictures(),
            stats.bytes(),
            stats.cutOff(),
            stats.lateMsP99(),
            stats.lateMsMost(),
            cpuMs,
            server.epoch());
  }
}
