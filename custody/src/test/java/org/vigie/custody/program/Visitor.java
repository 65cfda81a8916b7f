package org.vigie.custody.program;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// A browser, as far as this page needs one: it keeps to the page's own links, sends what browsers
/// send, and follows the redirect after a form.
final class Visitor implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final String link;
  private final String language;

  Visitor(String link, String language) {
    this.link = link;
    this.language = language;
  }

  HttpResponse<String> get(String page) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(link + page)));
  }

  String see(String page) throws Exception {
    return get(page).body().replace('\u00a0', ' ');
  }

  /// Posts a form of the page, and sees what it leads to.
  String post(String page, String form) throws Exception {
    var origin = link.substring(0, link.indexOf('/', "http://".length()));
    return send(posted(page, form).header("Origin", origin)).body().replace('\u00a0', ' ');
  }

  HttpRequest.Builder posted(String page, String form) {
    return HttpRequest.newBuilder(URI.create(link + page))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(
        request.header("Accept-Language", language).build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    http.close();
  }
}
