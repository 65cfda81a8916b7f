package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.model.CoarseClass;
import org.vigie.model.Track;

class TrackerWithDetectorTest {

  private static final Instant AT = Instant.parse("2031-03-30T00:59:58.250Z");
  private static final double STEP = 0.1;
  private static final double[] WHOLE = {0, 0, 320, 180};

  private final Map<String, Double> feet = new HashMap<>();
  private final Tracker tracker = new Tracker(320, 180);

  private static Thing thing(CoarseClass kind, double score, double x, double y, int w, int h) {
    return new Thing(kind, x, y, x + w, y + h, score, false);
  }

  private static Thing person(double score, double x) {
    return thing(CoarseClass.PERSON, score, x, 60, 14, 40);
  }

  private static Blob moving(int x, int y, int w, int h) {
    return new Blob(x, y, x + w, y + h, w * h, w * h);
  }

  private List<Track> update(List<Blob> blobs, Thing... things) {
    return update(blobs, new Glance(List.of(WHOLE), List.of(things)));
  }

  private List<Track> update(List<Blob> blobs, Glance glance) {
    tracker.update(blobs, glance, STEP, AT);
    return tracker.shown();
  }

  @Test
  void someone_who_never_moves_is_a_track_after_a_few_sure_looks() {
    for (int i = 0; i < 3; i++) {
      assertThat(update(List.of(), person(0.8, 100))).isEmpty();
    }
    var tracks = update(List.of(), person(0.8, 100));
    assertThat(tracks).hasSize(1);
    assertThat(tracks.getFirst().kind()).isEqualTo(CoarseClass.PERSON);
  }

  @Test
  void what_never_moves_and_only_just_looks_like_a_person_is_none() {
    for (int i = 0; i < 100; i++) {
      assertThat(update(List.of(), person(0.55, 100))).isEmpty();
    }
  }

  @Test
  void someone_who_never_moves_and_is_not_found_three_times_is_gone() {
    for (int i = 0; i < 10; i++) {
      update(List.of(), person(0.8, 100));
    }
    update(List.of());
    assertThat(update(List.of())).hasSize(1);
    assertThat(update(List.of())).isEmpty();
  }

  @Test
  void an_unsure_box_keeps_a_track_alive_and_begins_none() {
    for (int i = 0; i < 100; i++) {
      assertThat(update(List.of(), person(0.4, 100))).isEmpty();
    }
    for (int i = 0; i < 10; i++) {
      update(List.of(), person(0.8, 200));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(update(List.of(), person(0.3, 200))).hasSize(1);
    }
  }

  @Test
  void a_parked_car_is_no_track_and_one_that_drives_is() {
    for (int i = 0; i < 50; i++) {
      assertThat(update(List.of(), thing(CoarseClass.CAR, 0.9, 100, 60, 60, 40))).isEmpty();
    }
    List<Track> tracks = List.of();
    for (int i = 0; i < 15; i++) {
      tracks =
          update(
              List.of(moving(60 + 4 * i, 60, 60, 40)),
              thing(CoarseClass.CAR, 0.9, 60 + 4 * i, 60, 60, 40));
    }
    assertThat(tracks).hasSize(1);
    assertThat(tracks.getFirst().kind()).isEqualTo(CoarseClass.CAR);
  }

  @Test
  void whoever_walks_before_a_parked_car_and_is_not_found_there_keeps_the_track() {
    var id = "";
    for (int i = 0; i < 60; i++) {
      var tracks =
          update(
              List.of(moving(40 + 3 * i, 70, 12, 36)),
              thing(CoarseClass.CAR, 0.9, 100, 60, 60, 40));
      if (i > 10) {
        assertThat(tracks).as("picture %d", i).hasSize(1);
        id = id.isEmpty() ? tracks.getFirst().id() : id;
        assertThat(tracks.getFirst().id()).isEqualTo(id);
      }
    }
  }

  @Test
  void two_who_walk_as_one_blob_are_two() {
    List<Track> tracks = List.of();
    for (int i = 0; i < 15; i++) {
      tracks =
          update(
              List.of(moving(60 + 2 * i, 60, 32, 40)),
              person(0.8, 60 + 2 * i),
              person(0.8, 78 + 2 * i));
    }
    assertThat(tracks).hasSize(2);
  }

