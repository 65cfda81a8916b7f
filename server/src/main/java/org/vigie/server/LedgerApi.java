package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.Sha256;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.InclusionProof;
import org.vigie.governance.ledger.KeptWords;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.viewing.Viewings;
import org.vigie.server.Answers.CheckpointAnswer;

/// The ledger page: one's own acts for everyone, all of them for inspectors; but for what was
/// noticed of how they look at footage themselves.
final class LedgerApi {

  /// One call of the ledger looks through a bounded number of entries; so many calls make a page.
  private static final int MOST_CALLS = 50;

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final Town town;
  private final Ledger ledger;

  LedgerApi(Town town) {
    this.town = town;
    this.ledger = town.governance().ledger();
  }

  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    boolean mine = request.param("mine").map(Boolean::parseBoolean).orElse(false);
    var actor = mine || !inspects(person) ? person : "";
    var kind = request.param("kind").orElse("");
    int limit = (int) Query.whole(request, "limit", 1, 200, 50);
    long before = Query.whole(request, "before", 0, Long.MAX_VALUE, Long.MAX_VALUE);
    var entries = new ArrayList<EntryAnswer>();
    int calls = 0;
    do {
      int left = limit - entries.size();
      var page = ledger.page(new org.vigie.governance.ledger.Query(before, left, actor, kind));
      page.entries().stream()
          .filter(recorded -> Viewings.mayRead(person, recorded.entry()))
          .forEach(recorded -> entries.add(EntryAnswer.of(recorded, person)));
      before = page.next();
      calls++;
    } while (entries.size() < limit && before > 0 && calls < MOST_CALLS);
    return Json.ok(
        new EntryPage(
            entries,
            ledger.size(),
            before > 0 ? Optional.of(before) : Optional.empty(),
            kinds(actor, person)));
  }

  ServerResponse checkpoint(ServerRequest request) {
    return Json.ok(CheckpointAnswer.of(ledger.checkpoint()));
  }

  ServerResponse proof(ServerRequest request) {
    var person = Asker.of(request).person();
    long index = Query.number(request.pathVariable("index"), ProblemCode.NOT_FOUND, "index");
    boolean readable =
        ledger
            .find(index)
            .filter(recorded -> recorded.entry().actor().equals(person) || inspects(person))
            .filter(recorded -> Viewings.mayRead(person, recorded.entry()))
            .isPresent();
    if (!readable) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return Json.ok(ProofAnswer.of(index, ledger.prove(index)));
  }

  /// Destroys what people typed into one entry: for the data-protection officer, where it says what
  /// it must not. The entry stays, and its proof holds.
  ServerResponse eraseWords(ServerRequest request) throws IOException {
    var order = Json.read(request, EraseOrder.class);
    var person = Asker.of(request).person();
    long index = Query.number(request.pathVariable("index"), ProblemCode.NOT_FOUND, "index");
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    // Neither one's own words, nor what was noticed of oneself: nobody tidies up behind themselves.
    boolean another =
        ledger
            .find(index)
            .filter(recorded -> !recorded.entry().actor().equals(person))
            .filter(recorded -> Viewings.mayRead(person, recorded.entry()))
            .isPresent();
    if (!another) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    if (!town.governance().freeText().erase(person, index, reason)) {
      throw new Problem(ProblemCode.NO_WORDS);
    }
    return ledger
        .find(index)
        .map(recorded -> Json.ok(EntryAnswer.of(recorded, person)))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private boolean inspects(String person) {
    return town.governance().holds(person, Right.INSPECT);
  }

  /// The kinds among the newest thousand entries.
  private List<String> kinds(String actor, String person) {
    var page = ledger.page(new org.vigie.governance.ledger.Query(Long.MAX_VALUE, 1000, actor, ""));
    return page.entries().stream()
        .filter(r -> Viewings.mayRead(person, r.entry()))
        .map(r -> r.entry().kind())
        .distinct()
        .sorted()
        .toList();
  }

  record EraseOrder(@Nullable String reason) {}

  record EntryPage(
      List<EntryAnswer> entries, long size, Optional<Long> before, List<String> kinds) {}

  record EntryAnswer(
      long index, Instant at, String kind, String actor, boolean mine, Map<String, Object> facts) {

    static EntryAnswer of(Recorded recorded, String person) {
      var entry = recorded.entry();
      return new EntryAnswer(
          recorded.index(),
          recorded.at(),
          entry.kind(),
          entry.actor(),
          entry.actor().equals(person),
          entry.facts());
    }
  }

  record ProofAnswer(
      long index,
      long leaf,
      String salt,
      String body,
      List<KeptWords> words,
      String leafHash,
      List<String> hashes,
      CheckpointAnswer checkpoint) {

    static ProofAnswer of(long index, InclusionProof proof) {
      return new ProofAnswer(
          index,
          proof.leaf(),
          BASE64.encodeToString(proof.salt()),
          proof.body(),
          proof.words(),
          BASE64.encodeToString(leafHash(proof)),
          proof.path().stream().map(BASE64::encodeToString).toList(),
          CheckpointAnswer.of(proof.checkpoint()));
    }

    private static byte[] leafHash(InclusionProof proof) {
      var sha256 = Sha256.digest();
      sha256.update(proof.salt());
      var leaf = sha256.digest(proof.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return sha256.digest(leaf);
    }
  }
}
