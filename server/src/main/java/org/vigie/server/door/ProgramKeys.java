package org.vigie.server.door;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;

/// Keys for programs: a wall that is there already, a data platform, a script. A program reads and
/// never decides: what its key carries are rights to look, and nothing is taken from it but GET.
/// Each has a habilitation of its own, is in the ledger under an id of its own, and ends by itself.
/// Safe for any thread.
public final class ProgramKeys {

  /// What a program may have of what people may.
  public static final Set<Right> RIGHTS =
      Set.copyOf(EnumSet.of(Right.VIEW_LIVE, Right.PLAY_BACK, Right.INSPECT, Right.ATTEND));

  /// No key lasts longer.
  public static final Duration LONGEST = Duration.ofDays(366);

  /// Whether an id of the ledger is that of a program.
  public static boolean isProgram(String person) {
    return person.startsWith(PERSON);
  }

  /// What a key begins with, so that whoever finds one in a file knows what it is.
  static final String MARK = "vigie-key-";

  static final String PERSON = "program-";
  static final String SESSION = "key-";
  private static final Duration NOTE_EVERY = Duration.ofMinutes(1);
  private static final int MOST = 100;

  private final SqlProgramKeys stored;
  private final SqlAccounts accounts;
  private final Governance governance;
  private final Clocks clocks;

  ProgramKeys(SqlStore store, Governance governance, Clocks clocks) {
    this.stored = new SqlProgramKeys(store);
    this.accounts = new SqlAccounts(store);
    this.governance = governance;
    this.clocks = clocks;
  }

  /// @param secret what the program shows; told once
  public record Made(ProgramKey key, String secret) {}

  /// Makes a key; governance asks whether `actor` may.
  ///
  /// @param rights some of [#RIGHTS]
  /// @throws DoorRefused if the name is taken, or there are too many
  public Made make(
      String actor, String name, Set<Right> rights, CameraScope cameras, Instant expires)
      throws DoorRefused, Refused {
    if (!RIGHTS.containsAll(rights) || rights.isEmpty()) {
      throw new IllegalArgumentException("a program may have some of " + RIGHTS);
    }
    var now = clocks.wall();
    if (stored.list().stream().filter(key -> key.isGood(now)).count() >= MOST) {
      throw new DoorRefused.TooManyKeys();
    }
    var person = PERSON + RandomIds.hex(6);
    if (!accounts.add(person, name, now)) {
      throw new DoorRefused.NameTaken();
    }
    var key =
        new ProgramKey(
            RandomIds.hex(6),
            person,
            name,
            actor,
            now,
            expires,
            Optional.empty(),
            Optional.empty());
    var secret = MARK + Token.fresh();
    try {
      governance.grant(actor, person, Mandate.of(rights), cameras, now, expires);
      governance.note(
          "program-key.made", actor, Map.of("key", key.id(), "person", person, "until", expires));
      stored.add(Token.hash(secret), key);
      return new Made(key, secret);
    } catch (Refused | RuntimeException e) {
      takeBack(actor, person, e);
      throw e;
    }
  }

  /// Of a key that was not made nothing stays but what the ledger says.
  private void takeBack(String actor, String person, Exception why) {
    try {
      for (var held : governance.habilitations(person)) {
        governance.end(actor, held.id(), "the key could not be made");
      }
      accounts.remove(person);
    } catch (Refused | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /// Whose request shows this key, if it opens anything now; this is a sign of life.
  public Optional<SignedIn> find(String secret) {
    return secret.startsWith(MARK)
        ? stored.find(Token.hash(secret)).flatMap(this::signedIn)
        : Optional.empty();
  }

  /// Whether what a key let in goes on.
  Optional<SignedIn> find(SignedIn signedIn) {
    return stored.find(signedIn.session().substring(SESSION.length())).flatMap(this::signedIn);
  }

  static boolean isOne(SignedIn signedIn) {
    return signedIn.person().startsWith(PERSON);
  }

  private Optional<SignedIn> signedIn(ProgramKey key) {
    var now = clocks.wall();
    boolean habilitated =
        governance.habilitations(key.person()).stream().anyMatch(held -> held.isValid(now));
    if (!key.isGood(now) || !habilitated) {
      return Optional.empty();
    }
    if (key.used().filter(at -> at.plus(NOTE_EVERY).isAfter(now)).isEmpty()) {
      stored.used(key.id(), now);
    }
    return Optional.of(new SignedIn(key.person(), SESSION + key.id(), key.expires(), Stage.OPEN));
  }

  /// All that were made, newest first.
  public List<ProgramKey> list() {
    return stored.list();
  }

  /// The key of somebody who is no person; nothing for people.
  public Optional<ProgramKey> ofPerson(String person) {
    return person.startsWith(PERSON) ? stored.ofPerson(person) : Optional.empty();
  }

  /// Ends a key and its habilitation: what it had open closes within seconds.
  public ProgramKey end(String actor, String id, String reason) throws DoorRefused, Refused {
    var key = stored.find(id).orElseThrow(DoorRefused.NoSuchKey::new);
    governance.note(
        "program-key.ended", actor, Map.of("key", id, "person", key.person(), "reason", reason));
    for (var held : governance.habilitations(key.person())) {
      governance.end(actor, held.id(), reason);
    }
    stored.end(id, clocks.wall());
    return stored.find(id).orElseThrow(DoorRefused.NoSuchKey::new);
  }
}
