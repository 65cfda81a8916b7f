package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.desk.Alert;
import org.vigie.desk.Desk;
import org.vigie.desk.Precision;
import org.vigie.desk.StateUnavailable;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.CameraId;

/// Reminds a person who confirms again and again without having opened the picture that rules are
/// wrong at times, and how often (R21): once an hour at most, to that person alone.
///
/// What was opened is known of the last alerts only, and forgotten with the program. Safe for any
/// thread.
final class Attention {

  /// So many confirmations in a row, none of them with the picture opened before.
  static final int IN_A_ROW = 5;

  static final Duration BETWEEN = Duration.ofHours(1);

  /// How many opened alerts are remembered of one person.
  private static final int MOST_OPENED = 500;

  /// What a person is reminded of.
  ///
  /// @param confirms how many they confirmed in a row
  /// @param judged how many verdicts there are on the rules of those alerts
  /// @param wrong how many of these dismissed
  record Reminder(Instant at, int confirms, int judged, int wrong) {}

  private static final class Habits {
    final Set<Long> opened =
        Collections.newSetFromMap(
            new LinkedHashMap<>() {
              private static final long serialVersionUID = 1L;

              @Override
              protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                return size() > MOST_OPENED;
              }
            });
    final List<Alert> unopened = new ArrayList<>();
    @Nullable Duration reminded;
    @Nullable Reminder reminder;
  }

  private static final System.Logger LOG = System.getLogger(Attention.class.getName());

  private final Governance governance;
  private final Desk desk;
  private final Clocks clocks;
  private final Map<String, Habits> people = new HashMap<>();

  Attention(Town town) {
    this.governance = town.governance();
    this.desk = town.desk();
    this.clocks = town.clocks();
  }

  /// A person has fetched an alert's clip or still.
  synchronized void opened(String person, long alert) {
    var unused = habits(person).opened.add(alert);
  }

  /// A person has dismissed an alert: whoever weighs does not need the reminder.
  synchronized void dismissed(String person) {
    habits(person).unopened.clear();
  }

  /// A person has confirmed an alert. A reminder that follows is in the ledger first.
  synchronized void confirmed(String person, Alert alert) {
    var habits = habits(person);
    if (habits.opened.contains(alert.id())) {
      habits.unopened.clear();
      return;
    }
    habits.unopened.add(alert);
    var now = clocks.elapsed();
    boolean lately = habits.reminded != null && now.minus(habits.reminded).compareTo(BETWEEN) < 0;
    if (habits.unopened.size() >= IN_A_ROW && !lately) {
      try {
        remind(person, habits, now);
      } catch (LedgerUnavailable | StateUnavailable e) {
        // The verdict stands; the reminder is tried again with the next one.
        LOG.log(System.Logger.Level.WARNING, "Nobody is reminded: {0}", e.getMessage());
      }
    }
  }

  private void remind(String person, Habits habits, Duration now) {
    int right = 0;
    int wrong = 0;
    record Rule(CameraId camera, String rule) {}
    for (var rule :
        habits.unopened.stream()
            .map(alert -> new Rule(alert.camera(), alert.rule()))
            .distinct()
            .toList()) {
      Precision measured = desk.precision(rule.camera(), rule.rule());
      right += measured.confirmed();
      wrong += measured.dismissed();
    }
    var reminder = new Reminder(clocks.wall(), habits.unopened.size(), right + wrong, wrong);
    governance.note(
        "desk.reminded",
        Actors.VIGIE,
        Map.of(
            "person", person,
            "confirms", (long) reminder.confirms(),
            "judged", (long) reminder.judged(),
            "dismissed", (long) reminder.wrong()));
    habits.reminder = reminder;
    habits.reminded = now;
    habits.unopened.clear();
  }

  /// What a person was reminded of within the last hour.
  synchronized Optional<Reminder> reminder(String person) {
    var habits = people.get(person);
    if (habits == null
        || habits.reminded == null
        || clocks.elapsed().minus(habits.reminded).compareTo(BETWEEN) >= 0) {
      return Optional.empty();
    }
    return Optional.ofNullable(habits.reminder);
  }

  private Habits habits(String person) {
    return people.computeIfAbsent(person, id -> new Habits());
  }
}
