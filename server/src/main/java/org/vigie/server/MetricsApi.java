package org.vigie.server;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What a Prometheus server reads, in its text format 0.0.4. There is no such page unless the town
/// has given it a token; nothing in it is about a person.
final class MetricsApi {

  private static final String BEARER = "Bearer ";

  private final Optional<String> token;
  private final Metrics metrics;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  MetricsApi(Town town) {
    this.token = town.settings().metricsToken();
    this.metrics = new Metrics(town);
  }

  ServerResponse metrics(ServerRequest request) throws IOException {
    if (token.isEmpty()) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    if (!isGiven(request, token.get())) {
      return ServerResponse.status(HttpStatus.UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"metrics\"")
          .contentType(MediaType.TEXT_PLAIN)
          .body(
              "The token of `metrics` in vigie.yaml is needed.\n".getBytes(StandardCharsets.UTF_8));
    }
    var out = new ByteArrayOutputStream();
    writer.write(out, metrics.now());
    return ServerResponse.ok()
        .contentType(MediaType.parseMediaType(writer.getContentType()))
        .cacheControl(CacheControl.noStore())
        .body(out.toByteArray());
  }

  private static boolean isGiven(ServerRequest request, String token) {
    var given = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
    return given != null
        && given.startsWith(BEARER)
        && MessageDigest.isEqual(
            given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }
}
