package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import org.vigie.governance.ledger.CosignatureRefused.Reason;

/// What the town's witnesses have cosigned of its ledger: taken, checked, and published beside the
/// log, a file for each witness and year. Safe for any thread.
///
/// What each witness vouched for stands in the ledger too, at most every [#TELL_EVERY]: each such
/// entry makes a new checkpoint that is cosigned in its turn, and must not go on for ever.
public final class Cosignatures {

  /// No more than four entries a day of each witness.
  public static final Duration TELL_EVERY = Duration.ofHours(6);

  /// A witness that has not signed an entry so long after it was written is silent.
  public static final Duration SILENT_AFTER = Duration.ofHours(24);

  private static final String NAMED = "ledger.witnesses";
  private static final String WITNESSED = "ledger.witnessed";
  private static final String CONTRADICTED = "ledger.contradicted";
  private static final System.Logger LOG = System.getLogger(Cosignatures.class.getName());

  private record Key(String witness, String origin) {}

  private final Ledger ledger;
  private final Path contradictions;
  private final Clocks clocks;
  private final Map<Key, Cosignature> published = new HashMap<>();
  private final Map<String, Instant> named = new HashMap<>();
  private final Map<String, Instant> told = new HashMap<>();
  private final Map<Reason, Long> refused = new EnumMap<>(Reason.class);
  private List<WitnessKey> witnesses = List.of();
  private long taken;

