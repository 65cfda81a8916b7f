package org.vigie.desk.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover.Preset;

/// One camera that may be steered: whose it is, and where it is. Times are of the elapsed clock but
/// where an [Instant] says otherwise. Safe for any thread.
final class Post {

  final CameraId camera;
  final SteerSettings settings;

  /// Held while the camera is spoken with.
  final ReentrantLock orders = new ReentrantLock();

  /// Somebody is sending it home.
  final AtomicBoolean sending = new AtomicBoolean();

  Duration lastOrder = Duration.ZERO;

  private @Nullable String holder;
  private Instant since = Instant.EPOCH;
  private int given;
  private @Nullable Instant awaySince;
  private @Nullable Duration returning;
  private @Nullable Duration failed;
  private @Nullable Round round;
  private @Nullable Instant gaveUpAt;

  // Where it was sent, and, once it has come there, for how long the eye has looked at it.
  private @Nullable Preset target;
  private Duration sentAt = Duration.ZERO;
  private @Nullable Duration arrivedAt;
  private @Nullable Duration homeSeenFrom;

  Post(CameraId camera, SteerSettings settings) {
    this.camera = camera;
    this.settings = settings;
  }

  /// @param orders how many were given
  record Held(String person, Instant since, int orders) {}

  /// @param preset where it stands
  /// @param judging whether rules judge there
  synchronized SteerState state(Duration now, Optional<String> preset, boolean judging) {
    var held = holder(now);
    return new SteerState(
        held,
        held.map(person -> left(now)),
        Optional.ofNullable(awaySince),
        returning != null,
        Optional.ofNullable(round).map(one -> one.patrol.name()),
        preset,
        judging);
  }

  synchronized Optional<String> holder(Duration now) {
    return holder == null || left(now).isZero() ? Optional.empty() : Optional.of(holder);
  }

  synchronized boolean isHeldBy(String person, Duration now) {
    return holder(now).filter(person::equals).isPresent();
  }

  synchronized boolean hasRunOut(Duration now) {
    return holder != null && left(now).isZero();
  }

  /// How long whoever gave the last order keeps it.
  synchronized Duration left(Duration now) {
    var left = lastOrder.plus(Steering.HOLD).minus(now);
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized void take(String person, Instant at) {
    holder = person;
    since = at;
    given = 0;
  }

  synchronized void ordered(Duration now) {
    lastOrder = now;
    given++;
    returning = null;
    failed = null;
  }

  synchronized Optional<Held> held() {
    return holder == null ? Optional.empty() : Optional.of(new Held(holder, since, given));
  }

  /// Ends a hold, unless it has become another one.
  synchronized void letGo(Held held) {
    if (held.person().equals(holder) && held.since().equals(since)) {
      holder = null;
    }
  }

  /// Whether it has not failed to be sent home since the last order.
  synchronized boolean isFirstTry() {
    return failed == null;
  }

  /// @return whether it was at home
  synchronized boolean away(Instant at) {
    boolean first = awaySince == null;
    if (first) {
      awaySince = at;
    }
    return first;
  }

  /// Whether nobody has given an order for long enough, and it is not on its way already.
  synchronized boolean isDueHome(Duration now) {
    return awaySince != null
        && round == null
        && returning == null
        && now.minus(lastOrder).compareTo(settings.returnAfter()) >= 0
        && (failed == null || now.minus(failed).compareTo(Steering.TRY_AGAIN) >= 0);
  }

  /// The patrol under way.
  synchronized Optional<Round> round() {
    return Optional.ofNullable(round);
  }

  synchronized void begin(Round next) {
    round = next;
    returning = null;
    failed = null;
  }

  /// @return the one that is over
  synchronized Optional<Round> endRound() {
    var former = Optional.ofNullable(round);
    round = null;
    return former;
  }

  /// Whether its round began in the round's own hours: a person's goes on outside them.
  synchronized boolean isOfHours() {
    var now = round;
    return now != null && now.patrol.hours().filter(hours -> hours.holds(now.since)).isPresent();
  }

  /// A round that failed does not begin by itself for a while.
  synchronized void gaveUp(Instant at) {
    gaveUpAt = at;
  }

  /// Whether it looks where its zones are drawn, and nobody has it.
  synchronized boolean isFree(Duration now) {
    return awaySince == null && round == null && holder(now).isEmpty();
  }

  synchronized boolean hasGivenUp(Instant now) {
    return gaveUpAt != null && now.isBefore(gaveUpAt.plus(Steering.REST));
  }

  synchronized void returning(Duration now) {
    returning = now;
    failed = null;
  }

  synchronized void failed(Duration now) {
    failed = now;
  }

  /// It was sent to a place; nothing is known of its arrival yet.
  synchronized void sent(Preset to, Duration now) {
    target = to;
    sentAt = now;
    arrivedAt = null;
  }

  /// Another order was given, or it is not where it was sent any more.
  synchronized void leave() {
    target = null;
    arrivedAt = null;
    homeSeenFrom = null;
  }

  synchronized Optional<Preset> target() {
    return Optional.ofNullable(target);
  }

  synchronized Duration sentAt() {
    return sentAt;
  }

  synchronized Optional<Duration> arrivedAt() {
    return Optional.ofNullable(arrivedAt);
  }

  synchronized void arrived(@Nullable Duration now) {
    arrivedAt = now;
  }

  /// Since when the eye looks at its home again.
  synchronized Optional<Duration> homeSeenFrom() {
    return Optional.ofNullable(homeSeenFrom);
  }

  synchronized void homeSeen(Duration now) {
    homeSeenFrom = now;
  }

  synchronized Optional<Duration> returning() {
    return Optional.ofNullable(returning);
  }

  synchronized void home() {
    awaySince = null;
    returning = null;
  }
}
