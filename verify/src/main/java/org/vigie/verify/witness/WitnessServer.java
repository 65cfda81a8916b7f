package org.vigie.verify.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Offers [AddCheckpoint] on this machine's own loopback. Closed by whoever started it.
final class WitnessServer implements AutoCloseable {

  private static final int CALLS_AT_ONCE = 4;
  private static final int CALLS_WAITING = 16;

  static {
    // Whoever sends or reads slowly is cut off, in seconds; read once, when the first server
    // starts.
    System.setProperty("sun.net.httpserver.maxReqTime", "20");
    System.setProperty("sun.net.httpserver.maxRspTime", "20");
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_ONCE);
  private final AddCheckpoint call;
  private final PrintStream err;

  private WitnessServer(HttpServer http, AddCheckpoint call, PrintStream err) {
    this.http = http;
    this.call = call;
    this.err = err;
  }

  /// @param port 0 for any free one
  static WitnessServer start(int port, AddCheckpoint call, PrintStream err) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = new WitnessServer(HttpServer.create(address, CALLS_WAITING), call, err);
    server.http.setExecutor(server.threads);
    server.http.createContext("/", server::handle);
    server.http.start();
    return server;
  }

  int port() {
    return http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (RuntimeException e) {
      err.println("vigie witness: a call failed: " + e);
    }
  }

  private AddCheckpoint.Answer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
      return AddCheckpoint.Answer.text(404, "There is /add-checkpoint here, and nothing else.");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return AddCheckpoint.Answer.text(405, "POST a checkpoint.");
    }
    var body = exchange.getRequestBody().readNBytes(AddCheckpoint.MOST_BYTES + 1);
    if (body.length > AddCheckpoint.MOST_BYTES) {
      return AddCheckpoint.Answer.text(413, "That is larger than a checkpoint with its proof.");
    }
    try {
      var answer = call.answer(body);
      if (answer.status() == 422 || (answer.status() == 409 && answer.body().contains(" "))) {
        err.println("REFUSED: " + answer.body().strip());
      }
      return answer;
    } catch (IOException e) {
      err.println("vigie witness: nothing can be stored: " + e.getMessage());
      return AddCheckpoint.Answer.text(500, "The witness cannot store what it would sign.");
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }
}
