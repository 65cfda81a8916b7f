package org.vigie.custody.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.custody.Bundle;
import org.vigie.custody.BundleList;
import org.vigie.custody.CustodyRefused;

/// What a server that is not the town's, another site in the same browser, and another account of
/// the same machine can do to a custodian's page: nothing but be refused.
class HostileTest {

  private static final String WHILE = PageRun.TYPED + "&keep=while";

  @TempDir private Path dir;

  @Test
  void another_site_cannot_press_the_button() throws Exception {
    try (var run = PageRun.usual(dir, 90)) {
      run.visitor.post("look", WHILE);
      for (var origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
        var forged = run.visitor.posted(run.approve(), "read=yes").header("Origin", origin);
        assertThat(run.visitor.send(forged).statusCode()).as(origin).isEqualTo(403);
      }
      // No Origin at all is no browser's post, and a link from elsewhere is not followed.
      assertThat(run.visitor.send(run.visitor.posted(run.approve(), "read=yes")).statusCode())
          .isEqualTo(403);
      var linked =
          HttpRequest.newBuilder(URI.create(run.page.link()))
              .header("Sec-Fetch-Site", "cross-site");
      assertThat(run.visitor.send(linked).statusCode()).isEqualTo(403);
      assertThat(run.opening.approvers()).isEmpty();
    }
  }

