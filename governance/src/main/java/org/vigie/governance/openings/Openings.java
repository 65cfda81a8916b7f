package org.vigie.governance.openings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vigie.base.Clocks;
import org.vigie.custody.Approval;
import org.vigie.custody.Bundle;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Envelope;
import org.vigie.custody.Opening;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Refused;
import org.vigie.governance.SealedReel;
import org.vigie.governance.keys.OpenedKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Recorded;

/// The openings under way. Everything secret about one is in memory only, so a restart of Vigie
/// ends
/// all of them, and so does their end by elapsed time, whatever the wall clock says. Each step is
/// in
/// the ledger before it takes effect. Safe for any thread.
public final class Openings implements OpenedKeys, AutoCloseable {

  static final String ASKED = "opening.asked";
  static final String APPROVED = "opening.approved";
  static final String OPENED = "opening.opened";
  /// Kind of the entry that says why something was not taken.
  public static final String REFUSED = "opening.refused";
  static final String ENDED = "opening.ended";

  /// More at once is nobody's work.
  static final int MOST = 40;

  static final int MOST_OF_ONE = 8;

  private static final Logger LOG = System.getLogger(Openings.class.getName());

  private final Custodians custodians;
  private final Consumer<Entry> ledger;
  private final Supplier<String> checkpoint;
  private final Clocks clocks;
  private final Map<Long, Under> under = new TreeMap<>();

  /// Those that the ledger tells of and that have not ended there, while it is folded.
  private final Set<Long> unfinished = new HashSet<>();

  private long last;

  /// @param deadline by elapsed time
  private record Under(
      Opening opening,
      CustodianSet set,
      List<Envelope> envelopes,
      Duration deadline,
      List<Instant> opened) {

    boolean isOpenedAlready() {
      return !opened.isEmpty();
    }
  }

