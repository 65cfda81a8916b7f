package org.vigie.server.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// Asks the provider: within ten seconds to the last byte, half a MiB at most, no redirects.
///
/// Safe for any thread.
final class OidcHttp implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 512 * 1024;
  private static final String TOO_LARGE = "512 KiB";

  private final HttpClient http;
  private final Duration patience;

  OidcHttp(Optional<SSLContext> trust, Duration patience) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
    this.patience = patience;
  }

  record Reply(int status, byte[] body) {}

  Reply get(URI address) throws OidcException {
    return send(HttpRequest.newBuilder(address).header("Accept", "application/json").build());
  }

  /// @param authorization of the client, where it is not in the form
  Reply post(URI address, String form, Optional<String> authorization) throws OidcException {
    var request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return send(request.build());
  }

  private Reply send(HttpRequest request) throws OidcException {
    var host = request.uri().getAuthority();
    var asked =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      var response = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() >= 300 && response.statusCode() < 400) {
        throw new OidcException(OidcFault.REDIRECTS, to(response));
      }
      return new Reply(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new OidcException(OidcFault.SLOW, String.valueOf(patience.toSeconds()));
    } catch (ExecutionException e) {
      throw failed(host, Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new OidcException(OidcFault.NO_ANSWER, host + ": Vigie is stopping");
    }
  }

  private static String to(HttpResponse<byte[]> response) {
    return response.statusCode()
        + response.headers().firstValue("Location").map(where -> " to " + where).orElse("");
  }

  private static OidcException failed(String host, Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      // What `BodyHandlers.limiting` says.
      if (e instanceof IOException && String.valueOf(e.getMessage()).contains("exceeds capacity")) {
        return new OidcException(OidcFault.TOO_LARGE, TOO_LARGE);
      }
    }
    var words = cause.getClass().getSimpleName();
    for (Throwable e = cause; e != null; e = e.getCause()) {
      var said = e.getMessage();
      if (said != null && !said.isBlank()) {
        words = said;
        break;
      }
    }
    return new OidcException(OidcFault.NO_ANSWER, host + ": " + words);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
