package org.vigie.custody.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.custody.Approval;
import org.vigie.custody.Bundle;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.KeyFile;
import org.vigie.custody.Pins;

/// One run of the page: what the server said last, what was checked of it, what the person decided
/// and what came of it. Its methods are called by one thread at a time.
final class Session implements AutoCloseable {

  private static final Duration STALE = Duration.ofSeconds(5);

  private final Custodian self;
  private final HeldKeys held;
  private final PinFile pinFile;
  private final TownClient client;
  private final Clocks clocks;

  private Pins pins;
  private @Nullable CustodianSet first;
  private @Nullable Instant looked;
  private @Nullable Duration lookedAt;
  private boolean listed;
  private final Map<String, Bundle> waiting = new LinkedHashMap<>();
  private final List<Notice> trouble = new ArrayList<>();
  private final List<Notice> news = new ArrayList<>();
  private final Map<String, Notice> outcomes = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  Session(Path keys, TownClient client, Clocks clocks) throws IOException, CustodyRefused {
    this.self = KeyFile.whose(keys);
    this.held = new HeldKeys(keys, clocks);
    this.pinFile = PinFile.beside(keys);
    this.pins = pinFile.read();
    this.client = client;
    this.clocks = clocks;
  }

  /// Asks the server which set is in force and, with open keys, what waits.
  void look(Lang lang) throws IOException, InterruptedException {
    trouble.clear();
    held.wipeIfDue();
    try {
      judge(client.set());
      list(lang);
    } catch (TownClient.NoAnswer e) {
      trouble.add(e.notice());
    }
    looked = clocks.wall();
    lookedAt = clocks.elapsed();
  }

  /// Looks, unless that was a moment ago.
  void lookIfStale(Lang lang) throws IOException, InterruptedException {
    var now = clocks.elapsed();
    if (lookedAt == null || now.minus(lookedAt).compareTo(STALE) >= 0) {
      look(lang);
    }
  }

  /// Opens the keys, looks with them and, unless they stay open for a while, ends them.
  void unlock(char[] passphrase, boolean forAWhile, Lang lang)
      throws IOException, InterruptedException {
    if (open(passphrase, forAWhile)) {
      try {
        look(lang);
      } finally {
        held.used();
      }
    }
  }

  private boolean open(char[] passphrase, boolean forAWhile) throws IOException {
    try {
      held.open(passphrase, forAWhile);
      return true;
    } catch (CustodyRefused e) {
      news.add(Say.WRONG_PASSPHRASE.of());
      return false;
    }
  }

  /// Ends the keys now.
  void lock() {
    held.close();
    news.add(Say.LOCKED.of());
  }

  /// Ends the keys if their time is over.
  void tick() {
    held.wipeIfDue();
  }

  private void list(Lang lang) throws TownClient.NoAnswer, IOException, InterruptedException {
    var keys = held.keys();
    if (keys.isEmpty()) {
      return;
    }
    var texts = client.requests(keys.get(), lang);
    waiting.clear();
    for (var text : texts) {
      try {
        var bundle = Bundle.read(text);
        waiting.put(Fingerprints.hex(bundle.request().hash()), bundle);
        remember(pins.see(bundle.request()));
      } catch (CustodyRefused e) {
        trouble.add(Say.UNREADABLE.of(e.getMessage()));
      }
    }
    listed = true;
  }

  private void judge(CustodianSet set)
      throws TownClient.NoAnswer, IOException, InterruptedException {
    first = null;
    var newest = pins.newest();
    if (newest.isEmpty()) {
      if (set.indexOf(self.id()).isEmpty()) {
        trouble.add(Say.SET_WITHOUT_YOU.of());
      } else {
        first = set;
      }
      return;
    }
    if (pins.find(set.hash()).isEmpty()) {
      follow();
    }
    var known = pins.find(set.hash());
    if (known.isEmpty()) {
      trouble.add(Say.SET_SWAPPED.of(set.number(), set.fingerprint()));
    } else if (set.number() < pins.sets().getLast().number()) {
      trouble.add(Say.SET_BACK.of(set.number(), pins.sets().getLast().number()));
    } else if (set.indexOf(self.id()).isEmpty()) {
      trouble.add(Say.SET_WITHOUT_YOU.of());
    }
  }

