package org.vigie.governance.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// The streams that partners take under an agreement: masked ones while it holds, clear ones only
/// while a person has opened that camera to that partner, with a reason. Every beginning is in the
/// ledger before it holds; every end holds at once and is written within a second. A partner that
/// comes back to a camera from the same address within a minute goes on with its session, so that a
/// client that reconnects all day does not fill the ledger.
///
/// In memory only: a restart ends everything. Safe for any thread; whether a leave still holds is
/// answered without waiting.
public final class Relays {

  public static final String ADOPTED = "relay.adopted";
  static final String BEGAN = "relay.began";
  static final String ENDED = "relay.ended";
  static final String OPENED = "relay.opened";
  static final String CLOSED = "relay.closed";
  static final String REFUSED = "relay.refused";

  /// No agreement lets a camera be relayed clear for longer at once.
  public static final Duration LONGEST_CLEAR = Duration.ofHours(4);

  /// How long a session outlives its last connection.
  public static final Duration LINGERS = Duration.ofMinutes(1);

  private static final int SHORTEST_REASON = 3;
  private static final int LONGEST_REASON = 500;
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /// Whoever asks wrongly all day costs six entries an hour.
  private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(10);

  private static final int MOST_SESSIONS = 500;
  private static final Logger LOG = System.getLogger(Relays.class.getName());

  private final Ledger ledger;
  private final RelayLaw law;
  private final Clocks clocks;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, RelayOpening> openings = new ConcurrentHashMap<>();
  private final Map<String, Refusals> refusals = new HashMap<>();
  private volatile Map<String, RelayAgreement> agreements = Map.of();
  private @Nullable Object adopted;

  /// What the ledger tells of and has not ended there, with its facts, while it is folded.
  private final Map<String, Map<String, Object>> unfinished = new TreeMap<>();

