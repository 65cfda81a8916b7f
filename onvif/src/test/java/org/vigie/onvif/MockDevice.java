package org.vigie.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.base.login.Parameters;

/// A camera that speaks ONVIF, on a real socket of 127.0.0.1: answers by a table, checks who asks,
/// and remembers what it was asked.
public final class MockDevice implements AutoCloseable {

  /// How it wants to be shown the password.
  public enum Login {
    NONE,
    /// In the message.
    TOKEN,
    /// In the head of the request (RFC 7616), and in the message.
    DIGEST,
    /// Takes none at all.
    NEVER
  }

  /// @param body of the answer
  public record Reply(int status, Map<String, String> fields, byte[] body) {

    public static Reply ok(String body) {
      return new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Does with one request what no honest camera does.
  public interface Oddity {
    /// @return whether that was all
    boolean answer(HttpExchange exchange, String asked) throws IOException;
  }

  private static final Pattern BODY =
      Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:(\\w+):)?(\\w+)");

  /// A camera takes tokens that are no older.
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<String, Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> nonces = new CopyOnWriteArrayList<>();
  private final String nonce = RandomIds.hex(8);
  private final boolean secure;
  private volatile Login login = Login.NONE;
  private volatile String user = "";
  private volatile String password = "";
  private volatile Instant now = Instant.EPOCH;
  private volatile boolean anyTime;
  private volatile Oddity oddity = (exchange, name) -> false;

