package org.vigie.governance.viewing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What one person asked for in this month, as far as a limit still needs it. What has been noticed
/// once is not noticed again before the stretch of time that its limit speaks of has gone by.
///
/// Single-threaded; all of it is bounded.
final class PersonViewing {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofHours(24);

  /// Stretches that begin within so long show one moment.
  private static final Duration MOMENT = Duration.ofSeconds(30);

  private static final Duration LONGEST_FOLLOWED = Duration.ofMinutes(10);

  private static final int MOST_IN_AN_HOUR = 2_000;
  private static final int MOST_OF_A_CAMERA = 200;
  private static final int MOST_REASONS = 500;

  private final String person;
  private final Consumer<Noticed> notice;
  private final Deque<Asked> lastHour = new ArrayDeque<>();
  private final Map<String, Deque<Asked>> lastDay = new TreeMap<>();
  private final Deque<Asked> refusals = new ArrayDeque<>();

  /// The nights and days that are not over, in the order of their ends.
  private final List<Gathered> gathered = new ArrayList<>();
  private final Map<String, Instant> restUntil = new HashMap<>();

  /// By reason, the one used last at the end; a full list was noticed.
  private final LinkedHashMap<String, List<Asked>> reasons = new LinkedHashMap<>(16, 0.75f, true);

  PersonViewing(String person, Consumer<Noticed> notice) {
    this.person = person;
    this.notice = notice;
  }

  /// Hands over the nights and days that are over by now.
  void until(Instant now) {
    while (!gathered.isEmpty() && gathered.getFirst().isOver(now)) {
      notice.accept(gathered.removeFirst().noticed());
    }
  }

  /// Hands over what the month's end cuts off.
  void endMonth() {
    gathered.forEach(one -> notice.accept(one.noticed()));
    gathered.clear();
  }

  /// @param alert it is the clip of an alert: what operators are there for, at any hour
  void asked(Asked asked, boolean alert, ViewingLimits limits) {
    if (!alert) {
      atNight(asked, limits);
    }
    if (asked.use() == Asked.Use.IN_CASE) {
      return;
    }
    samePlace(asked, limits);
    if (alert) {
      return;
    }
    if (!asked.use().isLift()) {
      reason(asked, limits);
    }
    keep(lastHour, asked, HOUR, MOST_IN_AN_HOUR);
    manyCameras(asked, limits);
    acrossCameras(asked, limits);
  }

  private void atNight(Asked asked, ViewingLimits limits) {
    var local = asked.at().atZone(limits.zone());
    if (limits.isNight(local.toLocalTime())) {
      boolean ends = local.toLocalTime().isBefore(limits.nightTo());
      var day = ends ? local.toLocalDate() : local.toLocalDate().plusDays(1);
      gather(ViewingKind.AT_NIGHT, asked, instant(day, limits.nightTo(), limits));
    }
  }

  private void reason(Asked asked, ViewingLimits limits) {
    long letters = asked.reason().codePoints().filter(Character::isLetterOrDigit).count();
    if (letters < limits.shortReasonLetters()) {
      var tomorrow = asked.at().atZone(limits.zone()).toLocalDate().plusDays(1);
      gather(ViewingKind.SHORT_REASON, asked, instant(tomorrow, LocalTime.MIN, limits));
      return;
    }
    // The reference of a case stands on each of its copies, as it should; and one playback comes in
    // many films.
    if (asked.use() == Asked.Use.COPIED || lastHour.stream().anyMatch(asked::goesOn)) {
      return;
    }
    var words = asked.reason().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    var same = reasons.computeIfAbsent(words, word -> new ArrayList<>());
    if (same.size() <= limits.sameReasonPerMonth()) {
      same.add(asked);
      if (same.size() > limits.sameReasonPerMonth()) {
        notice(ViewingKind.SAME_REASON, same, same.size());
      }
    }
    if (reasons.size() > MOST_REASONS) {
      reasons.pollFirstEntry();
    }
  }

  private static Instant instant(LocalDate day, LocalTime time, ViewingLimits limits) {
    return day.atTime(time).atZone(limits.zone()).toInstant();
  }

  private void gather(ViewingKind kind, Asked asked, Instant end) {
    var open = gathered.stream().filter(one -> one.isOf(kind, end)).findFirst();
    if (open.isPresent()) {
      open.get().add(asked);
    } else {
      var begun = new Gathered(kind, asked, person, end);
      begun.add(asked);
      gathered.add(begun);
      gathered.sort(Comparator.comparing(Gathered::end).thenComparing(Gathered::kind));
    }
  }

