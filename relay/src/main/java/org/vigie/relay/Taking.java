package org.vigie.relay;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.Refused;
import org.vigie.governance.relay.RelayLeave;
import org.vigie.model.CameraId;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveQueue;
import org.vigie.model.VideoFormat;

/// One connection's taking of one camera: its leave, and the pictures that wait for it. Closed by
/// its connection.
final class Taking implements AutoCloseable {

  private final Streams streams;
  private final CameraId camera;
  private final boolean clear;
  private final RelayLeave leave;
  private LiveQueue queue;
  private LivePictures.Lease lease;
  private @Nullable VideoFormat format;
  private String trouble = "";

  private Taking(Streams streams, CameraId camera, boolean clear, RelayLeave leave) {
    this.streams = streams;
    this.camera = camera;
    this.clear = clear;
    this.leave = leave;
    this.queue = new LiveQueue(streams.clocks());
    this.lease = streams.watch(clear, camera, queue);
  }

  /// Enters the beginning into the ledger and begins to watch.
  ///
  /// @param from the address of the partner's machine
  /// @throws Refused with what speaks against it
  static Taking begin(Streams streams, String relay, CameraId camera, String from) throws Refused {
    var leave = streams.relays().enter(relay, camera, from);
    try {
      boolean clear = streams.relays().find(relay).orElseThrow().clear();
      return new Taking(streams, camera, clear, leave);
    } catch (RuntimeException e) {
      leave.leave();
      throw e;
    }
  }

  CameraId camera() {
    return camera;
  }

  boolean clear() {
    return clear;
  }

  RelayLeave leave() {
    return leave;
  }

  /// The format of the stream, once there is one.
  ///
  /// @return nothing if there is none within `patience`; [#trouble] may say why
  Optional<VideoFormat> format(Duration patience) throws InterruptedException {
    var end = streams.clocks().elapsed().plus(patience);
    while (format == null) {
      var left = end.minus(streams.clocks().elapsed());
      if (!left.isPositive()) {
        return Optional.empty();
      }
      queue.next(left).ifPresent(this::note);
    }
    return Optional.ofNullable(format);
  }

  private void note(LiveQueue.Item item) {
    switch (item) {
      case LiveQueue.Item.Format(var begun) -> format = begun;
      case LiveQueue.Item.Interrupted(var reason) -> trouble = reason;
      case LiveQueue.Item.Picture picture -> {
        // Whoever asks what the stream is does not see it yet.
      }
      case LiveQueue.Item.Dropped dropped -> {
        // Nobody was waiting for them.
      }
    }
  }

  /// Why there are no pictures; empty where nothing was said.
  String trouble() {
    return trouble;
  }

  /// Lets go of what has waited, so that the stream is entered at its next key picture. The old
  /// seat is given up last: the camera is watched all the while.
  void enterAnew() {
    var before = lease;
    queue = new LiveQueue(streams.clocks());
    lease = streams.watch(clear, camera, queue);
    before.close();
  }

  Optional<LiveQueue.Item> next(Duration patience) throws InterruptedException {
    return queue.next(patience);
  }

  @Override
  public void close() {
    lease.close();
    leave.leave();
  }
}
