package org.vigie.relay;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigie.base.Repeated;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;
import org.vigie.model.LiveViewers;

/// A camera that plays a film to whoever watches, about 25 pictures a second.
final class Pretended implements LivePictures, AutoCloseable {

  private final Film film;
  private final Instant start;
  private final LiveViewers viewers = new LiveViewers();
  private final Map<Object, CameraId> watched = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Repeated clock;
  private volatile int filler;

  Pretended(Film film, Instant start) {
    this.film = film;
    this.start = start;
    this.clock = Repeated.start("film", java.time.Duration.ofMillis(39), this::picture);
  }

  @Override
  public synchronized Lease watch(CameraId camera, LiveViewer viewer, LivePace pace) {
    boolean first = viewers.isEmpty();
    var seat = viewers.add(viewer, pace);
    if (first) {
      viewers.begin(film.format());
    }
    watched.put(seat, camera);
    return () -> {
      viewers.remove(seat);
      watched.remove(seat);
    };
  }

  /// Makes every picture larger by so many bytes.
  void swell(int bytes) {
    filler = bytes;
  }

  int viewersNow() {
    return watched.size();
  }

  int played() {
    return next.get();
  }

  private synchronized void picture() {
    viewers.accept(film.unit(next.getAndIncrement(), start, filler));
  }

  @Override
  public void close() {
    clock.close();
  }
}
