package org.vigie.bench.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.simulator.stage.StageFilm;

/// What one picture really shows, counted in the blocks of masks.
///
/// @param person pixels of each block that show a person
/// @param empty pixels of each block that show nobody and nothing that passes
record PictureTruth(short[] person, short[] empty, List<Head> heads) {

  PictureTruth {
    heads = List.copyOf(heads);
  }

  /// Of the picture that was drawn last.
  static PictureTruth of(StageFilm film, Grid grid, int[] blockOf) {
    var persons = film.persons();
    var person = new short[grid.columns() * grid.rows()];
    var empty = new short[person.length];
    Map<Integer, Map<Integer, Integer>> heads = new TreeMap<>();
    for (int pixel = 0; pixel < blockOf.length; pixel++) {
      int block = blockOf[pixel];
      if (persons.isEmpty(pixel)) {
        empty[block]++;
      } else if (persons.at(pixel) >= 0) {
        person[block]++;
        if (persons.isHead(pixel)) {
          heads
              .computeIfAbsent(persons.at(pixel), who -> new TreeMap<>())
              .merge(block, 1, Integer::sum);
        }
      }
    }
    var list = new ArrayList<Head>();
    heads.forEach(
        (who, counts) ->
            list.add(
                new Head(
                    who,
                    counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    counts.values().stream().mapToInt(Integer::intValue).toArray())));
    return new PictureTruth(person, empty, list);
  }
}
