package org.vigie.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.ledger.Checkpoint;
import org.vigie.governance.ledger.CosignatureRefused;
import org.vigie.governance.ledger.Cosignatures;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.WitnessKey;

/// Brings the ledger's checkpoints to the witnesses that listen (C2SP tlog-witness, the call
/// `add-checkpoint`), and publishes what they cosign. Only addresses that the configuration names
/// are called. Rounds are of one thread; [#failure] is for any.
final class WitnessPost implements AutoCloseable {

  static final Duration EVERY = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(WitnessPost.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_ANSWER_BYTES = 8 * 1024;
  private static final int MOST_WORDS = 300;
  private static final String CALL = "add-checkpoint";

  private final List<WitnessConfig> witnesses;
  private final Ledger ledger;
  private final Cosignatures cosignatures;
  private final Duration patience;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();

  /// @param witnesses those without an address are left alone
  WitnessPost(List<WitnessConfig> witnesses, Ledger ledger, Cosignatures cosignatures) {
    this(witnesses, ledger, cosignatures, PATIENCE);
  }

  /// @param patience for one answer
  WitnessPost(
      List<WitnessConfig> witnesses, Ledger ledger, Cosignatures cosignatures, Duration patience) {
    this.patience = patience;
    this.witnesses = witnesses.stream().filter(one -> one.address().isPresent()).toList();
    this.ledger = ledger;
    this.cosignatures = cosignatures;
  }

  /// Why a witness got nothing.
  ///
  /// @param contradicts it knows another past of the ledger than is here now
  record Failure(String why, boolean contradicts) {}

  /// The ledger does not continue what the witness has cosigned.
  private static final class Contradicted extends IOException {
    private static final long serialVersionUID = 1L;

    Contradicted(String why) {
      super(why);
    }
  }

  /// What a witness answered.
  private record Answer(int status, String text) {

    /// One line for people.
    String line() {
      var line = text.replaceAll("\\s+", " ").strip();
      return line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "..." : line;
    }

    /// How many entries the witness has cosigned, where it says that the proof begins elsewhere.
    Optional<Long> size() {
      var line = text.strip();
      return status == 409 && line.matches("\\d{1,18}")
          ? Optional.of(Long.parseLong(line))
          : Optional.empty();
    }
  }

  /// Brings each witness what it has not cosigned yet. One that does not answer keeps the others
  /// waiting for two answers' patience at the most, and for a log that has ended as long again.
  void round() {
    ledger.publish();
    for (var witness : witnesses) {
      try {
        for (var checkpoint : ledger.checkpoints()) {
          bring(witness.key(), witness.address().orElseThrow(), checkpoint);
        }
        failures.remove(witness.key().toString());
      } catch (IOException | UncheckedIOException | CosignatureRefused e) {
        var failure =
            new Failure(
                witness.address().orElseThrow() + ": " + words(e), e instanceof Contradicted);
        if (!failure.equals(failures.put(witness.key().toString(), failure))) {
          LOG.log(
              System.Logger.Level.WARNING, "witness {0}: {1}", witness.key().name(), failure.why());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String words(@Nullable Throwable e) {
    return e == null || e.getMessage() == null ? "it cannot be reached" : e.getMessage();
  }

  /// Why a witness got nothing in the last round, if it did not.
  Optional<Failure> failure(WitnessKey witness) {
    return Optional.ofNullable(failures.get(witness.toString()));
  }

  /// A year that has ended is brought only where the witness has begun with it.
  private void bring(WitnessKey witness, URI address, Checkpoint checkpoint)
      throws IOException, InterruptedException, CosignatureRefused {
    var origin = checkpoint.origin();
    long known = cosignatures.cosigned(witness, origin);
    boolean newest = origin.equals(ledger.checkpoint().origin());
    if (known == checkpoint.size() || (known == 0 && !newest)) {
      return;
    }
    var answer = send(address, origin, known);
    var other = answer.size();
    if (other.isPresent()) {
      // It has cosigned more, or less, than was published here: a copy was put back, or an answer
      // was lost.
      answer = send(address, origin, other.get());
    }
    var refusal = "answers %d: %s".formatted(answer.status, answer.line());
    // C2SP tlog-witness: 422 where the proof does not hold; 409 without a size where another root
    // of
    // that size was cosigned.
    if (answer.status == 422 || (answer.status == 409 && answer.size().isEmpty())) {
      throw new Contradicted(refusal);
    }
    if (answer.status != 200) {
      throw new IOException(refusal);
    }
  }

  private Answer send(URI address, String origin, long from)
      throws IOException, InterruptedException, CosignatureRefused {
    var body = new StringBuilder("old " + from + "\n");
    String note;
    try {
      var continuation = ledger.continuation(origin, from);
      for (var hash : continuation.hashes()) {
        body.append(Base64.getEncoder().encodeToString(hash)).append('\n');
      }
      note = continuation.checkpoint().note();
    } catch (NoSuchElementException e) {
      throw new Contradicted(
          "it has cosigned %d entries of %s, more than there are here: the ledger was put back from an older copy"
              .formatted(from, origin));
    }
    var request =
        HttpRequest.newBuilder(call(address))
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofString(body + "\n" + note, StandardCharsets.UTF_8))
            .build();
    var answer = answer(request);
    if (answer.status == 200) {
      cosignatures.take(note + answer.text);
    }
    return answer;
  }

  /// The whole answer within the patience, however slowly it comes, and no more of it than fits.
  private Answer answer(HttpRequest request) throws IOException, InterruptedException {
    var coming =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_ANSWER_BYTES));
    try {
      var answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(answer.statusCode(), answer.body());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(words(e.getCause()), e);
    } finally {
      coming.cancel(true);
    }
  }

  private static URI call(URI address) {
    var base = address.toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + CALL);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