  /// For [org.vigie.governance.Governance].
  public Relays(Ledger ledger, RelayLaw law, Clocks clocks) {
    this.ledger = ledger;
    this.law = law;
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case ADOPTED -> adopted = entry.facts().get("relays");
      case BEGAN -> unfinished.put("s" + entry.text("session"), entry.facts());
      case ENDED -> unfinished.remove("s" + entry.text("session"));
      case OPENED -> unfinished.put("o" + entry.text("opening"), entry.facts());
      case CLOSED -> unfinished.remove("o" + entry.text("opening"));
      default -> {}
    }
  }

  /// Writes down that what ran when Vigie stopped has ended.
  public synchronized void endUnfinished() {
    unfinished.forEach(
        (key, facts) -> {
          boolean session = key.startsWith("s");
          var left = new HashMap<String, Object>();
          for (var name : List.of(session ? "session" : "opening", "relay", "camera")) {
            left.put(name, String.valueOf(facts.get(name)));
          }
          left.put("why", RelayEnd.RESTART);
          ledger.append(new Entry(session ? ENDED : CLOSED, Actors.VIGIE, left));
        });
    unfinished.clear();
  }

  /// Puts the configuration's agreements in force, in the ledger first where they have changed.
  public synchronized void adopt(List<RelayAgreement> declared) {
    var facts = declared.stream().map(Relays::facts).toList();
    // As an entry holds them: what was read back is compared with what is written.
    var entry = new Entry(ADOPTED, Actors.VIGIE, Map.of("relays", facts));
    boolean none = adopted == null && declared.isEmpty();
    if (!none && !Objects.equals(entry.facts().get("relays"), adopted)) {
      ledger.append(entry);
      adopted = entry.facts().get("relays");
    }
    var next = new TreeMap<String, RelayAgreement>();
    declared.forEach(agreement -> next.put(agreement.name(), agreement));
    agreements = next;
  }

  private static Map<String, Object> facts(RelayAgreement agreement) {
    var facts = new HashMap<String, Object>();
    facts.put("relay", agreement.name());
    facts.put("partner", agreement.partner());
    facts.put("agreement", agreement.reference());
    facts.put("until", agreement.until());
    facts.put("clear", agreement.clear());
    facts.put("cameras", agreement.cameras().stream().map(CameraId::value).sorted().toList());
    if (agreement.clear()) {
      facts.put("longest", agreement.longest());
    }
    return facts;
  }

  /// Those of the configuration, by name.
  public List<RelayAgreement> agreements() {
    return List.copyOf(agreements.values());
  }

  public Optional<RelayAgreement> find(String name) {
    return Optional.ofNullable(agreements.get(name));
  }

  /// Lets a partner that has shown its password take a camera's pictures. In the ledger before this
  /// returns.
  ///
  /// @param from the address of its machine
  /// @throws Refused with what speaks against it
  public synchronized RelayLeave enter(String relay, CameraId camera, String from) throws Refused {
    var agreement = agreements.get(relay);
    var why = objection(agreement, relay, camera);
    if (why.isPresent()) {
      throw refuse(relay, camera.value(), from, why.get());
    }
    var opening = opening(relay, camera).map(RelayOpening::id).orElse("");
    var key = String.join(" ", relay, camera.value(), from, opening);
    var session = sessions.get(key);
    if (session == null) {
      if (sessions.size() >= MOST_SESSIONS) {
        throw refuse(relay, camera.value(), from, "Too many relays run already.");
      }
      session = begin(agreement, camera, from, opening, key);
    }
    session.connections++;
    return new Leave(session);
  }

  private Session begin(
      @Nullable RelayAgreement agreement,
      CameraId camera,
      String from,
      String opening,
      String key) {
    boolean clear = agreement != null && agreement.clear();
    var session =
        new Session(
            key,
            RandomIds.hex(8),
            agreement == null ? "" : agreement.name(),
            camera,
            clear,
            from,
            opening,
            clocks.wall());
    var facts = session.facts();
    facts.put("clear", clear);
    facts.put("from", from);
    if (clear) {
      facts.put("opening", opening);
    }
    ledger.append(new Entry(BEGAN, Actors.VIGIE, facts));
    sessions.put(key, session);
    return session;
  }

  /// Tells that somebody was turned away before they were known, or asked for what is not there.
  public synchronized void noteRefused(String relay, String camera, String from, String why) {
    var unused = refuse(agreements.containsKey(relay) ? relay : "", camera, from, why);
  }

  private Refused refuse(String relay, String camera, String from, String why) {
    var name = agreements.containsKey(relay) ? relay : "";
    var counted = refusals.computeIfAbsent(name, key -> new Refusals());
    counted.times++;
    counted.at = clocks.wall();
    counted.why = why;
    var now = clocks.elapsed();
    var last = counted.written;
    if (last == null || now.minus(last).compareTo(BETWEEN_REFUSALS) >= 0) {
      var facts = new HashMap<String, Object>();
      facts.put("relay", name);
      facts.put("camera", camera);
      facts.put("from", from);
      facts.put("why", why);
      facts.put("times", counted.times - counted.told);
      try {
        ledger.append(new Entry(REFUSED, Actors.VIGIE, facts));
        counted.written = now;
        counted.told = counted.times;
      } catch (LedgerUnavailable e) {
        // The board says so already; it is refused all the same.
        LOG.log(Level.WARNING, "a refusal could not be written down: {0}", why);
      }
    }
    return new Refused(why);
  }

  /// What was refused of a relay; of an empty name, what named none of ours.
  public synchronized RelayRefusals refusals(String relay) {
    var counted = refusals.get(relay);
    return counted == null
        ? new RelayRefusals(0, Instant.EPOCH, "")
        : new RelayRefusals(counted.times, counted.at, counted.why);
  }

  private Optional<String> objection(
      @Nullable RelayAgreement agreement, String relay, CameraId camera) {
    var over = over(agreement, camera);
    if (over.isPresent()) {
      return Optional.of(said(over.get(), agreement, relay, camera));
    }
    if (agreement != null && agreement.clear()) {
      var opening = opening(relay, camera);
      if (opening.isEmpty()) {
        return Optional.of(
            "Camera %s is not open to %s now: an operator opens it.".formatted(camera, relay));
      }
    }
    return Optional.empty();
  }

  private static String said(
      RelayEnd over, @Nullable RelayAgreement agreement, String relay, CameraId camera) {
    return switch (over) {
      case AGREEMENT -> {
        if (agreement == null) {
          yield "There is no relay of that name.";
        }
        yield agreement.cameras().contains(camera)
            ? "The agreement %s of relay %s has ended.".formatted(agreement.reference(), relay)
            : "The agreement %s of relay %s does not name such a camera."
                .formatted(agreement.reference(), relay);
      }
      case ACT -> "No recording act covers camera " + camera + " now.";
      case STOPPED -> "Seeing clear is stopped in the whole town.";
      case LEFT, EXPIRED, CLOSED, HABILITATION, RESTART ->
          throw new IllegalStateException("it has not begun");
    };
  }

  /// What keeps a camera from being relayed, whoever has opened it.
  private Optional<RelayEnd> over(@Nullable RelayAgreement agreement, CameraId camera) {
    if (agreement == null
        || !agreement.cameras().contains(camera)
        || !law.latest().isBefore(agreement.until())) {
      return Optional.of(RelayEnd.AGREEMENT);
    }
    if (!law.recorded(camera)) {
      return Optional.of(RelayEnd.ACT);
    }
    return agreement.clear() && law.clearStopped()
        ? Optional.of(RelayEnd.STOPPED)
        : Optional.empty();
  }

  private Optional<RelayOpening> opening(String relay, CameraId camera) {
    return openings.values().stream()
        .filter(o -> o.relay().equals(relay) && o.camera().equals(camera))
        .filter(o -> over(o).isEmpty())
        .findAny();
  }

  private Optional<RelayEnd> over(RelayOpening opening) {
    // Elapsed time: a wall clock set back must not lengthen it.
    if (clocks.elapsed().compareTo(opening.deadline()) >= 0) {
      return Optional.of(RelayEnd.EXPIRED);
    }
    return law.overFor(opening.person(), opening.camera())
        .or(() -> over(agreements.get(opening.relay()), opening.camera()));
  }

  private Optional<RelayEnd> over(Session session) {
    var agreement = agreements.get(session.relay);
    // What was masked and is declared clear now is another relay under the same name.
    if (agreement != null && agreement.clear() != session.clear) {
      return Optional.of(RelayEnd.AGREEMENT);
    }
    if (!session.clear) {
      return over(agreement, session.camera);
    }
    var opening = openings.get(session.opening);
    return opening == null ? Optional.of(session.opened) : over(opening);
  }

  /// Opens a camera, clear, to a partner. In the ledger before it holds.
  ///
  /// @param reason a few words
  /// @throws Refused with what speaks against it; that is in the ledger
  public synchronized RelayOpening open(
      String person, String relay, CameraId camera, String reason, Duration length) throws Refused {
    round();
    var facts = new HashMap<String, Object>();
    facts.put("relay", relay);
    facts.put("camera", camera);
    facts.put("length", length);
    facts.put("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    var agreement = agreements.get(relay);
    var why = objection(agreement, person, relay, camera, reason, length);
    if (why.isPresent()) {
      throw refuse(person, facts, why.get());
    }
    var now = clocks.wall();
    var until = now.plus(length);
    var opening =
        new RelayOpening(
            RandomIds.hex(8), relay, camera, person, now, until, clocks.elapsed().plus(length));
    facts.put("opening", opening.id());
    facts.put("until", until);
    ledger.append(new Entry(OPENED, person, facts));
    openings.put(opening.id(), opening);
    return opening;
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    facts.put("why", why);
    ledger.append(new Entry(REFUSED, person, facts));
    return new Refused(why);
  }

  private Optional<String> objection(
      @Nullable RelayAgreement agreement,
      String person,
      String relay,
      CameraId camera,
      String reason,
      Duration length) {
    if (!law.allowsClear()) {
      return Optional.of("The town's legal profile lets nobody see clear.");
    }
    if (agreement != null && !agreement.clear()) {
      return Optional.of("The agreement of relay %s is about masked pictures.".formatted(relay));
    }
    if (!law.mayOpen(person, camera)) {
      return Optional.of("You do not hold the right RELAY_CLEAR for camera " + camera + ".");
    }
    var over = over(agreement, camera);
    if (over.isPresent()) {
      return Optional.of(said(over.get(), agreement, relay, camera));
    }
    if (reason.strip().length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
      return Optional.of("Say in a few words why, in at most " + LONGEST_REASON + " characters.");
    }
    var longest = agreement == null ? Duration.ZERO : agreement.longest();
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(longest) > 0) {
      return Optional.of(
          "The agreement lets it run for 1 to %d minutes.".formatted(longest.toMinutes()));
    }
    return opening(relay, camera).isPresent()
        ? Optional.of("Camera %s is open to %s already.".formatted(camera, relay))
        : Optional.empty();
  }

  /// Ends what a person has opened: they themselves, whoever may open that camera, or whoever holds
  /// the right STOP for it. It has ended even if that cannot be written down.
  ///
  /// @throws Refused if there is none, or the person may not; that is in the ledger
  public synchronized void close(String person, String id) throws Refused {
    round();
    var opening = openings.get(id);
    if (opening == null || !mayClose(person, opening)) {
      throw refuse(
          person,
          new HashMap<>(Map.of("opening", id)),
          "No such relay that you may end is open: it has ended.");
    }
    close(opening, person, RelayEnd.CLOSED);
  }

  /// Whether a person may end an opening.
  public boolean mayClose(String person, RelayOpening opening) {
    return opening.person().equals(person)
        || law.mayOpen(person, opening.camera())
        || law.mayEnd(person, opening.camera());
  }

  private void close(RelayOpening opening, String actor, RelayEnd why) {
    openings.remove(opening.id());
    for (var session : List.copyOf(sessions.values())) {
      if (session.opening.equals(opening.id())) {
        session.opened = why;
        end(session, why);
      }
    }
    var facts = new HashMap<String, Object>();
    facts.put("opening", opening.id());
    facts.put("relay", opening.relay());
    facts.put("camera", opening.camera());
    facts.put("why", why);
    write(new Entry(CLOSED, actor, facts));
  }

  private void end(Session session, RelayEnd why) {
    session.ended = why;
    sessions.remove(session.key);
    var facts = session.facts();
    facts.put("why", why);
    facts.put("pictures", session.pictures.get());
    facts.put("dropped", session.dropped.get());
    write(new Entry(ENDED, Actors.VIGIE, facts));
  }

  private void write(Entry entry) {
    try {
      ledger.append(entry);
    } catch (LedgerUnavailable e) {
      // The next start writes that it has ended.
      LOG.log(Level.ERROR, "a relay has ended and that could not be written down");
    }
  }

  /// Writes down what has ended by itself; called every second, after each stop, and before
  /// everything else here.
  public synchronized void round() {
    for (var opening : List.copyOf(openings.values())) {
      over(opening).ifPresent(why -> close(opening, Actors.VIGIE, why));
    }
    var now = clocks.elapsed();
    for (var session : List.copyOf(sessions.values())) {
      var why = over(session);
      if (why.isPresent()) {
        end(session, why.get());
      } else if (session.connections == 0 && now.minus(session.left).compareTo(LINGERS) >= 0) {
        end(session, RelayEnd.LEFT);
      }
    }
  }

  /// Ends everything because Vigie stops.
  public synchronized void stop() {
    for (var opening : List.copyOf(openings.values())) {
      close(opening, Actors.VIGIE, RelayEnd.RESTART);
    }
    for (var session : List.copyOf(sessions.values())) {
      end(session, RelayEnd.RESTART);
    }
  }

  /// What is open now, oldest first.
  public List<RelayOpening> openings() {
    return openings.values().stream()
        .filter(opening -> over(opening).isEmpty())
        .sorted(Comparator.comparing(RelayOpening::since).thenComparing(RelayOpening::id))
        .toList();
  }

  /// How long an opening still runs.
  public Duration left(RelayOpening opening) {
    var left = opening.deadline().minus(clocks.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Who takes pictures now, or did less than a minute ago; oldest first.
  public synchronized List<RelaySession> sessions() {
    var found = new ArrayList<RelaySession>();
    for (var session : sessions.values()) {
      if (over(session).isEmpty()) {
        found.add(session.asItStands());
      }
    }
    found.sort(Comparator.comparing(RelaySession::since).thenComparing(RelaySession::id));
    return found;
  }

  private static final class Refusals {
    private long times;
    private long told;
    private Instant at = Instant.EPOCH;
    private String why = "";
    private @Nullable Duration written;
  }

  /// Fields that change are guarded by the relays' lock, but for the counts.
  private static final class Session {
    private final String key;
    private final String id;
    private final String relay;
    private final CameraId camera;
    private final boolean clear;
    private final String from;
    private final String opening;
    private final Instant since;
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private int connections;
    private Duration left = Duration.ZERO;
    private volatile RelayEnd opened = RelayEnd.CLOSED;
    private volatile @Nullable RelayEnd ended;

    Session(
        String key,
        String id,
        String relay,
        CameraId camera,
        boolean clear,
        String from,
        String opening,
        Instant since) {
      this.key = key;
      this.id = id;
      this.relay = relay;
      this.camera = camera;
      this.clear = clear;
      this.from = from;
      this.opening = opening;
      this.since = since;
    }

    Map<String, Object> facts() {
      var facts = new HashMap<String, Object>();
      facts.put("session", id);
      facts.put("relay", relay);
      facts.put("camera", camera);
      return facts;
    }

    RelaySession asItStands() {
      return new RelaySession(
          id, relay, camera, clear, from, since, connections, pictures.get(), dropped.get());
    }
  }

  private final class Leave implements RelayLeave {

    private final Session session;
    private final AtomicBoolean left = new AtomicBoolean();

    Leave(Session session) {
      this.session = session;
    }

    @Override
    public Optional<RelayEnd> over() {
      var ended = session.ended;
      return ended != null ? Optional.of(ended) : Relays.this.over(session);
    }

    @Override
    public void count(long pictures, long dropped) {
      session.pictures.addAndGet(pictures);
      session.dropped.addAndGet(dropped);
    }

    @Override
    public void leave() {
      if (!left.getAndSet(true)) {
        synchronized (Relays.this) {
          session.connections--;
          session.left = clocks.elapsed();
        }
      }
    }
  }
}