  private void follow() throws TownClient.NoAnswer, IOException, InterruptedException {
    for (var succession : client.successions()) {
      var before = pins.sets().getLast();
      if (Arrays.equals(succession.previous(), before.hash())) {
        try {
          var signers = succession.check(before);
          remember(pins.follow(succession));
          var names = signers.stream().map(Custodian::person).collect(Collectors.joining(", "));
          news.add(Say.SET_REPLACED.of(succession.next().number(), before.number(), names));
        } catch (CustodyRefused e) {
          return;
        }
      }
    }
  }

  private void remember(Pins more) throws IOException {
    if (!more.equals(pins)) {
      pinFile.write(more);
      pins = more;
    }
  }

  /// Remembers the first set, whose fingerprint the person has compared.
  ///
  /// @param hash of the set that was shown
  void pin(String hash) throws IOException {
    var shown = first;
    if (shown == null || !Fingerprints.hex(shown.hash()).equals(hash)) {
      return;
    }
    try {
      remember(pins.pin(shown));
      first = null;
      news.add(Say.PINNED.of(shown.number()));
    } catch (CustodyRefused e) {
      news.add(Say.NOT_PINNED.of(e.getMessage()));
    }
  }

  /// Signs an approval and sends it.
  ///
  /// @param id of the request that was shown: its hash, in hexadecimal
  /// @param passphrase nothing if the keys are open
  /// @param read whether the person says that they have read it
  void approve(String id, char[] passphrase, boolean forAWhile, boolean read, Lang lang)
      throws IOException, InterruptedException {
    held.wipeIfDue();
    var bundle = waiting.get(id);
    if (bundle == null) {
      news.add(Say.GONE.of());
    } else if (taken.contains(id)) {
      news.add(Say.SENT_ALREADY.of());
    } else if (!read) {
      news.add(Say.NOT_READ.of());
    } else if (held.keys().isPresent() || open(passphrase, forAWhile)) {
      try {
        var hindrances = scrutiny(bundle).hindrances();
        news.addAll(hindrances);
        if (hindrances.isEmpty()) {
          sign(id, bundle, lang);
        }
      } finally {
        held.used();
      }
    }
  }

  private void sign(String id, Bundle bundle, Lang lang) throws InterruptedException {
    var keys = held.keys();
    if (keys.isEmpty()) {
      return;
    }
    try {
      var approval = keys.get().approve(bundle.request(), bundle.envelopes(), clocks.wall());
      send(id, approval, keys.get(), lang);
    } catch (CustodyRefused e) {
      news.add(Say.REFUSED.of(e.getMessage()));
    }
  }

  private void send(String id, Approval approval, CustodianKeys keys, Lang lang)
      throws InterruptedException {
    try {
      var answer = client.approve(keys, approval, lang);
      if (answer.taken()) {
        taken.add(id);
      }
      outcomes.put(id, (answer.taken() ? Say.SENT : Say.SERVER_REFUSED).of(answer.words()));
    } catch (TownClient.NoAnswer e) {
      news.add(e.notice());
      outcomes.put(id, Say.NOT_SENT.of());
    }
  }

  Scrutiny scrutiny(Bundle bundle) {
    return Scrutiny.of(bundle.request(), self, pins, clocks.wall());
  }

  Custodian self() {
    return self;
  }

  Pins pins() {
    return pins;
  }

  String server() {
    return client.address().base();
  }

  /// The set that waits to be compared, before anything is known.
  Optional<CustodianSet> first() {
    return Optional.ofNullable(first);
  }

  /// When the server was last asked.
  Optional<Instant> looked() {
    return Optional.ofNullable(looked);
  }

  /// Whether it ever gave its list.
  boolean listed() {
    return listed;
  }

  /// What waits, by the hash of the request.
  Map<String, Bundle> waiting() {
    return waiting;
  }

  Optional<Notice> outcome(String id) {
    return Optional.ofNullable(outcomes.get(id));
  }

  boolean isTaken(String id) {
    return taken.contains(id);
  }

  /// What is wrong as of the last look.
  List<Notice> trouble() {
    return trouble;
  }

  /// What happened since it was last shown.
  List<Notice> takeNews() {
    var all = List.copyOf(news);
    news.clear();
    return all;
  }

  /// Until when the keys are open; nothing if they are not.
  Optional<Instant> openUntil() {
    held.wipeIfDue();
    return held.keys().map(keys -> held.until());
  }

  @Override
  public void close() {
    held.close();
    client.close();
  }
}
