package org.vigie.governance.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;

/// What stands out in how somebody looks at footage, and above all what does not.
class ViewingFoldTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final String P = "p-1";

  /// A Tuesday, 10:00:07 in Paris.
  private final Instant morning = Instant.parse("2031-03-11T09:00:07.250Z");

  private final List<Recorded> ledger = new ArrayList<>();
  private Instant now = morning;

  private void limits() {
    enter(ViewingEntries.LIMITS, "vigie", ViewingEntries.facts(ViewingLimits.usual(ZONE)));
  }

  private void enter(String kind, String actor, Map<String, Object> facts) {
    ledger.add(new Recorded(ledger.size(), now, new Entry(kind, actor, facts)));
  }

  private static Map<String, Object> footage(
      Right right, String camera, Instant from, Duration length, String reason) {
    return Map.of(
        "right",
        right,
        "cameras",
        List.of(camera),
        "from",
        from,
        "to",
        from.plus(length),
        "reason",
        reason);
  }

  private void looks(String camera, Instant from, String reason) {
    enter(
        "permit.granted", P, footage(Right.PLAY_BACK, camera, from, Duration.ofMinutes(1), reason));
  }

  private void looks(String camera, Instant from) {
    looks(camera, from, "incident " + ledger.size());
  }

  private Instant ago(int minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }

  private void pass(Duration by) {
    now = now.plus(by);
  }

  private List<Noticed> noticed() {
    return fold(Instant.MIN, ledger);
  }

  private static List<Noticed> fold(Instant from, List<Recorded> entries) {
    var fold = new ViewingFold(from);
    return entries.stream().flatMap(entry -> fold.take(entry).stream()).toList();
  }

  @Test
  void the_thirteenth_camera_within_an_hour_is_one_finding() {
    limits();
    for (int n = 1; n <= 20; n++) {
      looks("c-" + n, morning.minus(Duration.ofHours(3L * n)));
      pass(Duration.ofMinutes(1));
    }
    assertThat(noticed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(ViewingKind.MANY_CAMERAS);
              assertThat(one.person()).isEqualTo(P);
              assertThat(one.times()).isEqualTo(13);
              assertThat(one.cameras()).hasSize(13).contains("c-1", "c-13");
              assertThat(one.entries()).startsWith(1L).endsWith(13L).hasSize(13);
              assertThat(one.from()).isEqualTo(morning);
              assertThat(one.to()).isEqualTo(morning.plus(Duration.ofMinutes(12)));
            });
  }

  @Test
  void twelve_cameras_an_hour_all_day_are_none() {
    limits();
    for (int n = 0; n < 60; n++) {
      looks("c-" + n % 13, morning.minus(Duration.ofHours(2L * n)));
      pass(Duration.ofMinutes(5).plusMillis(1));
    }
    assertThat(noticed()).isEmpty();
  }

  private void lifts(String camera, Map<String, Object> more) {
    var facts = new HashMap<String, Object>(more);
    facts.putAll(Map.of("lift", "1f", "camera", camera, "ground", "PERSON_IN_DANGER"));
    enter("lift.granted", P, facts);
  }

  private void liftsLive(String camera) {
    lifts(camera, Map.of("live", true, "until", now.plus(Duration.ofMinutes(5))));
  }

  @Test
  void the_sixth_time_that_a_camera_is_seen_clear_within_a_day_is_a_finding() {
    limits();
    for (int n = 0; n < 6; n++) {
      liftsLive("beach");
      liftsLive(n % 2 == 0 ? "quay" : "yard");
      pass(Duration.ofHours(1));
    }
    assertThat(noticed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(ViewingKind.SAME_PLACE);
              assertThat(one.cameras()).containsExactly("beach");
              assertThat(one.times()).isEqualTo(6);
            });
  }

  @Test
  void seeing_clear_along_a_way_of_cameras_and_at_night_is_noticed() {
    limits();
    pass(Duration.ofHours(13)); // 23:00
    for (var camera : List.of("a", "b", "c", "d")) {
      liftsLive(camera);
      pass(Duration.ofMinutes(6));
    }
    pass(Duration.ofHours(12));
    enter("test.later", "vigie", Map.of());
    assertThat(noticed())
        .extracting(Noticed::kind)
        .containsExactly(ViewingKind.ACROSS_CAMERAS, ViewingKind.AT_NIGHT);
  }

  @Test
  void clear_footage_counts_as_footage_and_has_no_reason_of_its_own_to_be_short() {
    limits();
    for (int n = 1; n <= 13; n++) {
      lifts("c-" + n, Map.of("live", false, "from", ago(200 * n), "to", ago(200 * n - 5)));
      pass(Duration.ofMinutes(1));
    }
    assertThat(noticed()).extracting(Noticed::kind).containsExactly(ViewingKind.MANY_CAMERAS);
  }

  @Test
  void seeing_the_camera_of_a_fresh_alert_clear_is_an_operators_work_at_any_hour() {
    limits();
    pass(Duration.ofHours(15)); // 01:00
    for (int n = 1; n <= 14; n++) {
      enter("alert.raised", "vigie", Map.of("alert", n, "camera", "c-" + n, "at", now));
      pass(Duration.ofMinutes(1));
      lifts(
          "c-" + n,
          Map.of("live", true, "until", now.plus(Duration.ofMinutes(5)), "alert", (long) n));
    }
    pass(Duration.ofHours(12));
    enter("test.later", "vigie", Map.of());
    assertThat(noticed()).isEmpty();
  }

  @Test
  void a_night_is_one_finding_when_it_is_over() {
    limits();
    pass(Duration.ofHours(12).minusSeconds(8));
    looks("c-1", ago(300)); // 21:59:59
    pass(Duration.ofSeconds(2));
    looks("c-2", ago(200));
    pass(Duration.ofHours(7));
    looks("c-3", ago(100)); // 05:00
    assertThat(noticed()).isEmpty();
    pass(Duration.ofHours(1).plusMinutes(30));
    enter("session.started", P, Map.of());
    assertThat(noticed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(ViewingKind.AT_NIGHT);
              assertThat(one.cameras()).containsExactly("c-2", "c-3");
              assertThat(one.times()).isEqualTo(2);
            });
  }

  @Test
  void an_alert_s_clip_at_night_is_work_and_its_words_alone_excuse_nothing() {
    limits();
    pass(Duration.ofHours(14));
    enter("alert.raised", "vigie", Map.of("alert", 7, "camera", "c-1", "at", now));
    looks("c-1", now.minusSeconds(6), "alert 7");
    looks("c-1", now.minusSeconds(6), "still of alert 7");
    pass(Duration.ofDays(1));
    enter("session.started", P, Map.of());
    assertThat(noticed()).isEmpty();

    looks("c-2", ago(1_440), "alert 7");
    looks("c-1", ago(600), "alert 7");
    looks("c-1", ago(600), "alert 8");
    pass(Duration.ofDays(1));
    enter("session.started", P, Map.of());
    assertThat(noticed()).singleElement().extracting(Noticed::times).isEqualTo(3L);
  }

  @Test
  void the_same_stretch_six_times_in_a_day() {
    limits();
    var from = ago(300);
    for (int n = 0; n < 6; n++) {
      assertThat(noticed()).isEmpty();
      looks("c-1", from.plusSeconds(5L * n));
      pass(Duration.ofHours(1));
    }
    assertThat(noticed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(ViewingKind.SAME_PLACE);
              assertThat(one.cameras()).containsExactly("c-1");
              assertThat(one.times()).isEqualTo(6);
            });
  }

  @Test
  void one_camera_watched_on_and_on_is_no_stretch_asked_for_again() {
    limits();
    for (int n = 0; n < 100; n++) {
      looks("c-1", morning.minus(Duration.ofHours(20)).plus(Duration.ofMinutes(n)));
      pass(Duration.ofMinutes(1));
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void one_moment_seen_by_four_cameras_is_no_movement() {
    limits();
    var from = ago(120);
    for (int n = 0; n < 4; n++) {
      looks("c-" + n, from.plusSeconds(9L * n));
      pass(Duration.ofMinutes(3));
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void four_cameras_played_in_step_for_long_are_one_moment_and_one_playback_of_each() {
    limits();
    var from = ago(120);
    for (int film = 0; film < 30; film++) {
      for (int n = 0; n < 4; n++) {
        looks("c-" + n, from.plusSeconds(60L * film), "complaint of the shop");
      }
      pass(Duration.ofMinutes(1));
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void looking_through_a_day_is_neither_the_same_place_nor_a_movement() {
    limits();
    var day = ago(1_000);
    for (int n = 0; n < 4; n++) {
      enter(
          "permit.granted",
          P,
          footage(Right.PLAY_BACK, "c-" + n, day, Duration.ofHours(16), "search " + n));
      for (int look = 0; look < 4; look++) {
        looks("c-" + n, day.plus(Duration.ofMinutes(17L * n + 90L * look)));
      }
      pass(Duration.ofMinutes(4));
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void one_movement_over_four_cameras_whatever_the_order_of_asking() {
    limits();
    var from = ago(120);
    for (int n : new int[] {2, 0, 3, 1}) {
      assertThat(noticed()).isEmpty();
      // Each begins 110 s after the one before ended.
      looks("c-" + n, from.plusSeconds(170L * n));
      pass(Duration.ofMinutes(3));
    }
    assertThat(noticed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(ViewingKind.ACROSS_CAMERAS);
              assertThat(one.cameras()).containsExactly("c-0", "c-1", "c-2", "c-3");
              assertThat(one.times()).isEqualTo(4);
              assertThat(one.entries()).containsExactly(1L, 2L, 3L, 4L);
            });
  }

  @Test
  void stretches_that_do_not_touch_are_no_movement() {
    limits();
    for (int n = 0; n < 6; n++) {
      looks("c-" + n, ago(300).plusSeconds(181L * n).plusSeconds(180L * n));
      pass(Duration.ofSeconds(20));
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void what_is_looked_through_for_a_case_is_no_movement() {
    limits();
    for (int n = 0; n < 6; n++) {
      var facts = footage(Right.ANSWER_ACCESS, "c-" + n, ago(60), Duration.ofMinutes(1), "case");
      enter("permit.granted", P, facts);
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void reasons_of_hardly_a_letter_are_one_finding_a_day() {
    limits();
    for (int n = 0; n < 3; n++) {
      looks("c-1", ago(10 * n + 60), "x.. ");
    }
    pass(Duration.ofHours(10));
    looks("c-1", ago(1_000), "ok!");
    pass(Duration.ofHours(5));
    enter("session.started", P, Map.of());
    assertThat(noticed())
        .filteredOn(one -> one.kind() == ViewingKind.SHORT_REASON)
        .singleElement()
        .extracting(Noticed::times)
        .isEqualTo(4L);
  }

  @Test
  void one_reason_for_everything_and_once_a_month() {
    limits();
    for (int day = 0; day < 40; day++) {
      for (int n = 0; n < 2; n++) {
        looks("c-" + n, ago(1_000 * n + 10), n == 0 ? "Usual check" : "usual  CHECK");
      }
      pass(Duration.ofDays(1));
    }
    assertThat(noticed())
        .hasSize(2)
        .allMatch(one -> one.kind() == ViewingKind.SAME_REASON && one.times() == 21);
  }

  @Test
  void more_than_ten_refusals_in_an_hour() {
    limits();
    for (int n = 0; n < 11; n++) {
      assertThat(noticed()).isEmpty();
      var facts =
          new HashMap<>(
              footage(Right.EXPORT, "c-" + n % 3, ago(90), Duration.ofMinutes(1), "why " + n));
      facts.put("why", "You do not hold the right EXPORT.");
      enter(n % 2 == 0 ? "permit.refused" : "opening.refused", P, facts);
      pass(Duration.ofMinutes(5));
    }
    assertThat(noticed())
        .singleElement()
        .satisfies(one -> assertThat(one.kind()).isEqualTo(ViewingKind.REFUSALS));
  }

  @Test
  void a_shift_of_eight_hours_live_with_alerts_and_an_incident_is_ordinary() {
    limits();
    pass(Duration.ofHours(12)); // The night shift.
    for (int minute = 0; minute < 8 * 60; minute++) {
      for (int tile = 0; tile < 16; tile++) {
        var facts =
            Map.<String, Object>of(
                "right", Right.VIEW_LIVE, "cameras", List.of("c-" + tile), "reason", "");
        if (minute % 120 == 0) {
          enter("permit.granted", P, facts);
        }
        // A camera whose act has ended: its tile asks again by itself.
        if (tile == 3 && minute % 2 == 0) {
          enter("permit.refused", P, facts);
        }
      }
      if (minute % 20 == 0) {
        var camera = "c-" + minute / 20 % 16;
        enter("alert.raised", "vigie", Map.of("alert", minute, "camera", camera, "at", now));
        looks(camera, now.minusSeconds(6), "still of alert " + minute);
        looks(camera, now.minusSeconds(6), "alert " + minute);
        enter("permit.granted", P, Map.of("right", Right.JUDGE, "reason", "dismiss alert"));
      }
      pass(Duration.ofMinutes(1));
    }
    // By day, an incident seen by three cameras, looked at again by the one that saw it best.
    pass(Duration.ofHours(4));
    for (int n = 0; n < 9; n++) {
      looks("c-" + n % 3, ago(20).plusSeconds(40L * (n / 3)), "incident at the market " + n / 3);
      pass(Duration.ofMinutes(1));
    }
    assertThat(noticed()).isEmpty();
  }

  @Test
  void nothing_is_noticed_before_limits_are_in_force_and_never_of_vigie_itself() {
    for (int n = 0; n < 30; n++) {
      looks("c-" + n, ago(60));
    }
    limits();
    for (int n = 0; n < 30; n++) {
      enter(
          "permit.granted",
          "vigie",
          footage(Right.PLAY_BACK, "c-" + n, ago(60), Duration.ofMinutes(1), "alert"));
    }
    assertThat(noticed()).isEmpty();
  }

  /// Several people who do anything at all, over two months.
  private void anything(long seed) {
    var random = new Random(seed);
    limits();
    for (int n = 0; n < 3_000; n++) {
      // Most of it close together, with breaks of hours; now and then the clock steps back.
      pass(
          Duration.ofSeconds(
              random.nextInt(20) == 0 ? random.nextInt(72_000) : random.nextInt(300)));
      if (random.nextInt(200) == 0) {
        pass(Duration.ofSeconds(-40));
      }
      var person = "p-" + random.nextInt(3);
      var camera = "c-" + random.nextInt(20);
      switch (random.nextInt(8)) {
        case 0 -> enter("permit.refused", person, Map.of("right", Right.STOP, "why", "no"));
        case 1 -> enter("alert.raised", "vigie", Map.of("alert", n, "camera", camera, "at", now));
        case 2 -> enter("part.sealed", "vigie", Map.of());
        default ->
            enter(
                "permit.granted",
                person,
                footage(
                    random.nextInt(5) == 0 ? Right.EXPORT : Right.PLAY_BACK,
                    camera,
                    now.minusSeconds(60L * random.nextInt(40)),
                    Duration.ofSeconds(random.nextInt(120)),
                    List.of("ok", "a usual check", "incident " + n).get(random.nextInt(3))));
      }
    }
    pass(Duration.ofDays(2));
    enter("part.sealed", "vigie", Map.of());
  }

  @Test
  void whoever_reads_only_what_it_looks_into_finds_the_same_in_the_same_order() {
    for (long seed = 0; seed < 20; seed++) {
      ledger.clear();
      now = morning;
      anything(seed);
      var whole = fold(Instant.MIN, ledger);
      assertThat(whole).as("seed %d", seed).isNotEmpty().doesNotHaveDuplicates();
      assertThat(fold(Instant.MIN, ledger)).isEqualTo(whole);

      var part = new ArrayList<Noticed>();
      var fold = new ViewingFold(Instant.MIN);
      for (var entry : ledger) {
        if (ViewingFold.tells(entry.entry().kind())) {
          part.addAll(fold.take(entry));
        }
        if (entry.index() % 17 == 0) {
          part.addAll(fold.at(entry.at()));
        }
      }
      part.addAll(fold.at(now));
      assertThat(part).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void whoever_begins_with_a_month_finds_all_of_it() {
    for (long seed = 0; seed < 20; seed++) {
      ledger.clear();
      now = morning;
      anything(seed);
      var april = java.time.LocalDate.of(2031, 4, 1).atStartOfDay(ZONE).toInstant();
      var late =
          fold(Instant.MIN, ledger).stream().filter(one -> !one.from().isBefore(april)).toList();
      assertThat(fold(april, ledger)).as("seed %d", seed).isEqualTo(late);
    }
  }

  @Test
  void people_do_not_colour_each_other() {
    for (long seed = 0; seed < 20; seed++) {
      ledger.clear();
      now = morning;
      anything(seed);
      var whole = new HashSet<>(fold(Instant.MIN, ledger));
      var apart = new HashSet<Noticed>();
      for (var person : List.of("p-0", "p-1", "p-2")) {
        var others =
            ledger.stream()
                .filter(
                    entry ->
                        !entry.entry().actor().startsWith("p-")
                            || entry.entry().actor().equals(person))
                .toList();
        apart.addAll(fold(Instant.MIN, others));
      }
      assertThat(whole).as("seed %d", seed).isSubsetOf(apart);
    }
  }

  @Test
  void what_is_found_survives_the_ledger() {
    anything(5);
    for (var one : noticed()) {
      var entry = new Entry(ViewingEntries.NOTICED, "vigie", ViewingEntries.facts(one));
      assertThat(ViewingEntries.noticed(entry)).isEqualTo(one);
    }
    var limits = ViewingLimits.usual(ZONE);
    var entry = new Entry(ViewingEntries.LIMITS, "vigie", ViewingEntries.facts(limits));
    assertThat(ViewingEntries.limits(entry)).isEqualTo(limits);
  }
}
