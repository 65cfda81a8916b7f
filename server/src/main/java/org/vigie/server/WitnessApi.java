package org.vigie.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.ledger.CosignatureRefused;
import org.vigie.governance.ledger.CosignatureRefused.Reason;
import org.vigie.governance.ledger.Cosignatures;

/// Takes what witnesses on other machines have cosigned, without a session: the cosignature is what
/// lets it in. Shows how the witnesses stand to whoever is signed in.
final class WitnessApi {

  /// A checkpoint with the lines of a few witnesses.
  private static final int MOST_BYTES = 8 * 1024;

  private static final int AT_ONCE = 30;
  private static final Duration THEN_EVERY = Duration.ofSeconds(10);

  private final Town town;
  private final Cosignatures cosignatures;
  private final Allowance allowance;
  private final AtomicLong tooMany = new AtomicLong();

  WitnessApi(Town town) {
    this.town = town;
    this.cosignatures = town.governance().cosignatures();
    this.allowance = new Allowance(town.clocks(), AT_ONCE, THEN_EVERY);
  }

  ServerResponse take(ServerRequest request) throws IOException {
    var wait = allowance.take(Asker.caller(request).address());
    if (wait.isPresent()) {
      tooMany.incrementAndGet();
      throw new Problem(
          ProblemCode.TOO_MANY_TRIES,
          "seconds",
          String.valueOf(wait.get().plusMillis(999).toSeconds()));
    }
    var note = Texts.body(request, MOST_BYTES);
    try {
      var taken = cosignatures.take(note);
      return ServerResponse.ok()
          .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .body(
              "%s entries of %s, cosigned by %s at %s, are published.\n"
                  .formatted(taken.size(), taken.origin(), taken.witness(), taken.at())
                  .getBytes(StandardCharsets.UTF_8));
    } catch (CosignatureRefused e) {
      throw new Problem(
          ProblemCode.COSIGNATURE_REFUSED,
          Map.of("reason", String.valueOf(e.getMessage()), "kind", e.reason().name()));
    }
  }

  ServerResponse list(ServerRequest request) {
    var now = town.clocks().wall();
    return Json.ok(
        new WitnessList(
            cosignatures.standings().stream().map(one -> WitnessAnswer.of(one, now)).toList(),
            cosignatures.taken(),
            cosignatures.refused(),
            tooMany.get()));
  }

  record WitnessList(
      List<WitnessAnswer> witnesses, long taken, Map<Reason, Long> refused, long tooMany) {}

  record WitnessAnswer(
      String name,
      String key,
      Optional<String> origin,
      Optional<Long> size,
      Optional<Instant> at,
      Optional<Instant> since,
      long entries,
      boolean silent) {

    static WitnessAnswer of(Cosignatures.Standing standing, Instant now) {
      var newest = standing.newest();
      return new WitnessAnswer(
          standing.witness().name(),
          standing.witness().id(),
          newest.map(one -> one.origin()),
          newest.map(one -> one.size()),
          newest.map(one -> one.at()),
          standing.since(),
          standing.entries(),
          standing.isSilent(now));
    }
  }
}
