package org.vigie.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageFilmTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int RATE = StagedScene.RATE;
  private static final int SECONDS = 40;

  private final byte[] i420 = new byte[WIDTH * HEIGHT * 3 / 2];

  @ParameterizedTest
  @EnumSource(StageKind.class)
  void every_kind_shows_somebody_and_the_same_seed_the_same_picture(StageKind kind) {
    var film = film(kind, 3);
    int pictures = 0;
    for (int i = 0; i < SECONDS * RATE; i += 10) {
      film.draw(i, i420);
      pictures += personPixels(film).isEmpty() ? 0 : 1;
    }
    assertThat(pictures).as("pictures of %s with somebody", kind).isGreaterThan(3);

    var again = film(kind, 3);
    film.draw(171, i420);
    var first = i420.clone();
    again.draw(171, i420);
    assertThat(i420).isEqualTo(first);
  }

  @Test
  void another_seed_is_another_scene() {
    film(StageKind.DAY, 3).draw(100, i420);
    var first = i420.clone();
    film(StageKind.DAY, 4).draw(100, i420);
    assertThat(i420).isNotEqualTo(first);
  }

  @Test
  void the_truth_marks_the_pixels_that_a_person_changes_and_no_others() {
    var film = film(StageKind.STANDING, 5);
    var empty = film(StageKind.STANDING, 5);
    var nobody = new byte[i420.length];
    // Long before anybody comes, in the same light: it comes back every 19 s.
    empty.draw((30 - 60 * 19) * RATE, nobody);
    film.draw(30 * RATE, i420);
    var persons = personPixels(film);
    assertThat(persons.cardinality()).isPositive();

    double inside = difference(i420, nobody, persons);
    var outside = new BitSet();
    outside.set(0, WIDTH * HEIGHT);
    outside.andNot(persons);
    assertThat(inside).isGreaterThan(6 * difference(i420, nobody, outside));
  }

  @Test
  void heads_are_parts_of_people_and_stand_on_top() {
    var film = film(StageKind.CROWD, 2);
    film.draw(200, i420);
    var persons = film.persons();
    int heads = 0;
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      if (persons.isHead(pixel)) {
        heads++;
        assertThat(persons.at(pixel)).isNotNegative();
      }
    }
    int all = personPixels(film).cardinality();
    assertThat(heads).isBetween(all / 40, all / 4);
  }

  @Test
  void who_is_there_from_the_start_stands_almost_still_and_sways() {
    var film = film(StageKind.FROM_THE_START, 6);
    film.draw(0, i420);
    var first = byPerson(film);
    film.draw(1, i420);
    var next = byPerson(film);
    var standing =
        first.keySet().stream()
            .filter(
                who -> 8 * changed(of(first, who), of(next, who)) < of(first, who).cardinality())
            .toList();
    assertThat(standing).isNotEmpty();

    boolean swayed = false;
    for (int i = 0; i < 100 && !swayed; i += 5) {
      film.draw(i, i420);
      var now = byPerson(film);
      for (int who : standing) {
        swayed |= changed(of(first, who), of(now, who)) > 0;
      }
    }
    assertThat(swayed).isTrue();
  }

  private static BitSet of(Map<Integer, BitSet> pixels, int person) {
    return pixels.getOrDefault(person, new BitSet());
  }

  private static Map<Integer, BitSet> byPerson(StageFilm film) {
    var persons = film.persons();
    var pixels = new TreeMap<Integer, BitSet>();
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      if (persons.at(pixel) >= 0) {
        pixels.computeIfAbsent(persons.at(pixel), who -> new BitSet()).set(pixel);
      }
    }
    return pixels;
  }

  private static StageFilm film(StageKind kind, long seed) {
    return new StageFilm(StagedScene.of(kind, seed, SECONDS), WIDTH, HEIGHT);
  }

  private static BitSet personPixels(StageFilm film) {
    var persons = film.persons();
    var pixels = new BitSet();
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      if (persons.at(pixel) >= 0) {
        pixels.set(pixel);
      }
    }
    return pixels;
  }

  private static int changed(BitSet one, BitSet other) {
    var changed = (BitSet) one.clone();
    changed.xor(other);
    return changed.cardinality();
  }

  private static double difference(byte[] a, byte[] b, BitSet where) {
    double sum = 0;
    for (int i = where.nextSetBit(0); i >= 0; i = where.nextSetBit(i + 1)) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return sum / where.cardinality();
  }
}
