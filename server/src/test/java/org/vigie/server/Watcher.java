package org.vigie.server;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a page sees of a WebSocket: whole messages, in order.
final class Watcher implements WebSocket.Listener {

  private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean still;

  /// Takes nothing off the network, ever.
  Watcher standingStill() {
    still = true;
    return this;
  }

  @Override
  public void onOpen(WebSocket socket) {
    if (!still) {
      socket.request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      messages.add(text.toString());
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    var chunk = new byte[data.remaining()];
    data.get(chunk);
    bytes.writeBytes(chunk);
    if (last) {
      messages.add(bytes.toByteArray());
      bytes.reset();
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  JsonNode text() throws InterruptedException {
    return Browser.JSON.readTree((String) next());
  }

  byte[] bytes() throws InterruptedException {
    return (byte[]) next();
  }

  /// The status it was closed with.
  int closed() throws Exception {
    return closed.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// Whether everything that came was taken.
  boolean isEmpty() {
    return messages.isEmpty();
  }

  Object next() throws InterruptedException {
    var message = messages.poll(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }
}
