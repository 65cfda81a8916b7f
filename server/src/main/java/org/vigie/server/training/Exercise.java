package org.vigie.server.training;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// What an exercise plays: the truth of its simulated cameras, as the simulator wrote it down.
/// Pure.
///
/// @param scenario as its trainer chose it
/// @param seed of its scenes and of the minutes in which they come
/// @param began when its town was started
/// @param epoch when the cameras' loops began
/// @param loop how long a loop is
public record Exercise(
    String scenario,
    long seed,
    Instant began,
    Instant epoch,
    Duration loop,
    List<Scripted> cameras) {

  /// One simulated camera.
  ///
  /// @param phase how far ahead in its loop it is
  /// @param seam at which point of the loop a turn begins
  /// @param programme a sign for each turn, again and again: `1` where its events are played
  public record Scripted(
      CameraId camera, Duration phase, Duration seam, String programme, List<Event> events) {

    public Scripted {
      events = List.copyOf(events);
    }

    private boolean plays(long turn) {
      return programme.charAt((int) Math.floorMod(turn, (long) programme.length())) == '1';
    }
  }

  /// An event of a loop.
  public record Event(EventType event, String zone, Duration from, Duration to) {}

  /// An event that was really there.
  ///
  /// @param from when its condition began: the rule's patience is still to come
  public record Played(CameraId camera, EventType event, String zone, Instant from, Instant to) {}

  public Exercise {
    cameras = List.copyOf(cameras);
  }

  /// What began in a time, oldest first.
  public List<Played> played(Instant from, Instant until) {
    var played = new ArrayList<Played>();
    for (var camera : cameras) {
      long first = number(from, camera) - 1;
      long last = number(until, camera) + 1;
      for (long turn = first; turn <= last; turn++) {
        if (camera.plays(turn)) {
          var start = epoch.plus(loop.multipliedBy(turn)).minus(camera.phase);
          for (var event : camera.events) {
            var one = played(camera, event, start);
            if (!one.from.isBefore(from) && one.from.isBefore(until)) {
              played.add(one);
            }
          }
        }
      }
    }
    played.sort(Comparator.comparing(Played::from).thenComparing(one -> one.camera().value()));
    return played;
  }

  private long number(Instant at, Scripted camera) {
    return Math.floorDiv(
        Duration.between(epoch.minus(camera.phase), at).toMillis(), loop.toMillis());
  }

  /// A second before the seam is of the turn that the loop before began.
  private Played played(Scripted camera, Event event, Instant start) {
    var from = event.from.compareTo(camera.seam) < 0 ? event.from.plus(loop) : event.from;
    var to = event.to.compareTo(camera.seam) < 0 ? event.to.plus(loop) : event.to;
    return new Played(camera.camera, event.event, event.zone, start.plus(from), start.plus(to));
  }
}
