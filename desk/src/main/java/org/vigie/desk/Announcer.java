package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells listeners of alerts, each on a thread of its own; never waits for any of them.
///
/// The desk calls [#changed] in the order of the changes. `state` reads the present state while no
/// change can happen, and then runs what it is given, still while none can.
final class Announcer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

  /// Reads the present state, and takes it, with changes held back.
  interface PresentState {
    List<Alert> take(Runnable whileNothingChanges);
  }

  private final PresentState state;
  private final Set<Following> followings = ConcurrentHashMap.newKeySet();

  Announcer(PresentState state) {
    this.state = state;
  }

  Listening listen(AlertListener listener) {
    var following = new Following(listener);
    followings.add(following);
    Thread.ofVirtual().name("alerts-listener").start(following::run);
    return following;
  }

  void changed(Alert alert) {
    followings.forEach(following -> following.changed(alert));
  }

  @Override
  public void close() {
    followings.forEach(Following::close);
  }

  private final class Following implements Listening {

    private final AlertListener listener;
    private final ArrayDeque<Alert> behind = new ArrayDeque<>();
    // The present state is to be given, instead of what is behind.
    private boolean stale = true;
    private boolean closed;

    Following(AlertListener listener) {
      this.listener = listener;
    }

    synchronized void changed(Alert alert) {
      if (behind.size() == AlertListener.MOST_BEHIND) {
        stale = true;
      }
      if (!stale) {
        behind.add(alert);
        notifyAll();
      }
    }

    void run() {
      try {
        while (awaitNews()) {
          @Nullable Alert change = takeChange();
          if (change == null) {
            listener.current(state.take(this::upToDate));
          } else {
            listener.changed(change);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener of alerts failed and hears no more", e);
      } finally {
        followings.remove(this);
      }
    }

    /// Whether there is something to tell; false once closed.
    private synchronized boolean awaitNews() throws InterruptedException {
      while (!stale && behind.isEmpty() && !closed) {
        wait();
      }
      return !closed;
    }

    /// The oldest change; null where the present state is wanted instead.
    private synchronized @Nullable Alert takeChange() {
      return stale ? null : behind.removeFirst();
    }

    private synchronized void upToDate() {
      behind.clear();
      stale = false;
    }

    @Override
    public synchronized void close() {
      closed = true;
      notifyAll();
    }
  }
}
