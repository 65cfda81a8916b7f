package org.vigie.governance;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;

/// Whether the town tells its public what it does (R51): the publications of its public page, and
/// the exemption from it; a fold of the ledger. Safe for any thread; readers never wait.
public final class Notices {

  private static final String PUBLISHED = "notice.published";
  private static final String EXEMPTED = "notice.exempted";
  private static final String REFUSED = "notice.refused";
  private static final int LONGEST_WORDS = 200;

  private final Ledger ledger;
  private final Habilitations habilitations;
  private final Clocks clocks;
  private volatile Optional<Publication> publication = Optional.empty();
  private volatile Optional<Exemption> exemption = Optional.empty();

  Notices(Ledger ledger, Habilitations habilitations, Clocks clocks) {
    this.ledger = ledger;
    this.habilitations = habilitations;
    this.clocks = clocks;
  }

  /// What the public page says, as it was last published.
  ///
  /// @param sha256 of the declaration's bytes, 64 hexadecimal digits
  /// @param by who published it; [Actors#VIGIE] where it changed with the configuration
  /// @param entry the index of its ledger entry
  public record Publication(String sha256, String by, Instant at, long entry) {}

  /// A decision by which the town need not publish the page.
  ///
  /// @param reference of the decision
  /// @param authority that decided
  /// @param entry the index of its ledger entry
  public record Exemption(String reference, String authority, Instant at, long entry) {}

  /// Takes an entry of the ledger into account.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case PUBLISHED ->
          publication =
              Optional.of(
                  new Publication(
                      entry.text("sha256"), entry.actor(), recorded.at(), recorded.index()));
      case EXEMPTED ->
          exemption =
              Optional.of(
                  new Exemption(
                      entry.text("reference"),
                      entry.text("authority"),
                      recorded.at(),
                      recorded.index()));
      default -> {}
    }
  }

  public Optional<Publication> publication() {
    return publication;
  }

  public Optional<Exemption> exemption() {
    return exemption;
  }

  /// Whether a rule may be armed, as far as the public is concerned.
  public boolean allowArming() {
    return publication.isPresent() || exemption.isPresent();
  }

  /// Publishes the page; in the ledger first. From then on Vigie publishes its changes by itself.
  ///
  /// @param sha256 of the declaration's bytes
  /// @param reason a sentence; empty where none was given
  /// @throws Refused if the person does not hold the right ADMINISTER for all cameras; that is in
  ///     the ledger
  public synchronized Publication publish(String person, String sha256, String reason)
      throws Refused {
    var facts = new HashMap<String, Object>();
    facts.put("sha256", sha256);
    if (!reason.isEmpty()) {
      facts.put("reason", reason);
    }
    requireAdminister(person, facts);
    return write(person, facts, sha256);
  }

  /// What a published page says has changed with the configuration; in the ledger first. Does
  /// nothing where no person has published it yet, or it says what it said.
  public synchronized void keepUp(String sha256) {
    var last = publication;
    if (last.isPresent() && !last.get().sha256().equals(sha256)) {
      var facts = Map.<String, Object>of("sha256", sha256, "before", last.get().sha256());
      var unused = write(Actors.VIGIE, facts, sha256);
    }
  }

  private Publication write(String actor, Map<String, Object> facts, String sha256) {
    long entry = ledger.append(new Entry(PUBLISHED, actor, facts));
    var made = new Publication(sha256, actor, clocks.wall(), entry);
    publication = Optional.of(made);
    return made;
  }

  /// Records that the town need not publish the page; in the ledger first.
  ///
  /// @param reason a sentence
  /// @throws Refused as [#publish], or if reference or authority is missing
  public synchronized Exemption exempt(
      String person, String reference, String authority, String reason) throws Refused {
    var facts = new HashMap<String, Object>();
    facts.put("reference", cut(reference));
    facts.put("authority", cut(authority));
    facts.put("reason", reason);
    requireAdminister(person, facts);
    if (reference.isBlank() || authority.isBlank()) {
      throw refuse(person, facts, "An exemption has a reference and names who decided it.");
    }
    long entry = ledger.append(new Entry(EXEMPTED, person, facts));
    var made = new Exemption(cut(reference), cut(authority), clocks.wall(), entry);
    exemption = Optional.of(made);
    return made;
  }

  private void requireAdminister(String person, Map<String, Object> facts) throws Refused {
    if (!person.equals(Actors.LOCAL_ADMINISTRATOR)
        && !habilitations.holdForAll(person, Right.ADMINISTER, clocks.wall())) {
      throw refuse(person, facts, "You do not hold the right ADMINISTER for all cameras.");
    }
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    var all = new HashMap<>(facts);
    all.put("why", why);
    ledger.append(new Entry(REFUSED, person, all));
    return new Refused(why);
  }

  private static String cut(String words) {
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
  }
}
