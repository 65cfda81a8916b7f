package org.vigie.governance.openings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Succession;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;

/// The sets of custodians that a town has had: a fold of the ledger, so that nobody swaps one by
/// changing a file. The first is named by an administrator, each further one signed by two
/// custodians of the one before. Safe for any thread.
public final class Custodians {

  /// Kind of the entry that names a set; its text is among the facts.
  public static final String NAMED = "custody.set";

  /// Kind of the entry that says why something was not taken.
  public static final String REFUSED = "custody.refused";
  private static final Logger LOG = System.getLogger(Custodians.class.getName());

  private final String town;
  private final Consumer<Entry> ledger;
  private final List<CustodianSet> sets = new ArrayList<>();
  private final List<Succession> successions = new ArrayList<>();

  /// Sets in the ledger that count for nothing, by the index of their entry, while it is folded.
  private final Map<Long, String> ineffective = new TreeMap<>();

  /// @param ledger appends, durably before it returns
  public Custodians(String town, Consumer<Entry> ledger) {
    this.town = town;
    this.ledger = ledger;
  }

  /// Takes an entry of the ledger into account. A set that was not signed as it must be counts for
  /// nothing, whoever wrote it there.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (entry.kind().equals(REFUSED) && entry.facts().get("entry") instanceof Long told) {
      ineffective.remove(told);
    }
    if (!entry.kind().equals(NAMED)) {
      return;
    }
    try {
      var set = CustodianSet.read(entry.text("set"));
      if (sets.isEmpty() && set.number() == 1) {
        sets.add(set);
      } else {
        var succession = Succession.read(entry.text("succession"));
        if (!succession.next().equals(set)) {
          throw new CustodyRefused("The set that was signed is another one.");
        }
        var unused = succession.check(sets.getLast());
        sets.add(set);
        successions.add(succession);
      }
    } catch (CustodyRefused | IllegalArgumentException | NoSuchElementException e) {
      LOG.log(
          Level.ERROR,
          "entry {0} of the ledger names custodians and counts for nothing: {1}",
          recorded.index(),
          e.getMessage());
      ineffective.put(recorded.index(), String.valueOf(e.getMessage()));
    }
  }

  /// Writes down, once each, which sets in the ledger count for nothing; called when it is folded.
  public synchronized void tellIneffective() {
    ineffective.forEach(
        (index, why) ->
            ledger.accept(
                new Entry(
                    REFUSED,
                    "vigie",
                    Map.of(
                        "entry",
                        index,
                        "why",
                        "This set of custodians counts for nothing: " + why))));
    ineffective.clear();
  }

  /// The custodians to whom new reels are sealed; empty where the town has none.
  public synchronized Optional<CustodianSet> current() {
    return sets.isEmpty() ? Optional.empty() : Optional.of(sets.getLast());
  }

  /// All of them, the first one first.
  public synchronized List<CustodianSet> all() {
    return List.copyOf(sets);
  }

  synchronized Optional<CustodianSet> byHash(byte[] hash) {
    return sets.stream().filter(set -> Arrays.equals(set.hash(), hash)).findFirst();
  }

  /// How each set but the first came about, in order: custodians' programs follow them.
  public synchronized List<Succession> successions() {
    return List.copyOf(successions);
  }

  /// Whether a pseudonymous staff id is that of a custodian of any set.
  public synchronized boolean isCustodian(String person) {
    return sets.stream()
        .flatMap(set -> set.members().stream())
        .anyMatch(member -> member.person().equals(person));
  }

  /// A custodian of any set, by the id of their keys.
  public synchronized Optional<Custodian> find(String custodianId) {
    for (var set : sets.reversed()) {
      var index = set.indexOf(custodianId);
      if (index.isPresent()) {
        return Optional.of(set.member(index.get()));
      }
    }
    return Optional.empty();
  }

  /// Names the first set. From then on new reels are sealed to it; older ones stay as they are.
  ///
  /// @param actor who names it; that they may is checked by whoever calls
  /// @param cards one line of each custodian, in any order
  /// @throws Refused if there is a set already, or the cards make none; that is in the ledger
  public synchronized CustodianSet name(String actor, List<String> cards) throws Refused {
    if (!sets.isEmpty()) {
      throw refuse(
          actor, "The town has custodians: two of them sign the next set with `vigie custodian`.");
    }
    try {
      var members = new ArrayList<Custodian>();
      for (var card : cards) {
        members.add(Custodian.ofCard(card));
      }
      var set = new CustodianSet(town, 1, members);
      ledger.accept(new Entry(NAMED, actor, facts(set)));
      sets.add(set);
      return set;
    } catch (CustodyRefused e) {
      throw refuse(actor, e.getMessage() + "");
    } catch (IllegalArgumentException e) {
      throw refuse(
          actor,
          "A set has %d to %d custodians, nobody and no key twice."
              .formatted(CustodianSet.FEWEST, CustodianSet.MOST));
    }
  }

  /// Takes the next set, signed by two custodians of the present one.
  ///
  /// @param actor who brings it; it need not be a custodian
  public synchronized CustodianSet succeed(String actor, String succession) throws Refused {
    try {
      if (sets.isEmpty()) {
        throw new CustodyRefused("The town has no custodians yet: name the first set.");
      }
      var next = Succession.read(succession);
      var signers = next.check(sets.getLast());
      var facts = facts(next.next());
      facts.put("succession", succession);
      facts.put("signed_by", signers.stream().map(Custodian::person).toList());
      ledger.accept(new Entry(NAMED, actor, facts));
      sets.add(next.next());
      successions.add(next);
      return next.next();
    } catch (CustodyRefused e) {
      throw refuse(actor, e.getMessage() + "");
    }
  }

  private static Map<String, Object> facts(CustodianSet set) {
    var facts = new HashMap<String, Object>();
    facts.put("number", set.number());
    facts.put("set", set.text());
    facts.put("persons", set.members().stream().map(Custodian::person).toList());
    return facts;
  }

  private Refused refuse(String actor, String why) {
    ledger.accept(new Entry(REFUSED, actor, Map.of("why", why)));
    return new Refused(why);
  }
}
