package org.vigie.server;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;

/// Shows real encoded pictures to whoever watches, each when the test says so.
final class FakeLive implements LivePictures {

  private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

  final Pictures pictures = new Pictures();
  private final Map<LiveViewer, LivePace> viewers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Lease watch(CameraId camera, LiveViewer viewer, LivePace pace) {
    viewer.begin(pictures.format());
    viewers.put(viewer, pace);
    return () -> viewers.remove(viewer);
  }

  int viewers() {
    return viewers.size();
  }

  /// Those who want key pictures only.
  long keyViewers() {
    return viewers.values().stream().filter(pace -> pace == LivePace.KEY).count();
  }

  /// Takes the next picture; the first is a key frame.
  void picture() {
    picture(0);
  }

  /// As the other, made larger by a filler NAL unit.
  void picture(int filler) {
    var unit = pictures.padded(next.getAndIncrement(), START, filler);
    viewers.keySet().forEach(viewer -> viewer.accept(unit));
  }

  void interrupt(String reason) {
    viewers.keySet().forEach(viewer -> viewer.interrupted(reason));
  }
}
