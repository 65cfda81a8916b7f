package org.vigie.app.signals;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vigie.app.CameraConfig;
import org.vigie.app.camera.AskedCamera;
import org.vigie.base.Backoff;
import org.vigie.base.BadInput;
import org.vigie.onvif.InputFeed;
import org.vigie.onvif.Onvif;
import org.vigie.onvif.OnvifException;

/// Hears, on a thread of its own, when contacts that are wired to one camera begin to hold; asks it
/// again by itself when it was away. What happens while it is away is not heard.
final class CameraContacts implements AutoCloseable {

  /// Who hears. Called by one thread.
  interface Listener {
    /// A contact begins to hold.
    void rose(String input);

    /// @param why the camera cannot be heard now; nothing once it can
    void trouble(Optional<String> why);
  }

  /// How long a camera holds a question that it has no answer to. Ending waits no longer.
  private static final Duration WAIT = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Listener listener;
  private final Backoff waits =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random());
  private final Edges edges = new Edges();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile CameraConfig camera;

  private CameraContacts(CameraConfig camera, Listener listener) {
    this.camera = camera;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("contacts-" + camera.id()).unstarted(this::run);
  }

  static CameraContacts start(CameraConfig camera, Listener listener) {
    var contacts = new CameraContacts(camera, listener);
    contacts.thread.start();
    return contacts;
  }

  /// The next connection is made as this says.
  void renew(CameraConfig now) {
    camera = now;
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        var why = hear();
        if (closed.getCount() > 0) {
          listener.trouble(Optional.of(why));
          closed.await(waits.failed().toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Until it fails, or is ended, or the camera is another one.
  ///
  /// @return why it stopped, in plain words
  private String hear() throws InterruptedException {
    var asked = camera;
    try (var onvif = AskedCamera.open(asked)) {
      return hear(asked, onvif);
    } catch (OnvifException | BadInput e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String hear(CameraConfig asked, Onvif onvif) throws OnvifException, InterruptedException {
    var feed = onvif.inputs();
    if (feed.isEmpty()) {
      return asked.id() + ": says nothing of its contacts: it has no events";
    }
    try (var inputs = feed.get()) {
      edges.begin();
      while (closed.getCount() > 0 && asked.equals(camera)) {
        fetch(inputs);
      }
    }
    return asked.id() + ": is asked anew";
  }

  private void fetch(InputFeed inputs) throws OnvifException, InterruptedException {
    var states = inputs.next(WAIT);
    if (states.isEmpty()) {
      // Some cameras do not hold a question.
      closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
    for (var state : states) {
      if (edges.rises(state)) {
        listener.rose(state.input());
      }
    }
    waits.succeeded();
    listener.trouble(Optional.empty());
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