  @Test
  void a_shadow_belongs_to_its_person() {
    List<Track> tracks = List.of();
    for (int i = 0; i < 30; i++) {
      tracks = update(List.of(moving(60 + 2 * i, 60, 60, 44)), person(0.8, 60 + 2 * i));
      assertThat(tracks.size()).isLessThanOrEqualTo(1);
    }
    assertThat(tracks).hasSize(1);
    assertThat(tracks.getFirst().box().width() * 320).isBetween(12.0, 18.0);
  }

  @Test
  void someone_who_fell_and_is_taken_for_an_animal_stays_a_person() {
    for (int i = 0; i < 10; i++) {
      update(List.of(moving(100 + i, 60, 14, 40)), person(0.9, 100 + i));
    }
    for (int i = 0; i < 300; i++) {
      var lying = moving(95, 88, 40, 14);
      var tracks = update(List.of(lying), thing(CoarseClass.ANIMAL, 0.8, 95, 88, 40, 14));
      assertThat(tracks).as("look %d", i).anyMatch(t -> t.kind() == CoarseClass.PERSON);
    }
  }

  @Test
  void a_dog_is_an_animal_once_it_is_beyond_doubt() {
    List<Track> tracks = List.of();
    for (int i = 0; i < 20; i++) {
      int x = 60 + 3 * i;
      tracks =
          update(List.of(moving(x, 88, 24, 14)), thing(CoarseClass.ANIMAL, 0.8, x, 88, 24, 14));
      if (i == 3) {
        assertThat(tracks).allMatch(t -> t.kind() == CoarseClass.UNKNOWN);
      }
    }
    assertThat(tracks).hasSize(1).allMatch(t -> t.kind() == CoarseClass.ANIMAL);
  }

  /// Blobs of queues begin and end anywhere: their lower edges jump against the traffic.
  @Test
  void cars_in_a_queue_that_are_one_blob_never_go_backwards() {
    for (int i = 0; i < 40; i++) {
      int y = 10 + 2 * i;
      var things = new Thing[3];
      for (int car = 0; car < 3; car++) {
        things[car] = thing(CoarseClass.CAR, 0.9, 100, y + 26 * car, 30, 22);
      }
      var queue = moving(100, y, 30, 74);
      // The detector sees every second picture only.
      var tracks =
          i % 2 == 0 ? update(List.of(queue), things) : update(List.of(queue), Glance.NONE);
      assertThat(tracks.size()).isLessThanOrEqualTo(3);
      for (var track : tracks) {
        double foot = track.box().foot().y() * 180;
        double before = feet.getOrDefault(track.id(), 0.0);
        assertThat(foot).as("picture %d", i).isGreaterThan(before - 2);
        feet.put(track.id(), foot);
      }
    }
    assertThat(tracker.shown()).hasSize(3);
    assertThat(feet).hasSize(3);
  }

  /// Between two looks nothing is known of whoever stands still: a speed that the box had when he
  /// stopped would carry it off, or let it shrink to nothing.
  @Test
  void between_two_looks_the_box_of_someone_who_stopped_stays_as_it_is() {
    for (int i = 0; i < 15; i++) {
      int height = 60 - 2 * i;
      update(
          List.of(moving(60 + 3 * i, 120 - height, 20, height)),
          thing(CoarseClass.PERSON, 0.9, 60 + 3 * i, 120 - height, 20, height));
    }
    update(List.of(), thing(CoarseClass.PERSON, 0.9, 104, 90, 20, 30));
    List<Track> tracks = List.of();
    for (int i = 0; i < 18; i++) {
      tracks = update(List.of(), Glance.NONE);
    }
    assertThat(tracks).hasSize(1);
    var box = tracks.getFirst().box();
    assertThat(box.height() * 180).isBetween(22.0, 38.0);
    assertThat(box.left() * 320).isBetween(100.0, 114.0);
  }

  @Test
  void what_a_detector_does_not_find_goes_on_by_what_moves() {
    List<Track> tracks = List.of();
    for (int i = 0; i < 30; i++) {
      tracks = update(List.of(moving(60 + 3 * i, 60, 14, 40)));
    }
    assertThat(tracks).hasSize(1);
  }
}