  /// @param ledger appends, durably before it returns
  /// @param checkpoint the ledger's newest, one line, which custodians are shown
  public Openings(
      Custodians custodians, Consumer<Entry> ledger, Supplier<String> checkpoint, Clocks clocks) {
    this.custodians = custodians;
    this.ledger = ledger;
    this.checkpoint = checkpoint;
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case ASKED -> {
        last = Math.max(last, number(entry));
        unfinished.add(number(entry));
      }
      case ENDED -> unfinished.remove(number(entry));
      default -> {}
    }
  }

  private static long number(Entry entry) {
    return entry.facts().get("number") instanceof Long number ? number : 0;
  }

  /// Writes down that what was under way when Vigie stopped has ended: its keys are gone.
  public synchronized void endUnfinished() {
    for (var number : unfinished) {
      ledger.accept(new Entry(ENDED, "vigie", Map.of("number", number, "why", "RESTART")));
    }
    unfinished.clear();
  }

  /// Asks the custodians. That the person may see or take away these cameras' footage is checked by
  /// whoever calls.
  ///
  /// @throws Refused if nothing is sealed there, the reels belong to several sets of custodians, or
  ///     too much is under way; that is in the ledger
  public synchronized OpeningState ask(OpeningOrder order) throws Refused {
    end();
    var facts = facts(order);
    try {
      requireRoom(order);
      var envelopes = new ArrayList<Envelope>();
      for (var reel : order.reels()) {
        envelopes.add(Envelope.decode(reel.envelope()));
      }
      var set = setOf(envelopes);
      long number = last + 1;
      var asked = clocks.wall();
      var opening = Opening.begin(key -> request(order, number, asked, set, key), set, clocks);
      facts.put("number", number);
      facts.put("asked", asked);
      facts.put("until", opening.until());
      facts.put("set", set.number());
      facts.put("request", HexFormat.of().formatHex(opening.request().hash()));
      ledger.accept(new Entry(ASKED, order.person(), facts));
      last = number;
      var deadline = clocks.elapsed().plus(order.life());
      under.put(number, new Under(opening, set, envelopes, deadline, new ArrayList<>()));
      return state(under.get(number));
    } catch (CustodyRefused | IllegalArgumentException e) {
      throw refuse(order.person(), facts, e.getMessage() + "");
    }
  }

  private void requireRoom(OpeningOrder order) throws CustodyRefused {
    if (order.reels().isEmpty()) {
      throw new CustodyRefused(
          "Nothing there is sealed: it can be seen without custodians, or is" + " not there.");
    }
    long own =
        under.values().stream()
            .filter(u -> u.opening().request().person().equals(order.person()))
            .count();
    if (own >= MOST_OF_ONE || under.size() >= MOST) {
      throw new CustodyRefused("Too many openings are under way: end one that is not needed.");
    }
  }

  private CustodianSet setOf(List<Envelope> envelopes) throws CustodyRefused {
    var hash = envelopes.getFirst().setHash();
    for (var envelope : envelopes) {
      if (!Arrays.equals(envelope.setHash(), hash)) {
        throw new CustodyRefused(
            "The custodians changed within this time: ask for what lies before and after apart.");
      }
    }
    return custodians
        .byHash(hash)
        .orElseThrow(
            () -> new CustodyRefused("It is sealed to custodians that the ledger does not name."));
  }

  private OpeningRequest request(
      OpeningOrder order, long number, Instant asked, CustodianSet set, byte[] key) {
    var cameras = new HashSet<String>();
    order.reels().forEach(reel -> cameras.add(reel.camera().value()));
    return new OpeningRequest(
        set.town(),
        Long.toString(number),
        order.person(),
        cameras,
        order.span().from(),
        order.span().to(),
        order.use(),
        order.reason().strip(),
        asked,
        asked.plus(order.life()),
        set.hash(),
        key,
        checkpoint.get(),
        order.reels().stream().map(SealedReel::header).toList());
  }

  private static Map<String, Object> facts(OpeningOrder order) {
    var facts = new HashMap<String, Object>();
    var cameras = new HashSet<>(order.reels().stream().map(SealedReel::camera).toList());
    facts.put("cameras", cameras);
    facts.put("from", order.span().from());
    facts.put("to", order.span().to());
    facts.put("use", order.use());
    facts.put("reason", order.reason().substring(0, Math.min(500, order.reason().length())));
    facts.put("reels", order.reels().size());
    return facts;
  }

  /// What waits for a custodian's approval: requests to sets that they are in, which they have
  /// neither made nor approved.
  public synchronized List<Bundle> waitingFor(Custodian custodian) {
    end();
    var bundles = new ArrayList<Bundle>();
    for (var u : under.values()) {
      boolean waits =
          !u.isOpenedAlready()
              && u.set().members().contains(custodian)
              && !u.opening().approvers().contains(custodian)
              && !u.opening().request().person().equals(custodian.person());
      if (waits) {
        bundles.add(new Bundle(u.opening().request(), u.envelopes()));
      }
    }
    return bundles;
  }

  /// What custodians are given of one that still waits.
  public synchronized Optional<Bundle> bundle(long number) {
    end();
    return Optional.ofNullable(under.get(number))
        .filter(u -> !u.isOpenedAlready())
        .map(u -> new Bundle(u.opening().request(), u.envelopes()));
  }

  /// Takes an approval, whoever brings it: it says by itself whose it is and of which request.
  ///
  /// @param bringer on whose account a refusal goes: whose an approval is, is known once its
  ///     signature was checked
  /// @throws Refused if it counts for nothing; that is in the ledger
  public synchronized OpeningState approve(Approval approval, String bringer) throws Refused {
    end();
    var found =
        under.entrySet().stream()
            .filter(
                entry ->
                    Arrays.equals(entry.getValue().opening().request().hash(), approval.request()))
            .findFirst();
    var facts = new HashMap<String, Object>();
    facts.put("custodian", approval.custodian());
    if (found.isEmpty()) {
      throw refuse(bringer, facts, "This approval is of no request that is under way.");
    }
    long number = found.get().getKey();
    var u = found.get().getValue();
    facts.put("number", number);
    try {
      if (u.isOpenedAlready()) {
        throw new CustodyRefused("It is open already.");
      }
      var by = u.opening().accept(approval);
      ledger.accept(new Entry(APPROVED, by.person(), facts));
      if (u.opening().isOpen()) {
        ledger.accept(new Entry(OPENED, "vigie", Map.of("number", number)));
        u.opened().add(clocks.wall());
      }
      return state(u);
    } catch (CustodyRefused e) {
      throw refuse(bringer, facts, e.getMessage() + "");
    } catch (LedgerUnavailable e) {
      // What cannot be written down does not happen.
      close(number);
      throw e;
    }
  }

  /// Ends an opening before its time, or takes a request back.
  ///
  /// @param person who asked, or a custodian
  /// @return how it stood
  public synchronized OpeningState end(long number, String person) throws Refused {
    end();
    var u = under.get(number);
    var facts = new HashMap<String, Object>(Map.of("number", number));
    if (u == null) {
      throw refuse(person, facts, "No such opening is under way.");
    }
    boolean may =
        u.opening().request().person().equals(person)
            || u.set().members().stream().anyMatch(member -> member.person().equals(person));
    if (!may) {
      throw refuse(person, facts, "Only who asked and the custodians end an opening.");
    }
    var last = state(u);
    close(number);
    facts.put("why", "STOPPED");
    ledger.accept(new Entry(ENDED, person, facts));
    return last;
  }

  /// Ends what has reached its end; called every second, and before everything else here.
  public synchronized void end() {
    var over =
        under.entrySet().stream()
            .filter(entry -> isOver(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    for (var number : over) {
      close(number);
      try {
        ledger.accept(new Entry(ENDED, "vigie", Map.of("number", number, "why", "EXPIRED")));
      } catch (LedgerUnavailable e) {
        LOG.log(Level.ERROR, "opening " + number + " has ended and that could not be written down");
      }
    }
  }

  private boolean isOver(Under u) {
    return clocks.elapsed().compareTo(u.deadline()) >= 0
        || !clocks.wall().isBefore(u.opening().until());
  }

  private void close(long number) {
    var u = under.remove(number);
    if (u != null) {
      u.opening().close();
    }
  }

  /// What is under way, newest first.
  public synchronized List<OpeningState> list() {
    end();
    return under.values().stream()
        .map(Openings::state)
        .sorted(Comparator.comparing((OpeningState s) -> s.request().asked()).reversed())
        .toList();
  }

  private static OpeningState state(Under u) {
    var opening = u.opening();
    var stage =
        u.isOpenedAlready()
            ? OpeningState.Stage.OPEN
            : opening.isSpoiled() ? OpeningState.Stage.SPOILED : OpeningState.Stage.WAITING;
    return new OpeningState(
        opening.request(),
        u.set().number(),
        opening.approvers(),
        stage,
        u.opened().stream().findFirst());
  }

  @Override
  public synchronized Optional<byte[]> find(String reel, Reader reader) {
    for (var u : under.values()) {
      if (u.isOpenedAlready() && !isOver(u) && covers(u.opening().request(), reader)) {
        var key = u.opening().key(reel);
        if (key.isPresent()) {
          return key;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean covers(OpeningRequest request, Reader reader) {
    return request.person().equals(reader.person())
        && (request.use() == OpeningRequest.Use.EXPORT || !reader.takesAway())
        && request.cameras().contains(reader.camera().value())
        && !reader.span().from().isBefore(request.from())
        && !reader.span().to().isAfter(request.to());
  }

  /// Overwrites everything secret. The next start writes down that it ended.
  @Override
  public synchronized void close() {
    List.copyOf(under.keySet()).forEach(this::close);
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    facts.put("why", why);
    ledger.accept(new Entry(REFUSED, person, facts));
    return new Refused(why);
  }
}