  private void samePlace(Asked asked, ViewingLimits limits) {
    for (var camera : asked.cameras()) {
      var earlier = lastDay.computeIfAbsent(camera, first -> new ArrayDeque<>());
      keep(earlier, asked, DAY, MOST_OF_A_CAMERA);
      var same = earlier.stream().filter(asked::isOfSameStretch).toList();
      if (same.size() > limits.samePlacePerDay()
          && mayNotice(ViewingKind.SAME_PLACE + " " + camera, asked.at(), DAY)) {
        notice.accept(
            new Noticed(
                ViewingKind.SAME_PLACE,
                person,
                List.of(camera),
                same.getFirst().at(),
                asked.at(),
                same.size(),
                indexes(same)));
      }
    }
  }

  private void manyCameras(Asked asked, ViewingLimits limits) {
    var cameras = cameras(lastHour);
    if (cameras.size() > limits.camerasPerHour()
        && mayNotice(ViewingKind.MANY_CAMERAS.name(), asked.at(), HOUR)) {
      notice(ViewingKind.MANY_CAMERAS, lastHour, cameras.size());
    }
  }

  /// The stretches around this one that follow one another, in the order in which they were
  /// recorded, whatever the order in which they were asked for.
  private void acrossCameras(Asked asked, ViewingLimits limits) {
    if (asked.use() == Asked.Use.COPIED) {
      return;
    }
    var chain = new ArrayList<Asked>();
    var end = Instant.MIN;
    boolean holds = false;
    for (var one : looked()) {
      if (!chain.isEmpty() && one.span().from().isAfter(end.plus(limits.followedGap()))) {
        if (holds) {
          break;
        }
        chain.clear();
        end = Instant.MIN;
      }
      chain.add(one);
      holds |= one.index() == asked.index();
      end = one.span().to().isAfter(end) ? one.span().to() : end;
    }
    var cameras = cameras(chain);
    if (holds
        && cameras.size() >= limits.followedCameras()
        && !isOneMoment(chain)
        && mayNotice(ViewingKind.ACROSS_CAMERAS.name(), asked.at(), HOUR)) {
      chain.sort(Comparator.comparing(Asked::index));
      notice(ViewingKind.ACROSS_CAMERAS, chain, cameras.size());
    }
  }

  /// Several cameras of one moment show a place from its sides, however long they are then seen in
  /// step; whoever follows somebody goes on to the next camera in time.
  private static boolean isOneMoment(List<Asked> chain) {
    var begins = new HashMap<String, Instant>();
    for (var one : chain) {
      for (var camera : one.cameras()) {
        begins.merge(camera, one.span().from(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    var sorted = begins.values().stream().sorted().toList();
    return Duration.between(sorted.getFirst(), sorted.getLast()).compareTo(MOMENT) < 0;
  }

  /// What is longer than any film or lift was looked through for a moment, which follows nobody.
  private List<Asked> looked() {
    return lastHour.stream()
        .filter(one -> one.use() != Asked.Use.COPIED)
        .filter(one -> one.span().length().compareTo(LONGEST_FOLLOWED) <= 0)
        .sorted(Comparator.comparing((Asked one) -> one.span().from()).thenComparing(Asked::index))
        .toList();
  }

  /// @param refused what was asked for, or at least when
  void refused(Asked refused, ViewingLimits limits) {
    keep(refusals, refused, HOUR, MOST_IN_AN_HOUR);
    if (refusals.size() > limits.refusalsPerHour()
        && mayNotice(ViewingKind.REFUSALS.name(), refused.at(), HOUR)) {
      notice(ViewingKind.REFUSALS, refusals, refusals.size());
    }
  }

  private boolean mayNotice(String what, Instant at, Duration rest) {
    if (at.isBefore(restUntil.getOrDefault(what, Instant.MIN))) {
      return false;
    }
    restUntil.put(what, at.plus(rest));
    return true;
  }

  private void notice(ViewingKind kind, Collection<Asked> of, long times) {
    var list = List.copyOf(of);
    notice.accept(
        new Noticed(
            kind,
            person,
            List.copyOf(cameras(of)),
            list.getFirst().at(),
            list.getLast().at(),
            times,
            indexes(list)));
  }

  private static Set<String> cameras(Collection<Asked> of) {
    var cameras = new TreeSet<String>();
    of.forEach(one -> cameras.addAll(one.cameras()));
    return cameras;
  }

  private static List<Long> indexes(Collection<Asked> of) {
    return of.stream().map(Asked::index).toList();
  }

  private static void keep(Deque<Asked> window, Asked next, Duration within, int most) {
    window.addLast(next);
    var begin = next.at().minus(within);
    while (window.size() > most || window.getFirst().at().isBefore(begin)) {
      window.removeFirst();
    }
  }
}
