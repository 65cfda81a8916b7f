package org.vigie.governance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import org.vigie.base.RandomIds;
import org.vigie.governance.access.AccessCases;
import org.vigie.governance.keys.AccessKeys;
import org.vigie.governance.keys.ClipKeys;
import org.vigie.governance.keys.MemoryFolder;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Cosignatures;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.FreeText;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.relay.RelayLaw;
import org.vigie.governance.relay.Relays;
import org.vigie.governance.source.SourceLaw;
import org.vigie.governance.source.Sources;
import org.vigie.governance.viewing.Viewings;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.Span;

/// Decides what may happen, and writes it down before it does. Safe for any thread; closed by
/// whoever opened it, after everything that uses it.
public final class Governance implements AutoCloseable {

  /// Kinds of entries from which the present state is folded: only governance writes them.
  private static final List<String> OWN =
      List.of(
          "ledger.",
          "acts.",
          "act.",
          "profile.",
          "stop.",
          "habilitation.",
          "permit.",
          "custody.",
          "opening.",
          "hold.",
          "notice.",
          "access.",
          "viewing.",
          "lift.",
          "relay.",
          "source.");

  private static final List<String> FOLDED =
      List.of(
          "acts.",
          "act.",
          "profile.",
          "stop.",
          "habilitation.",
          "custody.",
          "opening.",
          "hold.",
          "notice.",
          "ledger.witness",
          "ledger.words-",
          "access.",
          "viewing.",
          "lift.",
          "relay.",
          "source.");

  private final Ledger ledger;
  private final ReelKeys keys;
  private final ClipKeys clipKeys;
  private final Clocks clocks;
  private final ActsInForce acts;
  private final Profiles profiles = new Profiles();
  private final StopButtons stops = new StopButtons();
  private final Habilitations habilitations = new Habilitations();
  private final Permits permits;
  private final Lifts lifts;
  private final Relays relays;
  private final Sources sources;
  private final Custody custody;
  private final Holds holds;
  private final Notices notices;
  private final Cosignatures cosignatures;
  private final FreeText freeText;
  private final AccessCases access;
  private final AccessKeys accessKeys;
  private final Viewings viewings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<Instant> lastEntryBefore = Optional.empty();

  private Governance(
      Ledger ledger, KeyFolders folders, String town, ActsInForce acts, Clocks clocks)
      throws IOException {
    this.ledger = ledger;
    this.clocks = clocks;
    this.acts = acts;
    this.permits = new Permits(ledger, habilitations, acts, clocks);
    this.lifts = new Lifts(ledger, habilitations, acts, stops, clocks);
    this.relays = new Relays(ledger, relayLaw(), clocks);
    this.sources = new Sources(ledger, sourceLaw(), clocks);
    acts.sources(sources);
    this.custody = new Custody(town, ledger, habilitations, clocks);
    this.holds = new Holds(ledger, habilitations, clocks);
    this.notices = new Notices(ledger, habilitations, clocks);
    this.freeText = new FreeText(ledger);
    this.cosignatures = new Cosignatures(ledger, folders.ledger(), clocks);
    this.access =
        new AccessCases(
            ledger,
            (person, cameras) ->
                person.equals(Actors.LOCAL_ADMINISTRATOR)
                    || habilitations.hold(person, Right.ANSWER_ACCESS, cameras, clocks.wall()),
            acts::latest);
    this.viewings = new Viewings(ledger, person -> holds(person, Right.OVERSEE));
    this.clipKeys = ClipKeys.open(folders.clips());
    this.accessKeys = AccessKeys.open(folders.access());
    this.keys =
        ReelKeys.open(
            folders.reels(),
            folders.memory(),
            custody.custodians()::current,
            custody.openings(),
            clocks);
  }

  private RelayLaw relayLaw() {
    return new RelayLaw() {
      @Override
      public Instant latest() {
        return acts.latest();
      }

      @Override
      public boolean recorded(CameraId camera) {
        return acts.recording(camera, clocks.wall()).isPresent();
      }

      @Override
      public boolean allowsClear() {
        return profile().allowsLifts();
      }

      @Override
      public boolean clearStopped() {
        return stops.isPressed(new StopScope.Clear());
      }

      @Override
      public boolean mayOpen(String person, CameraId camera) {
        return Actors.isPerson(person)
            && habilitations.hold(person, Right.RELAY_CLEAR, Set.of(camera), clocks.wall());
      }

      @Override
      public boolean mayEnd(String person, CameraId camera) {
        return holds(person, Right.STOP, camera);
      }
    };
  }

