package org.vigie.custody.program;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.vigie.base.Clocks;
import org.vigie.custody.Approval;
import org.vigie.custody.BundleList;
import org.vigie.custody.CustodianCall;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Succession;

/// The town's server, as a custodian's program calls it: it may be anybody's by now, so each answer
/// has a length that it may not pass and a time by which it must have ended. Safe for any thread.
final class TownClient implements AutoCloseable {

  /// An answer that has not ended by then never does.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int SMALL = 64 * 1024;
  private static final int SUCCESSIONS = 4 * 1024 * 1024;
  private static final int MOST_SUCCESSIONS = 1_000;

  private final Address address;
  private final HttpClient http;
  private final Clocks clocks;
  private final Duration patience;

  /// What the server made of an approval.
  record Answer(boolean taken, String words) {}

  /// The server did not answer as it should.
  static final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Notice notice;

    NoAnswer(Notice notice) {
      super(notice.say().name());
      this.notice = notice;
    }

    Notice notice() {
      return notice;
    }
  }

  /// @param trust whose certificates are believed, where the town has its own
  TownClient(Address address, Optional<SSLContext> trust, Clocks clocks, Duration patience) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience);
    trust.ifPresent(builder::sslContext);
    this.address = address;
    this.http = builder.build();
    this.clocks = clocks;
    this.patience = patience;
  }

  Address address() {
    return address;
  }

  /// The set that the server says is in force.
  CustodianSet set() throws NoAnswer, InterruptedException {
    var answer = call("GET", "/api/custodian/set", new byte[0], Optional.empty(), SMALL, Lang.EN);
    if (answer.statusCode() != 200) {
      throw new NoAnswer(Say.SERVER_WRONG.of(words(answer)));
    }
    try {
      return CustodianSet.read(text(answer));
    } catch (CustodyRefused e) {
      throw new NoAnswer(Say.SERVER_WRONG.of(e.getMessage()));
    }
  }

  /// All changes of the set, the oldest first; none from a server that does not say.
  List<Succession> successions() throws NoAnswer, InterruptedException {
    var answer =
        call(
            "GET",
            "/api/custodian/successions",
            new byte[0],
            Optional.empty(),
            SUCCESSIONS,
            Lang.EN);
    if (answer.statusCode() != 200) {
      return List.of();
    }
    try {
      var successions = new ArrayList<Succession>();
      for (var line : text(answer).lines().limit(MOST_SUCCESSIONS).toList()) {
        successions.add(Succession.ofLine(line));
      }
      return successions;
    } catch (CustodyRefused e) {
      throw new NoAnswer(Say.SERVER_WRONG.of(e.getMessage()));
    }
  }

  /// The texts of what waits for a custodian, as they came.
  List<String> requests(CustodianKeys keys, Lang lang) throws NoAnswer, InterruptedException {
    var answer =
        call(
            "GET",
            "/api/custodian/requests",
            new byte[0],
            Optional.of(keys),
            BundleList.MOST_CHARACTERS,
            lang);
    if (answer.statusCode() != 200) {
      throw new NoAnswer(Say.LIST_REFUSED.of(words(answer)));
    }
    try {
      return BundleList.read(text(answer));
    } catch (CustodyRefused e) {
      throw new NoAnswer(Say.SERVER_WRONG.of(e.getMessage()));
    }
  }

  /// Sends an approval.
  Answer approve(CustodianKeys keys, Approval approval, Lang lang)
      throws NoAnswer, InterruptedException {
    var body = approval.text().getBytes(StandardCharsets.UTF_8);
    var answer = call("POST", "/api/custodian/approvals", body, Optional.of(keys), SMALL, lang);
    return new Answer(answer.statusCode() == 200, words(answer));
  }

  private HttpResponse<byte[]> call(
      String method, String path, byte[] body, Optional<CustodianKeys> keys, int longest, Lang lang)
      throws NoAnswer, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address.base() + path))
            .timeout(patience)
            .header("Accept-Language", lang.tag())
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", "text/plain; charset=utf-8");
    }
    keys.ifPresent(
        own ->
            request.header(
                CustodianCall.HEADER,
                new CustodianCall(method, path, address.host(), body).sign(own, clocks.wall())));
    // The request's own time ends with the answer's head; this one with its last byte.
    var answer =
        http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable("no answer within %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException e) {
      throw unreachable(reason(e));
    } finally {
      answer.cancel(true);
    }
  }

  private NoAnswer unreachable(String why) {
    return new NoAnswer(Say.UNREACHABLE.of(address.base(), why));
  }

  private static String reason(ExecutionException failure) {
    var cause = failure.getCause();
    var said = cause == null ? null : cause.getMessage();
    if (said != null && !said.isBlank()) {
      return said;
    }
    return (cause == null ? failure : cause).getClass().getSimpleName();
  }

  private static String words(HttpResponse<byte[]> answer) {
    return ServerWords.of(answer.statusCode(), answer.body());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
