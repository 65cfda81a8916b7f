package org.vigie.tell;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;

/// Posts each news to an address, signed after Standard Webhooks (webhook-id, webhook-timestamp,
/// webhook-signature). No redirect is followed: what is told goes where the configuration says.
final class WebhookSender implements Sender {

  private final Way.Webhook way;
  private final ReceiverSettings settings;
  private final Letter letter;
  private final Clocks clocks;
  private final Duration patience;
  private final HttpClient http;

  /// @param patience how long an answer may take
  /// @throws BadInput if the file of authorities cannot be used
  WebhookSender(
      ReceiverSettings settings, Way.Webhook way, Letter letter, Clocks clocks, Duration patience)
      throws BadInput {
    this.settings = settings;
    this.way = way;
    this.letter = letter;
    this.clocks = clocks;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            // Without it each call in clear asks for HTTP/2 first, which small receivers stumble
            // over.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .sslContext(Trust.context(way.authorities()))
            .build();
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public Duration gather() {
    return Duration.ZERO;
  }

  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  @Override
  public void send(List<News> news, long lost) throws NotTold, InterruptedException {
    for (var one : news) {
      for (var message : letter.messages(one, settings, lost)) {
        post(message);
      }
    }
  }

  private void post(Letter.Message message) throws NotTold, InterruptedException {
    long seconds = clocks.wall().getEpochSecond();
    var request =
        HttpRequest.newBuilder(way.address())
            .header("Content-Type", message.type())
            .header("User-Agent", "Vigie/" + Programs.VERSION)
            .header("webhook-id", message.id())
            .header("webhook-timestamp", Long.toString(seconds))
            .header("webhook-signature", way.secret().sign(message.id(), seconds, message.body()))
            .POST(BodyPublishers.ofByteArray(message.body()))
            .build();
    int status = status(request);
    if (status / 100 == 3) {
      throw new NotTold(
          "it answers %d: another address, which is not followed; write into the configuration where it shall go"
              .formatted(status));
    }
    if (status / 100 != 2) {
      throw new NotTold("it answers " + status + meaning(status));
    }
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> ": it does not take the signature; is the secret the same at both ends?";
      case 404, 410 -> ": there is nothing at that address (any more)";
      default -> "";
    };
  }

  /// What is said beyond the status is not read.
  private int status(HttpRequest request) throws NotTold, InterruptedException {
    var coming = http.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      var answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      leave(answer);
      return answer.statusCode();
    } catch (TimeoutException e) {
      throw new NotTold("no answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new NotTold(words(e.getCause()), e);
    } finally {
      coming.cancel(true);
    }
  }

  private static void leave(HttpResponse<InputStream> answer) {
    try (var unread = answer.body()) {
      // Closed unread.
    } catch (IOException e) {
      // It has answered; how that ends is nothing to us.
    }
  }

  private static String words(@Nullable Throwable e) {
    return switch (e) {
      case SSLException tls ->
          "its certificate is not trusted, or TLS fails (" + tls.getMessage() + ")";
      case java.net.http.HttpConnectTimeoutException late -> "it cannot be reached: no connection";
      case null -> "it cannot be reached";
      default -> e.getMessage() == null ? "it cannot be reached" : e.getMessage();
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
