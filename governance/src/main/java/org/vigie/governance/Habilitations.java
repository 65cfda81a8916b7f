package org.vigie.governance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// Who holds which rights: a fold of the ledger. Safe for any thread; readers never wait.
final class Habilitations {

  static final String GRANTED = "habilitation.granted";
  static final String ENDED = "habilitation.ended";

  private volatile Map<String, Habilitation> byId = Map.of();

  /// Takes an entry of the ledger into account.
  void fold(Recorded recorded) {
    switch (recorded.entry().kind()) {
      case GRANTED -> grant(read(recorded.entry()));
      case ENDED -> end(recorded.entry().text("habilitation"));
      default -> {}
    }
  }

  private static Habilitation read(Entry entry) {
    return new Habilitation(
        entry.text("habilitation"),
        entry.text("person"),
        texts(entry.facts().get("rights")).stream().map(Right::valueOf).collect(Collectors.toSet()),
        entry.facts().get("cameras") instanceof List<?> cameras
            ? new CameraScope.Only(
                texts(cameras).stream().map(CameraId::new).collect(Collectors.toSet()))
            : CameraScope.all(),
        Instant.parse(entry.text("from")),
        Instant.parse(entry.text("until")));
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> members
        ? members.stream().map(Object::toString).toList()
        : List.of();
  }

  static Map<String, Object> facts(Habilitation habilitation) {
    return Map.of(
        "habilitation", habilitation.id(),
        "person", habilitation.person(),
        "rights", habilitation.rights(),
        "cameras", habilitation.cameras().stored(),
        "from", habilitation.from(),
        "until", habilitation.until());
  }

  synchronized void grant(Habilitation habilitation) {
    var next = new TreeMap<>(byId);
    next.put(habilitation.id(), habilitation);
    byId = next;
  }

  synchronized void end(String id) {
    var next = new TreeMap<>(byId);
    next.remove(id);
    byId = next;
  }

  Optional<Habilitation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  List<Habilitation> list() {
    return List.copyOf(byId.values());
  }

  List<Habilitation> of(String person) {
    return byId.values().stream().filter(h -> h.person().equals(person)).toList();
  }

  /// Whether a person holds a right for each of the cameras; for none, whether for any camera, or
  /// for the whole town where the right is about no camera: whoever administers one camera must not
  /// let people into the town, and whoever inspects one does not read everybody's entries.
  boolean hold(String person, Right right, Set<CameraId> cameras, Instant at) {
    if (cameras.isEmpty() && right.isOfTown()) {
      return holdForAll(person, right, at);
    }
    var valid = valid(person, right, at);
    return !valid.isEmpty()
        && cameras.stream().allMatch(c -> valid.stream().anyMatch(h -> h.cameras().covers(c)));
  }

  /// Whether a person holds a right for the whole town.
  boolean holdForAll(String person, Right right, Instant at) {
    return valid(person, right, at).stream().anyMatch(h -> h.cameras() instanceof CameraScope.All);
  }

  private List<Habilitation> valid(String person, Right right, Instant at) {
    return byId.values().stream()
        .filter(h -> h.person().equals(person) && h.rights().contains(right) && h.isValid(at))
        .toList();
  }
}