  private SourceLaw sourceLaw() {
    return new SourceLaw() {
      @Override
      public Instant latest() {
        return acts.latest();
      }

      @Override
      public Optional<RecordingAct> act(CameraId camera) {
        return acts.covering(camera, clocks.wall());
      }

      @Override
      public boolean mayOpen(String person, CameraId camera) {
        return holds(person, Right.STEER, camera);
      }

      @Override
      public boolean mayEnd(String person, CameraId camera) {
        return holds(person, Right.STOP, camera);
      }
    };
  }

  private record KeyFolders(
      Path ledger, Path reels, Path clips, Path access, Optional<Path> memory) {}

  /// Opens ledger (`ledger/`) and keys (`keys/`) under a data folder, folds the ledger into the
  /// present state, and writes down which acts are now in force.
  ///
  /// @param town names the town in a ledger that begins
  /// @throws IOException with a plain message if the ledger or the keys cannot be used
  public static Governance open(
      Path dataDir, String town, LegalProfile profile, Acts acts, Clocks clocks)
      throws IOException {
    return open(dataDir, MemoryFolder.of(dataDir), town, profile, acts, clocks);
  }

  /// The same with another place for the keys of reels inside their review window.
  ///
  /// @param memory on a memory file system; empty keeps them in memory alone, so that a restart
  /// ends
  ///     all windows
  public static Governance open(
      Path dataDir,
      Optional<Path> memory,
      String town,
      LegalProfile profile,
      Acts acts,
      Clocks clocks)
      throws IOException {
    var keyFolder = dataDir.resolve("keys");
    var folders =
        new KeyFolders(
            dataDir.resolve("ledger"),
            keyFolder.resolve("reels"),
            keyFolder.resolve("clips"),
            keyFolder.resolve("access"),
            memory);
    Durable.privateFolder(keyFolder);
    var ledger = Ledger.open(folders.ledger(), keyFolder.resolve("ledger.key"), town, clocks);
    try {
      var governance =
          new Governance(ledger, folders, town, new ActsInForce(profile, acts, clocks), clocks);
      governance.foldAll();
      governance.freeText.finish();
      governance.custody.custodians().tellIneffective();
      governance.custody.openings().endUnfinished();
      governance.lifts.endUnfinished();
      governance.relays.endUnfinished();
      governance.profiles.adopt(profile, ledger);
      governance.acts.adopt(Actors.VIGIE, acts, ledger);
      Thread.ofPlatform().name("governance").daemon().start(governance::watch);
      return governance;
    } catch (IOException | RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /// Only the kinds that state comes from, and the newest entry for its time: most of a ledger is
  /// about footage.
  private void foldAll() {
    ledger.replay(kind -> FOLDED.stream().anyMatch(kind::startsWith), this::fold);
    var newest = ledger.find(ledger.size() - 1);
    newest.ifPresent(acts::fold);
    lastEntryBefore = newest.map(Recorded::at);
  }

  private void fold(Recorded recorded) {
    acts.fold(recorded);
    profiles.fold(recorded);
    stops.fold(recorded);
    habilitations.fold(recorded);
    custody.fold(recorded);
    holds.fold(recorded);
    notices.fold(recorded);
    cosignatures.fold(recorded);
    freeText.fold(recorded);
    access.fold(recorded);
    viewings.fold(recorded);
    lifts.fold(recorded);
    relays.fold(recorded);
    sources.fold(recorded);
  }

  /// Ends by itself what has ended, and says so, within a second or two: lifts, relays, acts,
  /// openings, the
  /// review windows of reels.
  private void watch() {
    try {
      do {
        lifts.round();
        relays.round();
        sources.round();
        keys.endWindows();
        custody.openings().end();
        try {
          acts.tellWhatEnded(ledger);
        } catch (LedgerUnavailable e) {
          // The act has ended whether or not it could be said; said as soon as it can be.
        }
      } while (!closing.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public LegalProfile profile() {
    return acts.profile();
  }

  /// Those of the town's folder, drafts and suspended ones included.
  public Acts acts() {
    return acts.acts();
  }

  /// Those that are in force now.
  public Acts actsInForce() {
    return acts.inForce();
  }

  /// Every act with where it stands, those included that were taken away before their end.
  public List<ActStanding> standing() {
    return acts.standing();
  }

  /// Suspends an act, resumes it ([ActOrder#NONE]) or revokes it for good; needs the right
  /// ADMINISTER for all cameras. In the ledger first, and in effect when this returns; what it
  /// covers has stopped two seconds later.
  ///
  /// @param reason a sentence
  /// @throws Refused also if there is no such act, or it was revoked; that is in the ledger
  public void order(ActOrder order, String person, String number, String reason) throws Refused {
    var facts = Map.<String, Object>of("act", number, "order", order, "reason", reason);
    if (!holdsForAll(person, Right.ADMINISTER)) {
      throw refused(
          ActOrders.REFUSED,
          person,
          facts,
          "You do not hold the right ADMINISTER for all cameras.");
    }
    try {
      acts.order(order, person, number, reason, ledger);
    } catch (Refused e) {
      throw refused(ActOrders.REFUSED, person, facts, String.valueOf(e.getMessage()));
    }
  }

  /// Writes down that the acts in the town's folder cannot be used.
  ///
  /// @param why names file, authority and what would be right
  public void noteRefusedActs(String why) {
    ledger.append(new Entry(ActsInForce.REFUSED, Actors.VIGIE, Map.of("why", why)));
  }

  /// As the other, for a town that does not start because of them; begins its ledger where there is
  /// none yet.
  ///
  /// @throws IOException if the ledger cannot be used, or another process has it open
  public static void noteRefusedActs(Path dataDir, String town, String why, Clocks clocks)
      throws IOException {
    var keyFolder = dataDir.resolve("keys");
    Durable.privateFolder(keyFolder);
    try (var ledger =
        Ledger.open(dataDir.resolve("ledger"), keyFolder.resolve("ledger.key"), town, clocks)) {
      ledger.append(new Entry(ActsInForce.REFUSED, Actors.VIGIE, Map.of("why", why)));
    }
  }

  /// Puts other acts, already checked against the profile, in the place of the present ones. An act
  /// that is no longer among them is revoked from this moment on.
  public void replaceActs(String actor, Acts replacement) {
    acts.adopt(actor, replacement, ledger);
  }

  /// The act under which a camera may record at an instant; of several, the one that ends last.
  public Optional<RecordingAct> recordingAct(CameraId camera, Instant at) {
    return acts.recording(camera, at);
  }

  /// The act that covers a camera at an instant, whether or not it films: a source films only while
  /// somebody has opened it.
  public Optional<RecordingAct> coveringAct(CameraId camera, Instant at) {
    return acts.covering(camera, at);
  }

  /// The act under which an event may be looked for at an instant, whatever stop buttons say.
  ///
  /// @param zone the rule's zone, line or lane; empty for the whole picture
  public Optional<DetectionAct> detectionAct(
      CameraId camera, EventType event, String zone, Instant at) {
    return acts.detection(camera, event, zone, at);
  }

  /// Whether an event may be looked for: valid acts to record and to detect it cover it, and no
  /// stop button for the town, the camera or the event is pressed.
  ///
  /// @param zone the rule's zone, line or lane; empty for the whole picture
  public boolean mayDetect(CameraId camera, EventType event, String zone, Instant at) {
    return !stops.stops(camera, event) && acts.detection(camera, event, zone, at).isPresent();
  }

  /// As the other, and the stop button of the rule itself is not pressed either.
  public boolean mayDetect(CameraId camera, String rule, EventType event, String zone, Instant at) {
    return !stops.stops(camera, rule, event) && acts.detection(camera, event, zone, at).isPresent();
  }

  /// Gives leave to act once per camera, within five minutes.
  public Permit permit(
      String person, Right right, Set<CameraId> cameras, Optional<Span> span, String reason)
      throws Refused {
    return permit(person, right, cameras, span, reason, PermitTerms.ONCE);
  }

  /// Gives leave to act. Leave and refusal are both in the ledger before this returns.
  ///
  /// @param person pseudonymous staff id, [Actors#LOCAL_ADMINISTRATOR], or, to PLAY_BACK alone,
  ///     [Actors#VIGIE]: it keeps the masked clips of alerts
  /// @param cameras must be named for rights that show pictures
  /// @param span the footage; needed for playback and export, absent for everything else
  /// @param reason needed for playback and export; at most 500 characters
  public Permit permit(
      String person,
      Right right,
      Set<CameraId> cameras,
      Optional<Span> span,
      String reason,
      PermitTerms terms)
      throws Refused {
    return permits.make(person, right, cameras, span.orElse(null), reason, terms);
  }

  /// Whether a person holds a right now, for that camera. Decides what a page offers; what is then
  /// done needs a permit.
  public boolean holds(String person, Right right, CameraId camera) {
    return person.equals(Actors.LOCAL_ADMINISTRATOR)
        || habilitations.hold(person, right, Set.of(camera), clocks.wall());
  }

  /// Whether a person holds a right now, for any camera.
  public boolean holds(String person, Right right) {
    return person.equals(Actors.LOCAL_ADMINISTRATOR)
        || habilitations.hold(person, right, Set.of(), clocks.wall());
  }

  /// Lets somebody pass who holds one of these rights now, for one of these cameras or for any.
  /// What is then done asks for itself. A refusal is in the ledger before this returns.
  ///
  /// @param what is asked for, in a few words
  public void require(String person, List<Right> anyOf, Set<CameraId> cameras, String what)
      throws Refused {
    permits.require(person, anyOf, cameras, what);
  }

  /// Presses a stop button; needs the right STOP, for the whole town where it stops more than one
  /// camera. It works at once, even if the ledger cannot be written; the second press changes
  /// nothing.
  public synchronized void stop(String person, StopScope scope, String reason) throws Refused {
    requireStop(person, scope);
    if (stops.press(new Stop(scope, person, clocks.wall(), reason))) {
      ledger.append(new Entry(StopButtons.PRESSED, person, stopFacts(scope, reason)));
      lifts.round();
      relays.round();
    }
  }

  /// Releases a stop button; needs the same right. In the ledger first.
  public synchronized void resume(String person, StopScope scope, String reason) throws Refused {
    requireStop(person, scope);
    if (stops.isPressed(scope)) {
      ledger.append(new Entry(StopButtons.RELEASED, person, stopFacts(scope, reason)));
      stops.release(scope);
    }
  }

  private void requireStop(String person, StopScope scope) throws Refused {
    boolean holds =
        switch (scope) {
          case StopScope.Town(), StopScope.Event(_), StopScope.Clear() ->
              holdsForAll(person, Right.STOP);
          case StopScope.Camera(var camera) -> holds(person, Right.STOP, camera);
          case StopScope.Rule(var camera, _) -> holds(person, Right.STOP, camera);
        };
    if (!holds) {
      throw refused(
          "stop.refused", person, scope.stored(), "You do not hold the right STOP there.");
    }
  }

  private static Map<String, Object> stopFacts(StopScope scope, String reason) {
    var facts = new HashMap<>(scope.stored());
    facts.put("reason", reason);
    return facts;
  }

  /// The stop buttons that are pressed, oldest first.
  public List<Stop> stops() {
    return stops.list();
  }

  /// Grants a habilitation with these rights, in the narrowest role that carries them.
  public Habilitation grant(
      String actor,
      String person,
      Set<Right> rights,
      CameraScope cameras,
      Instant from,
      Instant until)
      throws Refused {
    return grant(actor, person, Mandate.of(rights), cameras, from, until);
  }

  /// Grants a habilitation; `actor` needs the right ADMINISTER, for all cameras.
  ///
  /// @throws Refused also if the dates are the wrong way round, no right is named, the role does
  ///     not carry the rights, the person would administer and see pictures where the profile does
  /// not
  ///     let one person be all, or `person` is not a pseudonymous staff id ([Actors#isPerson])
  public synchronized Habilitation grant(
      String actor,
      String person,
      Mandate mandate,
      CameraScope cameras,
      Instant from,
      Instant until)
      throws Refused {
    var granted = new Habilitation(RandomIds.hex(8), person, mandate, cameras, from, until);
    var facts = Habilitations.facts(granted);
    requireAdminister(actor, facts);
    var objection = habilitations.objection(granted, profile());
    if (objection.isPresent()) {
      throw refused("habilitation.refused", actor, facts, objection.get());
    }
    ledger.append(new Entry(Habilitations.GRANTED, actor, facts));
    habilitations.grant(granted);
    return granted;
  }

  /// Ends a habilitation at once, its permits included; `actor` needs the right ADMINISTER.
  public void end(String actor, String habilitation, String reason) throws Refused {
    var facts = Map.<String, Object>of("habilitation", habilitation, "reason", reason);
    requireAdminister(actor, facts);
    if (habilitations.find(habilitation).isEmpty()) {
      throw refused("habilitation.refused", actor, facts, "There is no such habilitation.");
    }
    ledger.append(new Entry(Habilitations.ENDED, actor, facts));
    habilitations.end(habilitation);
  }

  private void requireAdminister(String actor, Map<String, Object> facts) throws Refused {
    if (!actor.equals(Actors.IDENTITY_PROVIDER) && !holdsForAll(actor, Right.ADMINISTER)) {
      throw refused("habilitation.refused", actor, facts, "You do not hold the right ADMINISTER.");
    }
  }

  private boolean holdsForAll(String person, Right right) {
    return person.equals(Actors.LOCAL_ADMINISTRATOR)
        || habilitations.holdForAll(person, right, clocks.wall());
  }

  private Refused refused(String kind, String actor, Map<String, Object> facts, String why) {
    var all = new HashMap<>(facts);
    all.put("why", why);
    ledger.append(new Entry(kind, actor, all));
    return new Refused(why);
  }

  /// A person's habilitations that have not been ended, past and future ones included.
  public List<Habilitation> habilitations(String person) {
    return habilitations.of(person);
  }

  /// Everybody's habilitations that have not been ended.
  public List<Habilitation> habilitations() {
    return habilitations.list();
  }

  /// Writes any other act into the ledger, before it takes effect.
  ///
  /// @return the entry's index
  /// @throws IllegalArgumentException for a kind that only governance itself writes
  public long note(String kind, String actor, Map<String, Object> facts) {
    if (OWN.stream().anyMatch(kind::startsWith)) {
      throw new IllegalArgumentException("only governance writes entries of kind " + kind);
    }
    return ledger.append(new Entry(kind, actor, facts));
  }

  /// When the last entry was written before this start.
  public Optional<Instant> lastEntryBefore() {
    return lastEntryBefore;
  }

  public Ledger ledger() {
    return ledger;
  }

  public ReelKeys keys() {
    return keys;
  }

  /// The judicial holds in force.
  public Holds holds() {
    return holds;
  }

  /// Whether the town's public page is published.
  public Notices notices() {
    return notices;
  }

  /// What people typed into the ledger, and its end.
  public FreeText freeText() {
    return freeText;
  }

  /// What witnesses on other machines have cosigned of the ledger.
  public Cosignatures cosignatures() {
    return cosignatures;
  }

  /// The requests of people who were filmed.
  public AccessCases access() {
    return access;
  }

  /// The keys of the copies made for them.
  public AccessKeys accessKeys() {
    return accessKeys;
  }

  /// Who sees which camera clear.
  public Lifts lifts() {
    return lifts;
  }

  /// The streams that partners take under an agreement.
  public Relays relays() {
    return relays;
  }

  /// Drones and worn cameras, and which of them film now.
  public Sources sources() {
    return sources;
  }

  /// What was noticed of how people look at footage.
  public Viewings viewings() {
    return viewings;
  }

  /// The town's custodians, and what they open.
  public Custody custody() {
    return custody;
  }

  public ClipKeys clipKeys() {
    return clipKeys;
  }

  /// Writes the ledger's last checkpoint and lets go of it; the second call does nothing.
  @Override
  public void close() {
    closing.countDown();
    custody.openings().close();
    relays.stop();
    ledger.close();
  }
}
