package org.vigie.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.Closing;
import org.vigie.desk.Alert;
import org.vigie.server.door.SignedIn;

/// The open streams of alerts, as server-sent events. Each lives on its request's own virtual
/// thread and reads from a queue that the desk fills; all end when the server closes.
final class Feeds implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Feeds.class.getName());
  private static final Duration CHECK = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Town town;
  private final Sights sights;
  private final Set<Thread> open = ConcurrentHashMap.newKeySet();

  Feeds(Town town) {
    this.town = town;
    this.sights = new Sights(town);
  }

  ServerResponse open(SignedIn signedIn) {
    return ServerResponse.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .cacheControl(CacheControl.noStore())
        .build(
            (request, response) -> {
              run(signedIn, response);
              return null;
            });
  }

  private void run(SignedIn signedIn, HttpServletResponse response) {
    open.add(Thread.currentThread());
    var queue = new FeedQueue();
    try (var closing = new Closing()) {
      closing.add(town.desk().listen(queue));
      // Closed first, so that the desk's thread does not wait for it.
      closing.add(queue);
      var allowed = new Checks(town.clocks(), CHECK, () -> town.door().isOpen(signedIn));
      send(signedIn, queue, allowed, response);
    } catch (InterruptedException | IOException e) {
      // The client has left, or the server closes.
      LOG.log(Level.DEBUG, "a stream of alerts ended", e);
    } finally {
      open.remove(Thread.currentThread());
    }
  }

  private void send(
      SignedIn signedIn, FeedQueue queue, Checks allowed, HttpServletResponse response)
      throws IOException, InterruptedException {
    var out = response.getOutputStream();
    var silence = Duration.ZERO;
    Predicate<Alert> known = alert -> sights.mayHear(signedIn.person(), alert);
    while (allowed.stillYes()) {
      var item = queue.next(allowed.every());
      silence = item.isPresent() ? Duration.ZERO : silence.plus(allowed.every());
      if (item.isPresent()) {
        var text = event(item.get(), known);
        if (!text.isEmpty()) {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          response.flushBuffer();
        }
      } else if (silence.compareTo(HEARTBEAT) >= 0) {
        silence = Duration.ZERO;
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
      }
    }
  }

  private String event(FeedQueue.Item item, Predicate<Alert> known) {
    return switch (item) {
      case FeedQueue.Item.Current(var alerts) -> {
        var shown = alerts.stream().filter(known).map(a -> AlertAnswer.of(a, town.cameras()));
        yield event("current", new AlertAnswer.AlertList(shown.toList(), town.desk().waiting()));
      }
      case FeedQueue.Item.Changed(var alert) ->
          known.test(alert) ? event("alert", AlertAnswer.of(alert, town.cameras())) : "";
    };
  }

  private static String event(String name, Object data) {
    return "event: " + name + "\ndata: " + Json.text(data) + "\n\n";
  }

  @Override
  public void close() {
    open.forEach(Thread::interrupt);
  }
}
