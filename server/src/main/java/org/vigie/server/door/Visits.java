package org.vigie.server.door;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Maintenance from outside (R55): somebody of the town lets a guest in, for some hours, without
/// any
/// right that shows pictures; whatever the guest asks is on disk before it is done, and a hash of
/// that record is in the ledger when the visit ends. Nothing here makes a visit longer.
///
/// Safe for any thread.
public final class Visits {

  /// All that a guest holds, whatever a technician may hold one day.
  public static final Set<Right> RIGHTS = Set.copyOf(EnumSet.of(Right.CONFIGURE));

  public static final Duration SHORTEST = Duration.ofMinutes(15);
  public static final Duration LONGEST = Duration.ofHours(8);

  /// How long the guest's link is good.
  public static final Duration LINK_LIFE = Duration.ofMinutes(30);

  /// How many are open at once.
  public static final int MOST = 2;

  /// How often is looked whether one is over.
  public static final Duration EVERY = Duration.ofSeconds(5);

  /// How long a record lies, and the guest's name stands, after the visit.
  public static final Duration KEPT = Duration.ofDays(365);

  static final String PERSON = "guest-";

  private static final Logger LOG = System.getLogger(Visits.class.getName());

  private final SqlVisits stored;
  private final SqlAccounts accounts;
  private final SqlLinks links;
  private final Sessions sessions;
  private final Governance governance;
  private final Clocks clocks;
  private final Path folder;
  private final Map<String, VisitRecord> records = new HashMap<>();

  Visits(SqlStore store, Path folder, Sessions sessions, Governance governance, Clocks clocks) {
    this.stored = new SqlVisits(store);
    this.accounts = new SqlAccounts(store);
    this.links = new SqlLinks(store, clocks);
    this.sessions = sessions;
    this.governance = governance;
    this.clocks = clocks;
    this.folder = folder;
  }

  /// Whether an id of the ledger is that of a guest.
  public static boolean isGuest(String person) {
    return person.startsWith(PERSON);
  }

  /// What a visit is opened with.
  ///
  /// @param companion somebody of the town; empty for whoever opens it
  /// @param length from now on, between [#SHORTEST] and [#LONGEST]
  public record Order(
      String organisation,
      String name,
      String reference,
      Optional<String> companion,
      Duration length) {}

  /// @param path of the one-time link, told once
  /// @param expires when the link does
  public record Opened(Visit visit, String path, Instant expires) {}

  /// Opens a visit; governance has asked whether `actor` may.
  ///
  /// @throws DoorRefused if there are too many, or the companion is nobody who could accompany it:
  ///     where one person may not be all, that is somebody else
  public synchronized Opened open(String actor, Order order) throws DoorRefused {
    round();
    if (stored.open().size() >= MOST) {
      throw new DoorRefused.TooManyVisits();
    }
    var companion = order.companion().orElse(actor);
    boolean another = !companion.equals(actor);
    if (!another && !governance.profile().onePersonMayBeAll()
        || another && !mayAccompany(companion)) {
      throw new DoorRefused.NoCompanion();
    }
    var now = clocks.wall();
    var id = RandomIds.hex(6);
    var visit =
        new Visit(
            id,
            PERSON + id,
            order.organisation(),
            order.name(),
            order.reference(),
            actor,
            companion,
            now,
            now.plus(order.length()),
            another ? Optional.empty() : Optional.of(now),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            Optional.empty());
    governance.note(
        "visit.opened",
        actor,
        Map.of(
            "visit", id,
            "person", visit.person(),
            "organisation", visit.organisation(),
            "reference", visit.reference(),
            "companion", companion,
            "until", visit.until()));
    // The id, because names are unique and a maintainer comes again.
    accounts.add(visit.person(), "%s (%s)".formatted(visit.name(), id), now);
    stored.add(visit);
    var life = order.length().compareTo(LINK_LIFE) < 0 ? order.length() : LINK_LIFE;
    var token = links.make(Link.Kind.VISIT, Optional.of(visit.person()), life);
    return new Opened(visit, Link.Kind.VISIT.path(token), now.plus(life));
  }

  private boolean mayAccompany(String person) {
    return accounts.find(person).isPresent()
        && !isGuest(person)
        && !ProgramKeys.isProgram(person)
        && sessions.isHabilitated(person);
  }

  /// The companion says yes, from a session of their own.
  ///
  /// @throws Refused if somebody else is to accompany it
  public synchronized Visit confirm(String actor, String id) throws DoorRefused, Refused {
    round();
    var visit = stored.find(id).orElseThrow(DoorRefused.NoSuchVisit::new);
    if (!visit.companion().equals(actor)) {
      governance.note("visit.refused", actor, Map.of("visit", id));
      throw new Refused("Somebody else is to accompany this visit.");
    }
    if (visit.state() == Visit.State.UNCONFIRMED) {
      governance.note("visit.confirmed", actor, Map.of("visit", id));
      stored.confirm(id, clocks.wall());
    }
    return stored.find(id).orElseThrow(DoorRefused.NoSuchVisit::new);
  }

  /// What a link lets in; it is not spent yet.
  synchronized Visit ready(String person) throws DoorRefused {
    round();
    var visit = stored.ofPerson(person).orElseThrow(DoorRefused.LinkSpent::new);
    return switch (visit.state()) {
      case UNCONFIRMED -> throw new DoorRefused.VisitUnconfirmed();
      case READY -> visit;
      case RUNNING, ENDED -> throw new DoorRefused.LinkSpent();
    };
  }

