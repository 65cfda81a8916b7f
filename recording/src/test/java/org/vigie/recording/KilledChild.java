package org.vigie.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vigie.base.FakeClocks;
import org.vigie.model.CameraId;

/// Records until it is killed, and prints `CAMERA PICTURES` whenever so many pictures of a camera
/// were acknowledged.
final class KilledChild {

  private KilledChild() {}

  public static void main(String[] args) throws Exception {
    var clocks = new FakeClocks();
    var town = new Town(Path.of(args[0]), clocks, s -> s);
    var sources = new ArrayList<Source>();
    for (var name : List.of("a", "b", "c")) {
      var source = town.source(new CameraId(name), name.hashCode());
      source.pause(Duration.ofSeconds(5));
      source.mostBytes = 30_000;
      source.begin(Source.SMALL);
      sources.add(source);
    }
    for (int round = 0; ; round++) {
      for (var source : sources) {
        source.send(7);
      }
      // The flushers run beside this all the time; waiting here only keeps the queue short.
      town.recorder.flush();
      for (var state : town.recorder.states()) {
        var source =
            sources.stream().filter(s -> s.camera.equals(state.camera())).findFirst().orElseThrow();
        var durable = state.durableUntil();
        if (durable.isPresent()) {
          long pictures =
              source.sent.stream().filter(u -> u.wall().isBefore(durable.get())).count();
          System.out.println(state.camera() + " " + pictures);
        }
      }
      System.out.flush();
    }
  }
}
