package org.vigie.governance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        mandate(entry.facts()),
        entry.facts().get("cameras") instanceof List<?> cameras
            ? new CameraScope.Only(
                texts(cameras).stream().map(CameraId::new).collect(Collectors.toSet()))
            : CameraScope.all(),
        Instant.parse(entry.text("from")),
        Instant.parse(entry.text("until")));
  }

  /// Entries of before there were roles have none, whatever their rights.
  private static Mandate mandate(Map<String, Object> facts) {
    return new Mandate(
        facts.get("role") instanceof String role ? Role.valueOf(role) : null,
        texts(facts.get("rights")).stream().map(Right::valueOf).collect(Collectors.toSet()),
        facts.get("decision") instanceof String decision ? decision : "",
        facts.get("trained") instanceof String day ? LocalDate.parse(day) : null);
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> members
        ? members.stream().map(Object::toString).toList()
        : List.of();
  }

  static Map<String, Object> facts(Habilitation habilitation) {
    var facts = new HashMap<String, Object>();
    facts.put("habilitation", habilitation.id());
    facts.put("person", habilitation.person());
    facts.put("rights", habilitation.rights());
    facts.put("cameras", habilitation.cameras().stored());
    facts.put("from", habilitation.from());
    facts.put("until", habilitation.until());
    var mandate = habilitation.mandate();
    if (mandate.role() != null) {
      facts.put("role", mandate.role());
    }
    if (!mandate.decision().isEmpty()) {
      facts.put("decision", mandate.decision());
    }
    if (mandate.trained() != null) {
      facts.put("trained", mandate.trained().toString());
    }
    if (mandate.isAllInOne()) {
      facts.put("all_in_one", true);
    }
    return facts;
  }

  /// What speaks against granting it under a profile, in one sentence.
  Optional<String> objection(Habilitation asked, LegalProfile profile) {
    var rights = asked.rights();
    var role = asked.mandate().role();
    boolean empty = rights.isEmpty() && role != Role.CUSTODIAN;
    if (!Actors.isPerson(asked.person()) || empty || !asked.until().isAfter(asked.from())) {
      return Optional.of(
          "A habilitation needs a staff id, at least one right, and an end after its beginning.");
    }
    if (role != null && !role.rights().containsAll(rights)) {
      var more = new TreeSet<>(rights);
      more.removeAll(role.rights());
      return Optional.of(
          "The role %s carries %s and no more: leave out %s, or choose another role."
              .formatted(role, names(role.rights()), names(more)));
    }
    if (profile.onePersonMayBeAll()) {
      return Optional.empty();
    }
    var together = new TreeSet<>(rights);
    of(asked.person()).stream()
        .filter(asked::overlaps)
        .forEach(held -> together.addAll(held.rights()));
    if (Mandate.isAllInOne(together)) {
      together.removeIf(right -> !right.showsPictures());
      return Optional.of(
          "Whoever administers opens nothing: under the profile %s nobody holds ADMINISTER and %s. Give one of them to somebody else."
              .formatted(profile.name(), names(together)));
    }
    if (role == null) {
      return Optional.of(
          "No role carries %s: choose one of %s.".formatted(names(rights), List.of(Role.values())));
    }
    return Optional.empty();
  }

  private static String names(Set<Right> rights) {
    return rights.isEmpty()
        ? "no right"
        : new TreeSet<>(rights).stream().map(Right::name).collect(Collectors.joining(", "));
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
