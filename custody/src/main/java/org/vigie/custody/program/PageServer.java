package org.vigie.custody.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vigie.custody.CustodyRefused;

/// The custodian's page, on this machine's loopback only. It answers nobody but the browser that
/// opened the printed link: the path is a secret, the `Host` header must be its own (a name that
/// was
/// led here is another), and what is posted must come from the page itself.
final class PageServer implements AutoCloseable {

  private static final int LONGEST_FORM = 4_096;
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  static {
    // A stranger on this machine who opens connections and says nothing does not hold the page up.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("jdk.httpserver.maxConnections", "64");
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Session session;
  private final ZoneId zone;
  private final String authority;
  private final String root;

  /// @param port 0 for any that is free
  PageServer(Session session, ZoneId zone, int port) throws IOException {
    this.session = session;
    this.zone = zone;
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    this.authority = "127.0.0.1:" + http.getAddress().getPort();
    var token = new byte[16];
    new SecureRandom().nextBytes(token);
    this.root = "/" + HexFormat.of().formatHex(token) + "/";
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
    var unused = clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /// What to open in a browser.
  String link() {
    return "http://" + authority + root;
  }

  private void tick() {
    synchronized (session) {
      session.tick();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getRawPath();
      if (!isOurs(exchange)) {
        answer(exchange, 403, "text/plain", "This page answers only the link that was printed.\n");
      } else if (path == null || !startsWithRoot(path)) {
        answer(exchange, 404, "text/plain", "There is nothing here; open the printed link.\n");
      } else if (exchange.getRequestMethod().equals("GET")) {
        get(exchange, path.substring(root.length()));
      } else if (exchange.getRequestMethod().equals("POST")) {
        post(exchange, path.substring(root.length()));
      } else {
        answer(exchange, 405, "text/plain", "Only GET and POST.\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOurs(HttpExchange exchange) {
    var hosts = exchange.getRequestHeaders().get("Host");
    if (hosts == null || hosts.size() != 1 || !hosts.getFirst().equals(authority)) {
      return false;
    }
    var site = header(exchange, "Sec-Fetch-Site").orElse("same-origin");
    if (!site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    return exchange.getRequestMethod().equals("GET")
        || header(exchange, "Origin").orElse("").equals("http://" + authority);
  }

  private boolean startsWithRoot(String path) {
    var begin = path.length() < root.length() ? path : path.substring(0, root.length());
    return MessageDigest.isEqual(
        begin.getBytes(StandardCharsets.UTF_8), root.getBytes(StandardCharsets.UTF_8));
  }

  private void get(HttpExchange exchange, String page) throws IOException, InterruptedException {
    if (page.equals("page.css")) {
      answer(exchange, 200, "text/css", css());
      return;
    }
    var times = new Times(zone, lang(exchange));
    Optional<String> shown;
    synchronized (session) {
      shown = page(page, times);
    }
    if (shown.isPresent()) {
      answer(exchange, 200, "text/html", shown.get());
    } else {
      redirect(exchange, "");
    }
  }

  private Optional<String> page(String page, Times times) throws IOException, InterruptedException {
    if (page.isEmpty()) {
      session.lookIfStale(times.lang());
      return Optional.of(new PageHtml(session, times, root).list());
    }
    if (!page.startsWith("request/")) {
      return Optional.empty();
    }
    var id = page.substring("request/".length());
    var bundle = session.waiting().get(id);
    try {
      return bundle == null
          ? Optional.empty()
          : Optional.of(new PageHtml(session, times, root).request(id, bundle));
    } catch (CustodyRefused e) {
      return Optional.empty();
    }
  }

  private void post(HttpExchange exchange, String page) throws IOException, InterruptedException {
    var body = exchange.getRequestBody().readNBytes(LONGEST_FORM + 1);
    if (body.length > LONGEST_FORM) {
      answer(exchange, 413, "text/plain", "No form of this page is as long.\n");
      return;
    }
    var lang = lang(exchange);
    var to = "";
    try (var form = new Form(body)) {
      boolean forAWhile = form.text("keep").equals("while");
      synchronized (session) {
        if (page.startsWith("approve/")) {
          var id = page.substring("approve/".length());
          boolean read = form.text("read").equals("yes");
          session.approve(id, form.secret("passphrase"), forAWhile, read, lang);
          to = session.waiting().containsKey(id) ? "request/" + id : "";
        } else {
          switch (page) {
            case "look" -> session.unlock(form.secret("passphrase"), forAWhile, lang);
            case "close" -> session.lock();
            case "pin" -> session.pin(form.text("set"));
            default -> {}
          }
        }
      }
    }
    redirect(exchange, to);
  }

  private static Lang lang(HttpExchange exchange) {
    return Lang.ofBrowser(header(exchange, "Accept-Language"));
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", root + to);
    answer(exchange, 303, "text/plain", "");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Cache-Control", "no-store");
    // The page's own posts keep their Origin, and no address of it leaves it.
    headers.set("Referrer-Policy", "same-origin");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String css() throws IOException {
    try (var in = PageServer.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Ends the page and overwrites the keys.
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    clock.shutdownNow();
    synchronized (session) {
      session.close();
    }
  }
}
