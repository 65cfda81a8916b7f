package org.vigie.custody.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.vigie.custody.Approval;
import org.vigie.custody.Bundle;
import org.vigie.custody.BundleList;
import org.vigie.custody.CustodianCall;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Opening;
import org.vigie.custody.Rehearsal;
import org.vigie.custody.Succession;

/// A town's server over real sockets: it checks calls and takes approvals with the code that the
/// town's own has, and turns bad on demand.
final class FakeTown implements AutoCloseable {

  final Rehearsal town;
  final Opening opening;
  final List<String> calls = new ArrayList<>();
  volatile CustodianSet current;
  volatile String list;
  volatile List<Succession> successions = List.of();

  /// What it does instead of an answer to anything.
  volatile Misdeed misdeed = Misdeed.NONE;

  enum Misdeed {
    NONE,
    /// Sends without end.
    ENDLESS,
    /// Sends a byte and then nothing, for as long as the other waits.
    STALLS,
    /// Leads elsewhere.
    REDIRECTS,
    /// Takes no approvals.
    REFUSES
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FakeTown(Rehearsal town, Opening opening) throws IOException {
    this.town = town;
    this.opening = opening;
    this.current = town.set;
    this.list = BundleList.text(List.of(new Bundle(opening.request(), town.envelopes)));
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().toString();
      synchronized (calls) {
        calls.add(exchange.getRequestMethod() + " " + path);
      }
      var body = exchange.getRequestBody().readAllBytes();
      switch (misdeed) {
        case NONE -> answer(exchange, path, body);
        case ENDLESS -> endless(exchange);
        case STALLS -> stall(exchange);
        case REDIRECTS -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        }
        case REFUSES -> {
          if (path.endsWith("approvals")) {
            send(exchange, 403, "{\"error\":\"NO\",\"message\":\"Not \\u0022today\\u0022.\"}");
          } else {
            answer(exchange, path, body);
          }
        }
      }
    }
  }

  private void answer(HttpExchange exchange, String path, byte[] body) throws IOException {
    try {
      switch (path) {
        case "/api/custodian/set" -> send(exchange, 200, current.text());
        case "/api/custodian/successions" -> {
          var text = new StringBuilder();
          successions.forEach(one -> text.append(one.line()).append('\n'));
          send(exchange, 200, text.toString());
        }
        case "/api/custodian/requests" -> {
          var unused = caller(exchange, path, body);
          send(exchange, 200, list);
        }
        case "/api/custodian/approvals" -> {
          var caller = caller(exchange, path, body);
          opening.accept(Approval.read(new String(body, StandardCharsets.UTF_8)));
          send(exchange, 200, "Taken from " + caller.person() + ".\n");
        }
        default -> send(exchange, 404, "{\"title\":\"There is nothing.\"}");
      }
    } catch (CustodyRefused e) {
      send(
          exchange, 409, "{\"title\":\"It was not taken: " + e.getMessage() + "\",\"status\":409}");
    }
  }

  private org.vigie.custody.Custodian caller(HttpExchange exchange, String path, byte[] body)
      throws CustodyRefused {
    var headers = exchange.getRequestHeaders();
    return new CustodianCall(exchange.getRequestMethod(), path, headers.getFirst("Host") + "", body)
        .caller(
            headers.getFirst(CustodianCall.HEADER) + "",
            id -> town.set.indexOf(id).map(town.set::member),
            town.clocks.wall());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var chunk = "bundle AAAA\n".repeat(4096).getBytes(StandardCharsets.UTF_8);
    while (true) {
      exchange.getResponseBody().write(chunk);
    }
  }

  /// Ends when the other has hung up, which the next byte finds out, or this server is closed.
  private void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('b');
    exchange.getResponseBody().flush();
    try {
      synchronized (this) {
        while (misdeed == Misdeed.STALLS) {
          wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