  /// @param folder of the ledger
  public Cosignatures(Ledger ledger, Path folder, Clocks clocks) {
    this.ledger = ledger;
    this.contradictions = folder.resolve("contradictions");
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case NAMED -> {
        var now = new HashSet<String>();
        if (entry.facts().get("witnesses") instanceof List<?> list) {
          list.forEach(witness -> now.add(String.valueOf(witness)));
        }
        named.keySet().retainAll(now);
        now.forEach(witness -> named.putIfAbsent(witness, recorded.at()));
      }
      case WITNESSED -> told.put(entry.text("witness"), recorded.at());
      default -> {}
    }
  }

  /// Names the witnesses from now on. A change is an entry in the ledger: nobody drops a witness
  /// unnoticed.
  ///
  /// @throws BadInput if one of them has the ledger's own key
  public synchronized void adopt(List<WitnessKey> configured) throws BadInput, IOException {
    for (var witness : configured) {
      if (ledger.key().isSame(witness.key())) {
        throw new BadInput(
            "ledger: witnesses: "
                + witness
                + " has the ledger's own key: a witness has one of its own, on another machine");
      }
    }
    witnesses = List.copyOf(configured);
    readPublished();
    var names = witnesses.stream().map(WitnessKey::toString).sorted().toList();
    if (!named.keySet().equals(new HashSet<>(names))) {
      ledger.append(new Entry(NAMED, "vigie", Map.of("witnesses", names)));
      named.keySet().retainAll(names);
      names.forEach(name -> named.putIfAbsent(name, clocks.wall()));
    }
  }

  private void readPublished() throws IOException {
    published.clear();
    for (var log : ledger.logs()) {
      for (var witness : witnesses) {
        var file = file(log, witness);
        if (Files.exists(file)) {
          try {
            var known = check(Files.readString(file), List.of(witness));
            published.put(new Key(witness.toString(), known.origin()), known);
          } catch (CosignatureRefused e) {
            LOG.log(
                System.Logger.Level.WARNING,
                file + " is not relied upon, the next cosignature replaces it: " + e.getMessage());
          }
        }
      }
    }
  }

  private static Path file(YearLog log, WitnessKey witness) {
    return log.cosigned().resolve(witness.id() + ".cosigned");
  }

  public synchronized List<WitnessKey> witnesses() {
    return witnesses;
  }

  /// Takes a cosigned checkpoint, and publishes it with the witness' line. One that is published
  /// already is taken again and changes nothing: its sender may have missed the answer.
  ///
  /// @throws CosignatureRefused if it is not a newer one, of a named witness, over what this ledger
  ///     has signed and still continues; counted
  /// @throws IOException if it cannot be stored
  public synchronized Cosignature take(String note) throws CosignatureRefused, IOException {
    try {
      var fresh = check(note, witnesses);
      var key = new Key(fresh.witness().toString(), fresh.origin());
      var before = published.get(key);
      if (before != null && before.note().equals(fresh.note())) {
        return before;
      }
      if (before != null && !fresh.isNewerThan(before)) {
        throw new CosignatureRefused(
            Reason.NOT_NEWER,
            "%s has cosigned %d entries of %s at %s already: this is not newer."
                .formatted(fresh.witness(), before.size(), before.origin(), before.at()));
      }
      var file = file(ledger.log(fresh.origin()).orElseThrow(), fresh.witness());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Durable.replace(file, fresh.note().getBytes(StandardCharsets.UTF_8));
      published.put(key, fresh);
      taken++;
      tell(fresh);
      return fresh;
    } catch (CosignatureRefused e) {
      refused.merge(e.reason(), 1L, Long::sum);
      throw e;
    }
  }

  /// How many entries of a log a witness has cosigned, as published; 0 where it has none.
  ///
  /// @param origin of the log
  public synchronized long cosigned(WitnessKey witness, String origin) {
    var known = published.get(new Key(witness.toString(), origin));
    return known == null ? 0 : known.size();
  }

  private Cosignature check(String note, List<WitnessKey> by)
      throws CosignatureRefused, IOException {
    var read = Cosignature.read(note, by);
    var log =
        ledger
            .log(read.origin())
            .orElseThrow(
                () ->
                    new CosignatureRefused(
                        Reason.OTHER_LOG, "This town has no log of that name: " + read.origin()));
    try {
      Checkpoint.read(read.note(), ledger.key(), "It");
    } catch (LedgerRefused e) {
      throw new CosignatureRefused(Reason.NOT_SIGNED_HERE, String.valueOf(e.getMessage()));
    }
    if (read.size() > log.checkpoint().size()) {
      // It may have been published a moment ago, and not be known here yet.
      ledger.publish();
    }
    try {
      log.requirePublished(read.note());
      return read;
    } catch (LedgerRefused e) {
      boolean beyond = read.size() > log.checkpoint().size();
      var why =
          "The ledger has signed %d entries of %s, and %s: it was rewritten, or put back from an older copy."
              .formatted(
                  read.size(),
                  read.origin(),
                  beyond ? "holds " + log.checkpoint().size() + " now" : "they are others now");
      keepContradiction(read);
      throw new CosignatureRefused(beyond ? Reason.BEYOND_THE_LOG : Reason.OTHER_ROOT, why);
    }
  }

  /// Both signed it, so it is true that the ledger was otherwise: kept until a person takes it
  /// away.
  private void keepContradiction(Cosignature read) throws IOException {
    var file = contradictions.resolve(read.witness().id() + ".cosigned");
    if (!Files.exists(file)) {
      Durable.privateFolder(contradictions);
      Durable.replace(file, read.note().getBytes(StandardCharsets.UTF_8), Durable.PRIVATE_FILE);
      ledger.append(new Entry(CONTRADICTED, "vigie", facts(read)));
    }
  }

  private void tell(Cosignature fresh) {
    var name = fresh.witness().toString();
    var now = clocks.wall();
    var last = told.get(name);
    if (last == null || last.isAfter(now) || !last.plus(TELL_EVERY).isAfter(now)) {
      try {
        ledger.append(new Entry(WITNESSED, "vigie", facts(fresh)));
        told.put(name, now);
      } catch (LedgerUnavailable e) {
        // It is published all the same; the next one is told.
        LOG.log(System.Logger.Level.WARNING, "a cosignature is not in the ledger", e);
      }
    }
  }

  private static Map<String, Object> facts(Cosignature one) {
    return Map.of(
        "witness", one.witness().toString(),
        "origin", one.origin(),
        "size", one.size(),
        "at", one.at());
  }

  /// How one witness stands.
  ///
  /// @param newest what it signed last, if anything
  /// @param since when the first entry was written that it has not signed; without any cosignature,
  ///     when it was named. Nothing where it has signed all
  /// @param entries how many it has not signed
  public record Standing(
      WitnessKey witness, Optional<Cosignature> newest, Optional<Instant> since, long entries) {

    /// Whether it owes a cosignature for [#SILENT_AFTER] or longer.
    public boolean isSilent(Instant now) {
      return since.isPresent() && !since.get().plus(SILENT_AFTER).isAfter(now);
    }
  }

  /// How each named witness stands, in the configuration's order.
  public synchronized List<Standing> standings() {
    return witnesses.stream().map(this::standing).toList();
  }

  private Standing standing(WitnessKey witness) {
    for (var log : ledger.logs()) {
      var newest = published.get(new Key(witness.toString(), log.origin()));
      if (newest != null) {
        long next = log.first() + newest.size();
        return new Standing(
            witness,
            Optional.of(newest),
            ledger.find(next).map(Recorded::at),
            ledger.size() - next);
      }
    }
    @Nullable Instant since = named.get(witness.toString());
    return new Standing(witness, Optional.empty(), Optional.ofNullable(since), ledger.size());
  }

  /// Checkpoints that ledger and witness signed and that the ledger does not continue any more, for
  /// as long as their files lie here.
  public List<Path> contradictions() throws IOException {
    if (!Files.isDirectory(contradictions)) {
      return List.of();
    }
    try (var files = Files.list(contradictions)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(".cosigned")).sorted().toList());
    }
  }

  /// How many were taken since the start.
  public synchronized long taken() {
    return taken;
  }

  /// How many were refused since the start, by reason.
  public synchronized Map<Reason, Long> refused() {
    return Map.copyOf(refused);
  }
}
