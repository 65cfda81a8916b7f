package org.vigie.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;

/// Signals brought to a human: what was seen, where, when, how surely, and how often that rule was
/// right on that camera; nothing that could say who (R16).
///
/// @param id unique in the town, rising with time
/// @param rule the rule's id on that camera
/// @param zone the id of the zone, line or lane; empty for the whole picture
/// @param kind the coarse class that caused the first signal
/// @param from when the condition began
/// @param at when the rule decided
/// @param last when the last of its signals was given; `at` while there is one
/// @param raised when the desk raised it
/// @param confidence the surest of its signals, 0 to 1
/// @param boxes where, at `at`
/// @param signals how many it gathers, at least one
/// @param precision how often this rule was right on this camera
/// @param shadow raised while its rule was being commissioned: no operator sees it
/// @param escalatedAt when it was brought to the supervisors because nobody had opened it
/// @param clip what became of the clip that is kept of it
public record Alert(
    long id,
    CameraId camera,
    EventType event,
    String rule,
    String zone,
    CoarseClass kind,
    Instant from,
    Instant at,
    Instant last,
    Instant raised,
    double confidence,
    List<Box> boxes,
    int signals,
    Precision precision,
    boolean shadow,
    AlertClip clip,
    @Nullable Instant escalatedAt,
    @Nullable Seen firstSeen,
    @Nullable Verdict judged) {

  public Alert {
    boxes = List.copyOf(boxes);
  }

  public enum State {
    WAITING,
    CONFIRMED,
    DISMISSED
  }

  /// A person opened it.
  ///
  /// @param person pseudonymous
  public record Seen(String person, Instant at) {}

  public State state() {
    return switch (judged) {
      case null -> State.WAITING;
      case Verdict.Confirmed confirmed -> State.CONFIRMED;
      case Verdict.Dismissed dismissed -> State.DISMISSED;
    };
  }

  public boolean isWaiting() {
    return judged == null;
  }

  /// Who opened it first.
  public Optional<Seen> seen() {
    return Optional.ofNullable(firstSeen);
  }

  /// When it was brought to the supervisors, if nobody opened it in time.
  public Optional<Instant> escalated() {
    return Optional.ofNullable(escalatedAt);
  }

  public Optional<Verdict> verdict() {
    return Optional.ofNullable(judged);
  }
}
