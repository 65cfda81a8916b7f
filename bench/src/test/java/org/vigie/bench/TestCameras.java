package org.vigie.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.simulator.serve.Channel;
import org.vigie.simulator.serve.Clip;
import org.vigie.simulator.serve.RtspServer;

/// RTSP cameras whose pictures are noise, each behind a tap, and a town that records them.
final class TestCameras implements AutoCloseable {

  private static final int RATE = 25;
  private static final byte[] SPS =
      HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549");
  private static final byte[] PPS = HexFormat.of().parseHex("68ebc3cb22c0");

  final List<Tap> taps = new ArrayList<>();
  private final RtspServer server;

  TestCameras(int cameras) throws IOException {
    var clocks = Clocks.system();
    var clip = Clip.of(noise(), RATE);
    var channels = new ArrayList<Channel>();
    for (int n = 1; n <= cameras; n++) {
      channels.add(new Channel("/m" + n, clip, n * 7L, n * 3_000_000L));
    }
    server = RtspServer.start(channels, 0, clocks);
    for (int n = 1; n <= cameras; n++) {
      taps.add(Tap.open("rtsp://127.0.0.1:%d/m%d".formatted(server.port(), n), clocks));
    }
  }

  /// Whether the programs that a bench starts have been built.
  static boolean programsAreBuilt() {
    var root = System.getProperty("vigie.root");
    System.setProperty("vigie.home", root);
    return Files.exists(Path.of(root, "app/target/app-" + Programs.VERSION + ".jar"))
        && Files.exists(Path.of(root, "app/target/runtime.classpath"));
  }

  Path town(Path data) throws IOException {
    return BenchTown.recorded(data, taps.size(), n -> taps.get(n - 1).address());
  }

  private static byte[] noise() {
    var random = new Random(1);
    var stream = new ByteArrayOutputStream();
    for (int i = 0; i < 4 * RATE; i++) {
      boolean key = i % RATE == 0;
      if (key) {
        unit(stream, SPS);
        unit(stream, PPS);
      }
      var slice = new byte[500 + random.nextInt(4_000)];
      for (int at = 0; at < slice.length; at++) {
        slice[at] = (byte) (1 + random.nextInt(255));
      }
      slice[0] = (byte) (key ? 0x65 : 0x41);
      slice[1] = (byte) 0x88;
      unit(stream, slice);
    }
    return stream.toByteArray();
  }

  private static void unit(ByteArrayOutputStream stream, byte[] unit) {
    stream.writeBytes(new byte[] {0, 0, 0, 1});
    stream.writeBytes(unit);
  }

  @Override
  public void close() throws IOException {
    for (var tap : taps) {
      tap.close();
    }
    server.close();
  }
}
