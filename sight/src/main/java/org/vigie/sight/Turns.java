package org.vigie.sight;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.link.wire.CloseCamera;
import org.vigie.link.wire.ToEye;

/// Whose turn it is to tell an eye something: each camera one message, then the next. And what is
/// under way to the eye, so that what is lost with it is counted.
///
/// [#all], [#list] and [#add] are safe for any thread; the others are called under one lock.
final class Turns {

  /// Units under way to an eye at a time: enough that it never waits, few enough that what is let
  /// go is let go here, where it is counted.
  private static final int MOST_UNDER_WAY = 32;

  private final Map<Integer, FedCamera> cameras = new ConcurrentHashMap<>();
  private final LinkedHashSet<FedCamera> waiting = new LinkedHashSet<>();
  private final Deque<Integer> underWay = new ArrayDeque<>();
  private final Deque<Integer> leaving = new ArrayDeque<>();
  private Duration heardAt = Duration.ZERO;

  /// The eye's cameras by their numbers, those included that are about to go.
  Map<Integer, FedCamera> all() {
    return cameras;
  }

  /// Those that stay.
  List<FedCamera> list() {
    return cameras.values().stream().filter(camera -> !camera.isRemoved()).toList();
  }

  void add(FedCamera camera) {
    cameras.put(camera.number(), camera);
  }

  /// A camera has something to tell; whether that is news.
  boolean wake(int number) {
    var camera = cameras.get(number);
    return camera != null && waiting.add(camera);
  }

  /// Each may have something to tell; whether that is news.
  boolean wakeAll() {
    return waiting.addAll(cameras.values());
  }

  /// A new eye, which knows nothing.
  void beginAnew(Duration now) {
    underWay.clear();
    leaving.clear();
    heardAt = now;
    cameras.values().forEach(FedCamera::forgetEye);
    waiting.addAll(cameras.values());
  }

  /// Lets another eye have a camera: what is under way to this one counts as let go.
  ///
  /// @return nothing if this eye does not have it
  Optional<FedCamera> giveAway(int number) {
    var camera = cameras.remove(number);
    if (camera == null) {
      return Optional.empty();
    }
    waiting.remove(camera);
    while (underWay.removeFirstOccurrence(number)) {
      camera.lostUnderWay();
    }
    leaving.add(number);
    camera.forgetEye();
    return Optional.of(camera);
  }

  /// The next message, unless so much is under way that the eye has enough to do.
  Optional<ToEye> next(Duration now) {
    if (!leaving.isEmpty()) {
      var close = CloseCamera.newBuilder().setCamera(leaving.removeFirst());
      return Optional.of(ToEye.newBuilder().setClose(close).build());
    }
    while (underWay.size() < MOST_UNDER_WAY && !waiting.isEmpty()) {
      var camera = waiting.removeFirst();
      var message = camera.next();
      if (message.isPresent()) {
        waiting.addLast(camera);
        if (message.get().hasUnit()) {
          send(camera.number(), now);
        }
        return message;
      }
      if (camera.isRemoved()) {
        cameras.remove(camera.number());
      }
    }
    return Optional.empty();
  }

  private void send(int number, Duration now) {
    if (underWay.isEmpty()) {
      heardAt = now;
    }
    underWay.add(number);
  }

  /// A unit has been dealt with; whether it was still under way, and not counted as let go.
  boolean done(int number, Duration now) {
    heardAt = now;
    return underWay.removeFirstOccurrence(number);
  }

  /// How long nothing has been heard over work that is under way; zero where there is none.
  Duration silence(Duration now) {
    return underWay.isEmpty() ? Duration.ZERO : now.minus(heardAt);
  }

  /// The eye has died: what was under way is lost.
  void lose() {
    for (int number : underWay) {
      var camera = cameras.get(number);
      if (camera != null) {
        camera.lostUnderWay();
      }
    }
    underWay.clear();
  }
}