  /// The guest comes in.
  ///
  /// @throws Refused if whoever opened the visit may not let anybody in any more
  synchronized void begin(Visit visit) throws Refused {
    var now = clocks.wall();
    var mandate = new Mandate(Role.TECHNICIAN, RIGHTS, visit.reference(), null);
    governance.grant(visit.by(), visit.person(), mandate, CameraScope.all(), now, visit.until());
    governance.note(
        "visit.began", visit.person(), Map.of("visit", visit.id(), "until", visit.until()));
    stored.begin(visit.id(), now);
  }

  /// Ends a visit at once; governance has asked whether `actor` may.
  public synchronized Visit end(String actor, String id, String reason)
      throws DoorRefused, Refused {
    var visit = stored.find(id).orElseThrow(DoorRefused.NoSuchVisit::new);
    if (visit.state() != Visit.State.ENDED) {
      // First of all they are out, whatever can be written down.
      shut(visit);
      end(visit, Visit.Why.ENDED, actor, reason);
      if (governance.holds(actor, Right.ADMINISTER)) {
        for (var held : governance.habilitations(visit.person())) {
          governance.end(actor, held.id(), reason);
        }
      }
    }
    return stored.find(id).orElseThrow(DoorRefused.NoSuchVisit::new);
  }

  /// The guest leaves by themselves.
  synchronized void left(String person) {
    running(person).ifPresent(visit -> finish(visit, Visit.Why.LEFT));
  }

  /// All that there were, newest first, at most 200.
  public synchronized List<Visit> list() {
    round();
    return stored.list();
  }

  /// Those that have not ended.
  public synchronized List<Visit> open() {
    round();
    return stored.open();
  }

  public synchronized Optional<Visit> find(String id) {
    round();
    return stored.find(id);
  }

  /// Where the record of a visit lies, once there is one.
  public Path record(Visit visit) {
    return folder.resolve(visit.id() + ".jsonl");
  }

  /// Puts a guest's request on record, before it is done; what would change something is in the
  /// ledger too.
  ///
  /// @param reads whether it changes nothing
  /// @return its number; empty if it cannot be put on record, so that it must not be done: the
  /// visit
  ///     has ended then
  public synchronized OptionalLong asked(
      SignedIn guest, String method, String path, boolean reads) {
    var visit = running(guest.person());
    if (visit.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      var asked = path.substring(0, Math.min(path.length(), VisitRecord.LONGEST_PATH));
      long number = record(visit.get().id()).asked(clocks.wall(), method, asked);
      if (!reads) {
        governance.note(
            "visit.ordered",
            guest.person(),
            Map.of("visit", visit.get().id(), "number", number, "method", method, "path", asked));
      }
      return OptionalLong.of(number);
    } catch (LedgerUnavailable e) {
      LOG.log(Level.ERROR, "visit " + visit.get().id() + ": an order could not be written down", e);
      shut(visit.get());
      return OptionalLong.empty();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "visit " + visit.get().id() + " ends: " + e.getMessage());
      finish(visit.get(), Visit.Why.RECORD);
      return OptionalLong.empty();
    }
  }

  /// Puts on record how it was answered; nothing once the visit has ended, whose record is closed.
  public synchronized void answered(SignedIn guest, long number, int status) {
    var visit = running(guest.person());
    if (visit.isEmpty()) {
      return;
    }
    try {
      record(visit.get().id()).answered(number, status);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "visit " + visit.get().id() + " ends: " + e.getMessage());
      finish(visit.get(), Visit.Why.RECORD);
    }
  }

  /// Ends what is over, and deletes the records of a year ago.
  public synchronized void round() {
    var now = clocks.wall();
    for (var visit : stored.open()) {
      if (!now.isBefore(visit.until())) {
        finish(visit, Visit.Why.TIME);
      }
    }
    for (var visit : stored.named(now.minus(KEPT))) {
      forget(visit);
    }
  }

  private void forget(Visit visit) {
    try {
      governance.note("visit.record-deleted", Actors.VIGIE, Map.of("visit", visit.id()));
      Files.deleteIfExists(record(visit));
      stored.forget(visit);
    } catch (IOException e) {
      LOG.log(Level.WARNING, record(visit) + " cannot be deleted: " + e.getMessage());
    }
  }

  private Optional<Visit> running(String person) {
    return stored
        .ofPerson(person)
        .filter(visit -> visit.state() == Visit.State.RUNNING)
        .filter(visit -> clocks.wall().isBefore(visit.until()));
  }

  private void finish(Visit visit, Visit.Why why) {
    shut(visit);
    end(visit, why, null, "");
  }

  private void shut(Visit visit) {
    sessions.endAll(visit.person());
    links.withdraw(visit.person());
  }

  private void end(Visit visit, Visit.Why why, @Nullable String by, String reason) {
    try {
      var open = records.remove(visit.id());
      if (open != null) {
        open.close();
      }
      var kept = VisitRecord.look(record(visit));
      var facts = new HashMap<String, Object>();
      facts.put("visit", visit.id());
      facts.put("person", visit.person());
      facts.put("why", why);
      facts.put("requests", kept.requests());
      facts.put("bytes", kept.bytes());
      facts.put("sha256", kept.sha256());
      if (!reason.isEmpty()) {
        facts.put("reason", reason);
      }
      governance.note("visit.ended", by == null ? Actors.VIGIE : by, facts);
      stored.end(visit.id(), clocks.wall(), why, by, kept);
    } catch (IOException e) {
      // Nobody is in; the next round tries again.
      LOG.log(Level.ERROR, record(visit) + " cannot be read: " + e.getMessage());
    }
  }

  private VisitRecord record(String id) throws IOException {
    var open = records.get(id);
    if (open == null) {
      open = VisitRecord.open(folder.resolve(id + ".jsonl"));
      records.put(id, open);
    }
    return open;
  }
}