  private MockDevice(HttpServer server, boolean secure) {
    this.server = server;
    this.secure = secure;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /// One that offers two streams, moves, takes masks and tells signs.
  public static MockDevice start() throws IOException {
    return new MockDevice(HttpServer.create(loopback(), 0), false).with(HandMadeReplies.all());
  }

  /// The same over TLS.
  public static MockDevice start(SSLContext tls) throws IOException {
    var server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new MockDevice(server, true).with(HandMadeReplies.all());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// Answers these questions so; their names as ONVIF has them, with `media2:` before those of the
  /// newer media service.
  public MockDevice with(Map<String, String> bodies) {
    bodies.forEach((name, body) -> replies.put(name, request -> Reply.ok(filled(body))));
    return this;
  }

  /// Its streams are at this address.
  public MockDevice streaming(String address) {
    return with(
        Map.of(
            "media2:GetStreamUri",
            HandMadeReplies.envelope(
                "<tr2:GetStreamUriResponse><tr2:Uri>%s</tr2:Uri></tr2:GetStreamUriResponse>"
                    .formatted(address))));
  }

  public MockDevice with(String name, Function<String, Reply> reply) {
    replies.put(name, reply);
    return this;
  }

  /// Does not have this.
  public MockDevice without(String... names) {
    for (var name : names) {
      replies.remove(name);
    }
    return this;
  }

  public MockDevice asking(Login kind, String user, String password) {
    login = kind;
    this.user = user;
    this.password = password;
    return this;
  }

  /// What its clock says: tokens of another time are refused.
  public MockDevice at(Instant time) {
    now = time;
    return this;
  }

  /// Has the machine's own clock: for programs that read that one.
  public MockDevice atAnyTime() {
    anyTime = true;
    return with(
        "GetSystemDateAndTime",
        request -> {
          var time = Clocks.system().wall().atOffset(ZoneOffset.UTC);
          return Reply.ok(
              HandMadeReplies.clock(
                  "NTP",
                  time.getYear(),
                  time.getMonthValue(),
                  time.getDayOfMonth(),
                  time.getHour(),
                  time.getMinute(),
                  time.getSecond()));
        });
  }

  public MockDevice odd(Oddity how) {
    oddity = how;
    return this;
  }

  public OnvifAddress address() {
    try {
      return OnvifAddress.parse((secure ? "https" : "http") + "://127.0.0.1:" + port());
    } catch (BadInput e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// The bodies of all requests so far.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// The names of all requests so far that were let in.
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /// Fills in what agsh/onvif's templates leave open.
  private String filled(String body) {
    return body.replaceAll("\\{\\{\\?[^}]*}}", "")
        .replace("{{=it.hostname}}", "127.0.0.1")
        .replace("{{=it.port}}", Integer.toString(port()))
        .replace("{{=it.pullPointUrl}}", "/onvif/subscription?Idx=6")
        .replaceAll("\\{\\{=new Date[^}]*}}", "2031-03-30T00:59:58Z");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(request);
      var name = nameOf(request);
      if (oddity.answer(exchange, name)) {
        return;
      }
      if (!name.equals("GetSystemDateAndTime") && !lets(exchange, request)) {
        refuse(exchange);
        return;
      }
      asked.add(name);
      var reply = replies.get(name);
      send(
          exchange,
          reply == null
              ? new Reply(
                  400,
                  Map.of(),
                  HandMadeReplies.fault("ActionNotSupported", "there is no " + name)
                      .getBytes(StandardCharsets.UTF_8))
              : reply.apply(request));
    }
  }

  private static String nameOf(String request) {
    var body = BODY.matcher(request);
    if (!body.find()) {
      return "";
    }
    boolean media2 = request.contains("http://www.onvif.org/ver20/media/wsdl");
    return (media2 ? "media2:" : "") + body.group(2);
  }

  private boolean lets(HttpExchange exchange, String request) {
    return switch (login) {
      case NONE -> true;
      case TOKEN -> token(request);
      case DIGEST -> token(request) && digest(exchange);
      case NEVER -> false;
    };
  }

  private void refuse(HttpExchange exchange) throws IOException {
    if (login == Login.TOKEN) {
      send(
          exchange,
          new Reply(
              400,
              Map.of(),
              HandMadeReplies.fault("NotAuthorized", "Sender not authorized")
                  .getBytes(StandardCharsets.UTF_8)));
      return;
    }
    var challenge =
        "Digest realm=\"camera\", qop=\"auth\", algorithm=SHA-256, nonce=\"" + nonce + "\"";
    send(exchange, new Reply(401, Map.of("WWW-Authenticate", challenge), new byte[0]));
  }

  private boolean token(String request) {
    var name = inside(request, "Username");
    var digest = inside(request, "Password");
    var seed = inside(request, "Nonce");
    var created = inside(request, "Created");
    if (name.isEmpty() || digest.isEmpty() || seed.isEmpty() || created.isEmpty()) {
      return false;
    }
    // Each proof counts once.
    if (nonces.contains(seed.get())) {
      return false;
    }
    nonces.add(seed.get());
    var right =
        UsernameToken.digest(Base64.getDecoder().decode(seed.get()), created.get(), password);
    return name.get().equals(user)
        && MessageDigest.isEqual(right, Base64.getDecoder().decode(digest.get()))
        && (anyTime || isFresh(created.get()));
  }

  private boolean isFresh(String created) {
    return Duration.between(Instant.parse(created), now).abs().compareTo(FRESH) <= 0;
  }

  private static Optional<String> inside(String request, String element) {
    var found = Pattern.compile("<wss?[eu]:" + element + "\\b[^>]*>([^<]*)<").matcher(request);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private boolean digest(HttpExchange exchange) {
    var field = exchange.getRequestHeaders().getFirst("Authorization");
    if (field == null || !field.startsWith("Digest ")) {
      return false;
    }
    var said = Parameters.read(field.substring(7), ',');
    var secret = hash(user + ":camera:" + password);
    var uri = exchange.getRequestURI().toString();
    var right =
        hash(
            secret
                + ":"
                + nonce
                + ":"
                + said.get("nc")
                + ":"
                + said.get("cnonce")
                + ":auth:"
                + hash("POST:" + uri));
    return user.equals(said.get("username"))
        && uri.equals(said.get("uri"))
        && right.equals(said.get("response"));
  }

  private static String hash(String text) {
    return org.vigie.base.Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  public static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
    reply.fields().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    if (reply.body().length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
