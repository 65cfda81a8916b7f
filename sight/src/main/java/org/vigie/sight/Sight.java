package org.vigie.sight;

import java.io.IOException;
import java.util.List;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;
import org.vigie.model.MaskedCopies;
import org.vigie.model.ObservationSink;
import org.vigie.model.SightMode;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// Starts, feeds and supervises the eyes. Safe for any thread.
public final class Sight implements LivePictures, MaskedCopies, AutoCloseable {

  private Sight() {}

  /// Starts the eyes; returns at once, they follow.
  ///
  /// @param sink receives what the eyes say, on sight's threads, one camera's in order
  /// @throws IOException if `runDir` cannot be used
  public static Sight start(SightSettings settings, ObservationSink sink, Clocks clocks)
      throws IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// The sink for the stream that the eye shall see. A camera fed again continues as a new one.
  public StreamSink feed(CameraId camera, SightMode mode) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Changes what the eye may say of a camera, from the next picture on; nothing for an unknown
  /// one.
  public void mode(CameraId camera, SightMode mode) {}

  /// Forgets a camera: nothing is said or shown of it from now on.
  public void remove(CameraId camera) {}

  /// The processes of the eyes that run now. Killing one kills that eye.
  public List<Long> eyePids() {
    return List.of();
  }

  /// How often an eye has been started again after it died or hung.
  public long restarts() {
    return 0;
  }

  /// Whether the eyes run without network, in a file system of their own.
  public boolean confined() {
    return false;
  }

  /// What has become of a camera's pictures; zeros for an unknown one.
  public SightCounts counts(CameraId camera) {
    return new SightCounts(0, 0, 0, 0, 0, 0);
  }

  @Override
  public Lease watch(CameraId camera, LiveViewer viewer) {
    throw new UnsupportedOperationException("next slice");
  }

  @Override
  public Copy mask(VideoFormat format, List<AccessUnit> units, List<BlockMask> masks)
      throws IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// Ends the eyes and all watching.
  @Override
  public void close() {}
}
