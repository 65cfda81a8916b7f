package org.vigie.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vigie.desk.Flow;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;

/// Counts as they are sent: sorted into hours or days, line by line and zone by zone.
final class CountAnswers {

  private CountAnswers() {}

  record BinAnswer(Instant from, Instant to) {}

  /// @param passages one number for each bin
  record SeriesAnswer(CoarseClass kind, String direction, int total, List<Integer> passages) {}

  /// @param watchedMinutes one number for each bin
  record LineAnswer(
      String rule, String line, List<Integer> watchedMinutes, List<SeriesAnswer> series) {}

  /// @param bin its index
  record PeopleAnswer(int bin, int most, double mean) {}

  record ZoneAnswer(
      String rule, String zone, List<Integer> watchedMinutes, List<PeopleAnswer> people) {}

  record CountsAnswer(
      CameraId camera,
      String zone,
      CountBins.By by,
      List<BinAnswer> bins,
      List<LineAnswer> lines,
      List<ZoneAnswer> zones) {}

  private record Place(String rule, String place) {}

  private record Class(CoarseClass kind, String direction) {}

  static CountsAnswer of(
      CameraView camera, String zone, CountBins.By by, CountBins bins, Flow flow) {
    return new CountsAnswer(
        camera.id(),
        zone,
        by,
        bins.spans().stream().map(span -> new BinAnswer(span.from(), span.to())).toList(),
        lines(camera, bins, flow),
        zones(camera, bins, flow));
  }

  private static List<LineAnswer> lines(CameraView camera, CountBins bins, Flow flow) {
    var places = places(camera, EventType.LINE_COUNT);
    flow.passages().forEach(p -> places.add(new Place(p.rule(), p.line())));
    flow.watched().stream()
        .filter(w -> w.most().isEmpty())
        .forEach(w -> places.add(new Place(w.rule(), w.zone())));
    return places.stream()
        .distinct()
        .map(
            place ->
                new LineAnswer(
                    place.rule, place.place, watched(place, bins, flow), series(place, bins, flow)))
        .toList();
  }

  private static List<ZoneAnswer> zones(CameraView camera, CountBins bins, Flow flow) {
    var places = places(camera, EventType.DENSITY);
    flow.watched().stream()
        .filter(w -> w.most().isPresent())
        .forEach(w -> places.add(new Place(w.rule(), w.zone())));
    return places.stream()
        .distinct()
        .map(
            place ->
                new ZoneAnswer(
                    place.rule, place.place, watched(place, bins, flow), people(place, bins, flow)))
        .toList();
  }

  /// Those of the rules in force, so that a line over which nobody came is shown too.
  private static List<Place> places(CameraView camera, EventType event) {
    var places = new ArrayList<Place>();
    for (var rule : camera.rules()) {
      if (rule.event() == event) {
        places.add(new Place(rule.id(), rule.zone()));
      }
    }
    return places;
  }

  private static List<Integer> watched(Place place, CountBins bins, Flow flow) {
    var minutes = new int[bins.size()];
    for (var watched : flow.watched()) {
      if (place.equals(new Place(watched.rule(), watched.zone()))) {
        bins.find(watched.quarter()).ifPresent(bin -> minutes[bin] += watched.minutes());
      }
    }
    return IntStream.of(minutes).boxed().toList();
  }

  private static List<SeriesAnswer> series(Place place, CountBins bins, Flow flow) {
    Map<Class, int[]> series = new LinkedHashMap<>();
    for (var kind : CoarseClass.values()) {
      for (var direction : List.of("forward", "back")) {
        series.put(new Class(kind, direction), new int[bins.size()]);
      }
    }
    for (var passages : flow.passages()) {
      if (place.equals(new Place(passages.rule(), passages.line()))) {
        var numbers =
            series.computeIfAbsent(
                new Class(passages.kind(), passages.direction()), c -> new int[bins.size()]);
        bins.find(passages.quarter()).ifPresent(bin -> numbers[bin] += passages.number());
      }
    }
    return series.entrySet().stream()
        .filter(one -> IntStream.of(one.getValue()).anyMatch(n -> n > 0))
        .map(
            one ->
                new SeriesAnswer(
                    one.getKey().kind,
                    one.getKey().direction,
                    IntStream.of(one.getValue()).sum(),
                    IntStream.of(one.getValue()).boxed().toList()))
        .toList();
  }

  /// Quarters count by how long they were watched.
  private static List<PeopleAnswer> people(Place place, CountBins bins, Flow flow) {
    var most = new int[bins.size()];
    var sums = new double[bins.size()];
    var minutes = new int[bins.size()];
    for (var watched : flow.watched()) {
      var bin = bins.find(watched.quarter());
      if (place.equals(new Place(watched.rule(), watched.zone()))
          && bin.isPresent()
          && watched.mean().isPresent()) {
        int at = bin.getAsInt();
        most[at] = Math.max(most[at], watched.most().orElse(0));
        sums[at] += watched.mean().getAsDouble() * watched.minutes();
        minutes[at] += watched.minutes();
      }
    }
    return IntStream.range(0, bins.size())
        .filter(bin -> minutes[bin] > 0)
        .mapToObj(
            bin ->
                new PeopleAnswer(bin, most[bin], Math.round(10 * sums[bin] / minutes[bin]) / 10.0))
        .toList();
  }
}
