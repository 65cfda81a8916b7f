package org.vigie.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vigie.model.CameraId;
import org.vigie.model.ClearPictures;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;
import org.vigie.model.StreamSink;

/// The cameras' main streams, for whoever sees them clear. Viewers stay while their camera's
/// session
/// comes and goes. Safe for any thread.
public final class ClearTaps implements ClearPictures {

  private final Map<CameraId, ClearTap> taps = new ConcurrentHashMap<>();

  /// The sink for a camera's main stream, what is painted over in it painted over already.
  public StreamSink tap(CameraId camera) {
    return of(camera);
  }

  /// Whether somebody sees the camera clear, so that its pictures should be fetched at once.
  public boolean isWatched(CameraId camera) {
    var tap = taps.get(camera);
    return tap != null && tap.isWatched();
  }

  @Override
  public LivePictures.Lease watch(CameraId camera, LiveViewer viewer) {
    var tap = of(camera);
    var seat = tap.add(viewer);
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        tap.remove(seat);
      }
    };
  }

  private ClearTap of(CameraId camera) {
    return taps.computeIfAbsent(camera, id -> new ClearTap());
  }
}