  @Test
  void a_name_that_was_led_to_this_machine_is_not_answered() throws Exception {
    try (var run = PageRun.usual(dir, 91)) {
      var link = URI.create(run.page.link());
      var port = link.getPort();
      for (var host :
          List.of("evil.example", "evil.example:" + port, "localhost:" + port, "127.0.0.1", "")) {
        assertThat(raw(port, "GET " + link.getPath() + " HTTP/1.1\r\nHost: " + host))
            .as(host)
            .startsWith("HTTP/1.1 403");
      }
      assertThat(raw(port, "GET " + link.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whoever_does_not_have_the_link_sees_nothing() throws Exception {
    try (var run = PageRun.usual(dir, 92)) {
      var base = run.page.link().substring(0, run.page.link().indexOf('/', 8));
      var wrong = run.page.link().replaceFirst(".{33}$", "0".repeat(32) + "/");
      for (var url : List.of(base + "/", base + "/request/x", wrong, base + "/page.css")) {
        var answer = run.visitor.send(HttpRequest.newBuilder(URI.create(url)));
        assertThat(answer.statusCode()).as(url).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("custodian-2");
      }
      assertThatThrownBy(() -> new Socket(address(), URI.create(base).getPort()).close())
          .as("bound to the loopback alone")
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void the_page_may_load_and_send_nothing_elsewhere() throws Exception {
    try (var run = PageRun.usual(dir, 93)) {
      var answer = run.visitor.get("");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'")
                      .contains("form-action 'self'")
                      .contains("frame-ancestors 'none'")
                      .doesNotContain("script"));
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.body())
          .doesNotContain("<script")
          .doesNotContain(" src=")
          .doesNotContain("style=");
    }
  }

  @Test
  void html_in_what_somebody_wrote_stays_text() throws Exception {
    try (var run = PageRun.usual(dir, 94)) {
      var nasty = "<script>alert(1)</script>\"'&<img src=x onerror=y>\u202etxet";
      var bundle = Requests.saying(run.town, "officer-4", nasty, "<b> 3 <i>");
      run.server.list = BundleList.text(List.of(bundle));
      var list = run.visitor.post("look", WHILE);
      var request = run.visitor.see("request/" + Fingerprints.hex(bundle.request().hash()));
      for (var page : List.of(list, request)) {
        assertThat(page)
            .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img src=x")
            .contains("\\u{202e}")
            .doesNotContain("<script")
            .doesNotContain("<img")
            .doesNotContain("<b> 3");
      }
    }
  }

  @Test
  void a_request_whose_words_and_reels_disagree_is_not_shown_as_one() throws Exception {
    try (var run = PageRun.usual(dir, 95)) {
      var good = new Bundle(run.opening.request(), run.town.envelopes);
      var liar = good.request().text().replace("camera square\n", "camera park\n");
      var text = good.text().replaceFirst("(?m)^request .*$", "request " + base64(liar));
      run.server.list = "bundle " + base64(text) + "\n" + BundleList.text(List.of(good));
      assertThat(run.visitor.post("look", WHILE))
          .contains("asks for a reel of square")
          .contains("(1) Vigie custodian");
    }
  }

  @Test
  void an_answer_without_end_and_a_list_of_thousands_are_cut_off() throws Exception {
    try (var run = PageRun.usual(dir, 96)) {
      run.server.misdeed = FakeTown.Misdeed.ENDLESS;
      assertThat(run.visitor.post("look", WHILE)).contains("does not answer");
      run.server.misdeed = FakeTown.Misdeed.NONE;
      run.server.list = ("bundle " + base64("x") + "\n").repeat(5_000);
      run.later();
      assertThat(run.visitor.see("")).contains("more than 100 requests");
      run.server.list = "bundle !\n";
      run.later();
      assertThat(run.visitor.see("")).contains("not Base64");
    }
  }

  @Test
  void an_answer_that_stalls_ends_when_patience_does() throws Exception {
    try (var run = PageRun.usual(dir, 97);
        var hasty = run.page(Duration.ofMillis(300));
        var visitor = new Visitor(hasty.link(), "en")) {
      run.server.misdeed = FakeTown.Misdeed.STALLS;
      assertThat(visitor.see("")).contains("does not answer: no answer within");
    }
  }

  @Test
  void a_server_that_leads_elsewhere_is_not_followed() throws Exception {
    try (var run = PageRun.usual(dir, 98)) {
      run.server.misdeed = FakeTown.Misdeed.REDIRECTS;
      assertThat(run.visitor.post("look", WHILE)).contains("not what it should be: HTTP 302");
    }
  }

  @Test
  void forms_are_short_and_nonsense_in_them_is_nothing() throws Exception {
    try (var run = PageRun.usual(dir, 99)) {
      assertThat(run.visitor.post("look", "passphrase=" + "x".repeat(10_000)))
          .contains("No form of this page is as long");
      for (var bad :
          List.of("", "&&&", "=", "passphrase", "passphrase=%", "passphrase=%zz%f", "%=1")) {
        assertThat(run.visitor.post("look", bad)).contains("Keys closed");
      }
    }
  }

  @Test
  void addresses_that_could_be_listened_to_need_a_word_from_the_person() throws Exception {
    assertThat(Address.of("https://vigie.town", false).host()).isEqualTo("vigie.town");
    assertThat(Address.of("https://vigie.town:443/", false).host()).isEqualTo("vigie.town");
    assertThat(Address.of("https://vigie.town:8443", false).host()).isEqualTo("vigie.town:8443");
    assertThat(Address.of("http://127.0.0.1:8080", false).host()).isEqualTo("127.0.0.1:8080");
    assertThat(Address.of("http://vigie.town", true).base()).isEqualTo("http://vigie.town");
    for (var bad :
        List.of("http://vigie.town", "http://127.evil.example", "http://localhost.evil")) {
      assertThatThrownBy(() -> Address.of(bad, false))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("not encrypted");
    }
    for (var bad :
        List.of(
            "vigie.town",
            "ftp://x",
            "https://a@b",
            "https://x/y",
            "https://x?y",
            "https:// x",
            "")) {
      assertThatThrownBy(() -> Address.of(bad, true)).isInstanceOf(CustodyRefused.class);
    }
  }

  /// Another address of this machine, if it has one; else one that nobody answers at.
  private static java.net.InetAddress address() throws IOException {
    var others = new ArrayList<java.net.InetAddress>();
    var interfaces = java.net.NetworkInterface.getNetworkInterfaces();
    while (interfaces.hasMoreElements()) {
      interfaces
          .nextElement()
          .inetAddresses()
          .filter(a -> !a.isLoopbackAddress())
          .forEach(others::add);
    }
    return others.isEmpty() ? java.net.InetAddress.ofLiteral("127.0.0.2") : others.getFirst();
  }

  private static String raw(int port, String head) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      var bytes = (head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
