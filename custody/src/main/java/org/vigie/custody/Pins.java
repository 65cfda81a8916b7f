package org.vigie.custody;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one custodian's program remembers of the town, so that nobody can put something else in its
/// place later: the sets of custodians, each but the first one following from the one before, and
/// the newest checkpoint of each ledger that a request named.
///
/// @param sets in the order of their numbers, all of one town
/// @param seen by ledger, at most [#MOST_SEEN], the newest last
public record Pins(List<CustodianSet> sets, List<Seen> seen) {

  /// A checkpoint, and when the request that named it was asked.
  public record Seen(Instant asked, Checkpoint checkpoint) {}

  /// What a request's checkpoint says, given those seen before.
  public enum Ledger {
    /// It goes on from what was seen, or is the first of its log.
    CONTINUES,
    /// The request names none.
    NOT_NAMED,
    /// What it names is no checkpoint.
    UNREADABLE,
    /// The ledger has fewer entries than it had when an earlier request was asked.
    SHORTER,
    /// As many entries as once before, and other ones.
    OTHER
  }

  /// A ledger begins each year; nobody is a custodian for longer.
  static final int MOST_SEEN = 40;

  private static final String MAGIC = "vigie-custodian-pins-1";

  public Pins {
    sets = List.copyOf(sets);
    seen = List.copyOf(seen);
  }

  /// What a new custodian knows.
  public static Pins none() {
    return new Pins(List.of(), List.of());
  }

  /// The set with the highest number.
  public Optional<CustodianSet> newest() {
    return sets.isEmpty() ? Optional.empty() : Optional.of(sets.getLast());
  }

  /// The set that a request names.
  public Optional<CustodianSet> find(byte[] hash) {
    return sets.stream().filter(set -> Arrays.equals(set.hash(), hash)).findFirst();
  }

  /// Remembers a set whose fingerprint a person has compared: the first one, or one from before
  /// those that are known, to which older footage is sealed.
  ///
  /// @throws CustodyRefused if a later one would have to follow from those that are known
  public Pins pin(CustodianSet set) throws CustodyRefused {
    if (!sets.isEmpty()) {
      var first = sets.getFirst();
      if (!set.town().equals(first.town())) {
        throw new CustodyRefused(
            "This set is of %s; your custodianship is of %s.".formatted(set.town(), first.town()));
      }
      if (set.number() >= first.number()) {
        throw new CustodyRefused(
            ("You know set %d of %s already. Another takes its place only by a succession that two"
                    + " of its members signed.")
                .formatted(sets.getLast().number(), set.town()));
      }
    }
    return new Pins(Stream.concat(Stream.of(set), sets.stream()).toList(), seen);
  }

  /// Remembers the next set.
  ///
  /// @throws CustodyRefused if it does not follow from the newest one that is known
  public Pins follow(Succession succession) throws CustodyRefused {
    var before = newest();
    if (before.isEmpty()) {
      throw new CustodyRefused(
          "No set of custodians is known yet from which this one could follow.");
    }
    succession.check(before.get());
    return new Pins(Stream.concat(sets.stream(), Stream.of(succession.next())).toList(), seen);
  }

  /// Follows those of a town's successions that go on from what is known, however many.
  ///
  /// @throws CustodyRefused if one that follows the newest known set does not count
  public Pins followAll(List<Succession> successions) throws CustodyRefused {
    var pins = this;
    for (var succession : successions) {
      var newest = pins.newest();
      if (newest.isPresent() && Arrays.equals(succession.previous(), newest.get().hash())) {
        pins = pins.follow(succession);
      }
    }
    return pins;
  }

  /// What a request's checkpoint says. A request that was asked before one that was seen already
  /// names an older checkpoint by right.
  public Ledger judge(OpeningRequest request) {
    if (request.checkpoint().isEmpty()) {
      return Ledger.NOT_NAMED;
    }
    var named = Checkpoint.of(request.checkpoint());
    if (named.isEmpty()) {
      return Ledger.UNREADABLE;
    }
    var known = seen(named.get().origin());
    if (known.isEmpty()) {
      return Ledger.CONTINUES;
    }
    var before = known.get().checkpoint();
    if (named.get().size() == before.size()) {
      return named.get().equals(before) ? Ledger.CONTINUES : Ledger.OTHER;
    }
    boolean later = !request.asked().isBefore(known.get().asked());
    return later && named.get().size() < before.size() ? Ledger.SHORTER : Ledger.CONTINUES;
  }

  /// Remembers a request's checkpoint, if it is the newest of its ledger.
  public Pins see(OpeningRequest request) {
    var named = Checkpoint.of(request.checkpoint());
    if (named.isEmpty()) {
      return this;
    }
    var known = seen(named.get().origin());
    if (known.isPresent() && known.get().checkpoint().size() >= named.get().size()) {
      return this;
    }
    var more = new ArrayList<>(seen);
    known.ifPresent(more::remove);
    more.add(new Seen(request.asked(), named.get()));
    return new Pins(sets, more.subList(Math.max(0, more.size() - MOST_SEEN), more.size()));
  }

  /// The newest checkpoint that is remembered of a ledger.
  public Optional<Seen> seen(String origin) {
    return seen.stream().filter(s -> s.checkpoint().origin().equals(origin)).findFirst();
  }

  /// As text, for the file beside the keys.
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(MAGIC);
    sets.forEach(set -> lines.add("set " + Texts.base64(Texts.utf8(set.text()))));
    seen.forEach(one -> lines.add("seen " + one.asked() + " " + one.checkpoint().line()));
    return String.join("\n", lines) + "\n";
  }

  /// Reads what [#text] wrote.
  public static Pins read(String text) throws CustodyRefused {
    var lines = new Lines(text, MAGIC, "what a custodian's program remembers");
    var sets = new ArrayList<CustodianSet>();
    while (lines.isNext("set")) {
      var set = CustodianSet.read(lines.text("set"));
      boolean fits =
          sets.isEmpty()
              || (set.town().equals(sets.getLast().town())
                  && set.number() > sets.getLast().number());
      if (!fits) {
        throw new CustodyRefused(
            "The remembered sets of custodians are not of one town, in order.");
      }
      sets.add(set);
    }
    var seen = new ArrayList<Seen>();
    while (lines.isNext("seen")) {
      seen.add(lines.seen("seen"));
    }
    lines.end();
    if (seen.size() > MOST_SEEN) {
      throw new CustodyRefused("More checkpoints are remembered than there are ledgers.");
    }
    return new Pins(sets, seen);
  }
}
