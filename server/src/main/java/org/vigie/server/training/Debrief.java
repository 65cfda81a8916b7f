package org.vigie.server.training;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigie.desk.Alert;
import org.vigie.desk.DismissReason;
import org.vigie.desk.Verdict;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.server.training.Exercise.Played;

/// What came of an exercise: each event that was really there, with its alert and what was made of
/// it, and each alert that was about none. Pure: the same exercise and alerts give the same.
///
/// @param events what was played, oldest first
/// @param unfounded alerts about which nothing was played, oldest first
public record Debrief(List<Row> events, List<Row> unfounded) {

  /// The eye sees an event a little before or after geometry says it holds.
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(5);

  /// How an event ended for whoever was trained.
  public enum Outcome {
    /// Confirmed what was there, or dismissed what was not.
    RIGHT,
    /// Dismissed what was there, or confirmed what was not.
    WRONG,
    /// Opened and not judged yet.
    OPENED,
    /// Nobody has opened its alert.
    UNOPENED,
    /// The rule gave no alert of it: not the trainee's doing.
    NO_ALERT,
    /// It is not over yet, and there may still be an alert.
    UNDER_WAY
  }

  /// One event, or one alert about none.
  ///
  /// @param from when it was really there; absent for an alert about nothing
  /// @param alert the number of its alert
  /// @param came when the alert was raised
  /// @param opened when somebody opened it first
  /// @param judged when the verdict was given
  /// @param person who gave it
  /// @param dismissed why, where it was dismissed
  public record Row(
      CameraId camera,
      EventType event,
      String zone,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Long> alert,
      Optional<Instant> came,
      Optional<Instant> opened,
      Optional<Instant> judged,
      Optional<String> person,
      Optional<Alert.State> verdict,
      Optional<DismissReason> dismissed,
      Outcome outcome) {

    /// From the alert to its verdict.
    public Optional<Duration> took() {
      return judged.flatMap(end -> came.map(start -> Duration.between(start, end)));
    }

    /// From the event to its alert.
    public Optional<Duration> delay() {
      return came.flatMap(end -> from.map(start -> Duration.between(start, end)));
    }
  }

  public Debrief {
    events = List.copyOf(events);
    unfounded = List.copyOf(unfounded);
  }

  /// Holds what was played against the alerts of the same time.
  public static Debrief of(List<Played> played, Collection<Alert> alerts, Instant now) {
    var founded = new HashSet<Long>();
    var events = new ArrayList<Row>();
    for (var event : played) {
      var alert = alerts.stream().filter(one -> isAbout(one, event)).findFirst();
      alert.ifPresent(one -> founded.add(one.id()));
      events.add(row(event, alert, now));
    }
    var unfounded =
        alerts.stream()
            .filter(alert -> !founded.contains(alert.id()))
            .sorted(Comparator.comparing(Alert::raised))
            .map(Debrief::unfounded)
            .toList();
    return new Debrief(events, unfounded);
  }

  /// How many rows ended so.
  public long count(Outcome outcome) {
    return rows().filter(row -> row.outcome == outcome).count();
  }

  /// The middle of the times from alert to verdict; empty where nothing was judged.
  public Optional<Duration> medianTook() {
    var all = rows().flatMap(row -> row.took().stream()).sorted().toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get((all.size() - 1) / 2));
  }

  private Stream<Row> rows() {
    return Stream.concat(events.stream(), unfounded.stream());
  }

  private static boolean isAbout(Alert alert, Played event) {
    return alert.camera().equals(event.camera())
        && alert.event() == event.event()
        && alert.zone().equals(event.zone())
        && !alert.last().isBefore(event.from().minus(BEFORE))
        && !alert.from().isAfter(event.to().plus(AFTER));
  }

  private static Row row(Played event, Optional<Alert> found, Instant now) {
    var silent = now.isBefore(event.to().plus(AFTER)) ? Outcome.UNDER_WAY : Outcome.NO_ALERT;
    return new Row(
        event.camera(),
        event.event(),
        event.zone(),
        Optional.of(event.from()),
        Optional.of(event.to()),
        found.map(Alert::id),
        found.map(Alert::raised),
        found.flatMap(Alert::seen).map(Alert.Seen::at),
        found.flatMap(Alert::verdict).map(Verdict::at),
        found.flatMap(Alert::verdict).map(Verdict::person),
        found.filter(alert -> !alert.isWaiting()).map(Alert::state),
        found.flatMap(Debrief::dismissed),
        found.map(alert -> outcome(alert, Alert.State.CONFIRMED)).orElse(silent));
  }

  private static Row unfounded(Alert alert) {
    return new Row(
        alert.camera(),
        alert.event(),
        alert.zone(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(alert.id()),
        Optional.of(alert.raised()),
        alert.seen().map(Alert.Seen::at),
        alert.verdict().map(Verdict::at),
        alert.verdict().map(Verdict::person),
        alert.isWaiting() ? Optional.empty() : Optional.of(alert.state()),
        dismissed(alert),
        outcome(alert, Alert.State.DISMISSED));
  }

  private static Optional<DismissReason> dismissed(Alert alert) {
    return alert
        .verdict()
        .filter(verdict -> verdict instanceof Verdict.Dismissed)
        .map(verdict -> ((Verdict.Dismissed) verdict).reason());
  }

  /// @param right what the right verdict makes of it
  private static Outcome outcome(Alert alert, Alert.State right) {
    if (alert.isWaiting()) {
      return alert.seen().isPresent() ? Outcome.OPENED : Outcome.UNOPENED;
    }
    return alert.state() == right ? Outcome.RIGHT : Outcome.WRONG;
  }
}
