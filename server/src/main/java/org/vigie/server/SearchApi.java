package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Alert;
import org.vigie.desk.Count;
import org.vigie.desk.Search;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;

/// Searches what was raised and what was counted, by the keys of [Search] and by no others: a
/// parameter that is none of them is refused, so that nobody believes a search took it (R47). Facts
/// only, no picture: needs no permit.
final class SearchApi {

  private static final Set<String> KEYS =
      Set.of(
          "cameras",
          "events",
          "classes",
          "zones",
          "directions",
          "states",
          "from",
          "to",
          "skip",
          "limit");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Set<String> DIRECTIONS = Set.of("forward", "back");
  private static final int MOST_NAMED = 1_000;

  private final Town town;
  private final Sights sights;

  SearchApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
  }

  ServerResponse search(ServerRequest request) {
    for (var name : request.params().keySet()) {
      if (!KEYS.contains(name)) {
        throw Problem.badRequest(
            "there is no search by anything but " + String.join(", ", sorted()));
      }
    }
    var span = Query.span(request, LONGEST);
    int limit = (int) Query.whole(request, "limit", 1, Search.MOST - 1, 50);
    var search =
        new Search(
            cameras(request),
            words(request, "events", EventType.class),
            words(request, "classes", CoarseClass.class),
            named(request, "zones").collect(Collectors.toSet()),
            directions(request),
            words(request, "states", Alert.State.class),
            span.from(),
            span.to(),
            (int) Query.whole(request, "skip", 0, Search.MOST_SKIPPED, 0),
            // One more than is shown says whether there are more.
            limit + 1);
    var found = isOfPassages(search) ? passages(search) : alerts(search);
    boolean more = found.size() > limit;
    return Json.ok(new SearchAnswer(found.subList(0, Math.min(limit, found.size())), more));
  }

  /// Passages over lines are searched where a direction is named, or nothing but them.
  private static boolean isOfPassages(Search search) {
    boolean counts = search.events().equals(Set.of(EventType.LINE_COUNT));
    if (search.directions().isEmpty()) {
      return counts;
    }
    if (!counts && !search.events().isEmpty() || !search.states().isEmpty()) {
      throw Problem.badRequest(
          "only LINE_COUNT has a direction, and nothing is decided about it: leave out the other"
              + " events and states");
    }
    return true;
  }

  private List<FoundAnswer> alerts(Search search) {
    return town.desk().search(search).stream()
        .map(alert -> FoundAnswer.of(alert, town.cameras()))
        .toList();
  }

  private List<FoundAnswer> passages(Search search) {
    return town.desk().passages(search).stream()
        .map(count -> FoundAnswer.of(count, town.cameras()))
        .toList();
  }

  private Set<CameraId> cameras(ServerRequest request) {
    var person = Asker.of(request).person();
    var wanted =
        named(request, "cameras")
            .map(id -> sights.get(person, Query.camera(id)).id())
            .collect(Collectors.toSet());
    return wanted.isEmpty() ? sights.ids(person) : wanted;
  }

  private static Set<String> directions(ServerRequest request) {
    var directions = named(request, "directions").collect(Collectors.toSet());
    if (!DIRECTIONS.containsAll(directions)) {
      throw Problem.badRequest("directions should be forward or back");
    }
    return directions;
  }

  private static <E extends Enum<E>> Set<E> words(
      ServerRequest request, String name, Class<E> type) {
    return named(request, name)
        .map(word -> Query.word(word, name, type))
        .collect(Collectors.toSet());
  }

  private static Stream<String> named(ServerRequest request, String name) {
    var text = request.param(name).orElse("");
    if (text.isEmpty()) {
      return Stream.empty();
    }
    var names = List.of(text.split(","));
    if (names.size() > MOST_NAMED) {
      throw Problem.badRequest(name + " should name at most " + MOST_NAMED);
    }
    return names.stream();
  }

  private static List<String> sorted() {
    return KEYS.stream().sorted().toList();
  }

  /// The schema `Found`.
  record FoundAnswer(
      String camera,
      String cameraName,
      Instant at,
      EventType event,
      CoarseClass kind,
      String zone,
      Optional<String> direction,
      Optional<Integer> passages,
      Optional<AlertAnswer> alert) {

    static FoundAnswer of(Alert alert, CameraDirectory cameras) {
      return new FoundAnswer(
          alert.camera().value(),
          name(alert.camera(), cameras),
          alert.at(),
          alert.event(),
          alert.kind(),
          alert.zone(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(AlertAnswer.of(alert, cameras)));
    }

    static FoundAnswer of(Count count, CameraDirectory cameras) {
      return new FoundAnswer(
          count.camera().value(),
          name(count.camera(), cameras),
          count.minute(),
          EventType.LINE_COUNT,
          count.kind(),
          count.line(),
          Optional.of(count.direction()),
          Optional.of(count.passages()),
          Optional.empty());
    }

    private static String name(CameraId camera, CameraDirectory cameras) {
      return cameras.find(camera).map(CameraView::name).orElse(camera.value());
    }
  }

  /// The schema `Findings`.
  record SearchAnswer(List<FoundAnswer> found, boolean more) {}
}
