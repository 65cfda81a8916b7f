package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A receiver of webhooks that answers as it is told, on the JDK's own HTTP server.
final class HookServer implements AutoCloseable {

  /// What came.
  record Got(String path, String type, String id, long seconds, String signature, byte[] body) {

    JsonNode json() {
      return new JsonMapper().readTree(body);
    }

    String text() {
      return new String(body, UTF_8);
    }
  }

  /// Takes the call and says nothing, until the server is closed.
  static final int NEVER = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<Got> got = new ArrayList<>();

  HookServer() throws IOException {
    this(0, Optional.empty());
  }

  /// @param port 0 takes a free one
  HookServer(int port, Optional<SSLContext> tls) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (tls.isPresent()) {
      var secure = HttpsServer.create(address, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
      server = secure;
    } else {
      server = HttpServer.create(address, 0);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange call) throws IOException {
    var headers = call.getRequestHeaders();
    int answer;
    synchronized (this) {
      got.add(
          new Got(
              call.getRequestURI().getPath(),
              String.valueOf(headers.getFirst("Content-Type")),
              String.valueOf(headers.getFirst("webhook-id")),
              Long.parseLong(String.valueOf(headers.getFirst("webhook-timestamp"))),
              String.valueOf(headers.getFirst("webhook-signature")),
              call.getRequestBody().readAllBytes()));
      answer = answers.isEmpty() ? 204 : answers.removeFirst();
    }
    if (answer == NEVER) {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    if (answer / 100 == 3) {
      call.getResponseHeaders().set("Location", url("elsewhere").toString());
    }
    call.sendResponseHeaders(answer, -1);
    call.close();
  }

  /// The next calls are answered so; those after them with 204.
  synchronized void answer(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url(String path) {
    var scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port() + "/" + path);
  }

  synchronized List<Got> got() {
    return List.copyOf(got);
  }

  synchronized List<Got> take() {
    var taken = List.copyOf(got);
    got.clear();
    return taken;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
