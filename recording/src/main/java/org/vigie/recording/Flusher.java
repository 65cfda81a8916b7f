package org.vigie.recording;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A platform thread that brings the parts of its cameras to one volume, a few times a second:
/// waiting for a flush would hold a virtual thread's carrier.
final class Flusher implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Flusher.class.getName());

  private final VolumePost post;
  private final RecorderSettings settings;
  private final List<CameraDisk> cameras = new CopyOnWriteArrayList<>();
  private final Semaphore wake = new Semaphore(0);
  private final Queue<CountDownLatch> waiting = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  Flusher(String name, VolumePost post, RecorderSettings settings) {
    this.post = post;
    this.settings = settings;
    this.thread = Thread.ofPlatform().name("recording-flush-" + name).start(this::run);
  }

  void add(CameraDisk camera) {
    cameras.add(camera);
  }

  int cameras() {
    return cameras.size();
  }

  /// Brings everything to disk that was sealed before this call.
  void flush() throws InterruptedException {
    var done = new CountDownLatch(1);
    waiting.add(done);
    wake.release();
    while (thread.isAlive() && !done.await(100, TimeUnit.MILLISECONDS)) {
      wake.release();
    }
  }

  /// Flushes for the last time and ends every reel.
  @Override
  public void close() {
    stopped = true;
    wake.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        if (wake.tryAcquire(settings.flushEvery().toNanos(), TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
        }
        pass();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pass();
    for (var camera : cameras) {
      guarded(camera::stop);
    }
  }

  private void pass() {
    var done = List.copyOf(waiting);
    boolean full = post.isFull();
    for (var camera : cameras) {
      guarded(() -> camera.pass(full));
      if (!stopped) {
        guarded(() -> moveIfAsked(camera));
      }
    }
    waiting.removeAll(done);
    done.forEach(CountDownLatch::countDown);
  }

  /// One camera never costs another a part.
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "recording: a camera's parts could not be handled", e);
    }
  }

  /// A camera between two reels may go to another volume's flusher: only then does it hold nothing
  /// of this one.
  private void moveIfAsked(CameraDisk camera) {
    var next = camera.wantsToGo();
    if (next.isPresent()) {
      cameras.remove(camera);
      next.get().take(camera);
    }
  }
}
