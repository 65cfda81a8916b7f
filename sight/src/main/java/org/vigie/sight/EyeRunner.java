package org.vigie.sight;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Backoff;
import org.vigie.base.Clocks;
import org.vigie.link.LinkException;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// Keeps one eye running and fed: a thread that starts it, writes to it and starts it again, and
/// one that reads what it says.
final class EyeRunner implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EyeRunner.class.getName());

  private static final int CHECKS_A_NUDGE = 4;

  /// An eye that has worked for this long was not broken by its start.
  private static final Duration GOOD = Duration.ofSeconds(20);

  private final String name;
  private final SightSettings settings;
  private final Confinement confinement;
  private final EyeListener listener;
  private final Clocks clocks;
  private final EyeEnds ends;
  private final Turns turns = new Turns();
  private final Silence silence;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private @Nullable ProgramProcess<ToEye, FromEye> eye;
  private boolean up;
  private boolean broken;
  private boolean closed;
  private int checks;
  private String killedFor = "";

  EyeRunner(
      int number,
      SightSettings settings,
      Confinement confinement,
      EyeListener listener,
      Clocks clocks,
      EyeEnds ends) {
    this.name = "eye-" + number;
    this.settings = settings;
    this.confinement = confinement;
    this.listener = listener;
    this.clocks = clocks;
    this.ends = ends;
    this.silence = new Silence(settings.patience());
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(FedCamera camera) {
    turns.add(camera);
  }

  /// The cameras that this eye has.
  List<FedCamera> cameras() {
    return turns.list();
  }

  int load() {
    return turns.list().size();
  }

  /// Lets another eye have a camera: what is under way to this one counts as let go.
  ///
  /// @return nothing if this eye does not have it
  Optional<FedCamera> giveAway(int number) {
    lock.lock();
    try {
      var camera = turns.giveAway(number);
      changed.signalAll();
      return camera;
    } finally {
      lock.unlock();
    }
  }

  /// The camera has something to tell. Never waits for the eye.
  void wake(int number) {
    lock.lock();
    try {
      if (turns.wake(number)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<Long> pid() {
    lock.lock();
    try {
      return Optional.ofNullable(eye).filter(ProgramProcess::isAlive).map(ProgramProcess::pid);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    var backoff =
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), RandomGenerator.getDefault());
    boolean first = true;
    while (!isClosed()) {
      if (!first) {
        ends.restarted();
      }
      first = false;
      var began = clocks.elapsed();
      try {
        live();
      } catch (IOException e) {
        if (!isClosed()) {
          LOG.log(Level.WARNING, "{0}: {1}", name, e.getMessage());
        }
      } catch (InterruptedException e) {
        break;
      }
      bury();
      if (clocks.elapsed().minus(began).compareTo(GOOD) > 0) {
        backoff.succeeded();
      }
      if (!pause(backoff.failed())) {
        break;
      }
    }
    bury();
  }

  /// One life of an eye, from its start to its end.
  private void live() throws IOException, InterruptedException {
    var started =
        ProgramProcess.<ToEye, FromEye>start(
            confinement, Confinement.Holes.NONE, FromEye.parser(), settings.runDir(), name, clocks);
    lock.lock();
    try {
      eye = started;
      broken = false;
      up = true;
      killedFor = "";
      turns.beginAnew(clocks.elapsed());
    } finally {
      lock.unlock();
    }
    Thread.ofPlatform().name(name + "-ears").daemon().start(() -> listen(started));
    feed(started);
  }

  private void feed(ProgramProcess<ToEye, FromEye> to) throws IOException, InterruptedException {
    while (true) {
      var message = nextMessage();
      if (message.isEmpty()) {
        return;
      }
      to.channel().send(message.get());
      for (var more = moreNow(); more.isPresent(); more = moreNow()) {
        to.channel().send(more.get());
      }
      to.channel().flush();
    }
  }

  /// What else is to be told at once, so that it goes the same way.
  private Optional<ToEye> moreNow() {
    lock.lock();
    try {
      return closed || broken ? Optional.empty() : turns.next(clocks.elapsed());
    } finally {
      lock.unlock();
    }
  }

  /// Waits for something to tell; nothing once the eye is of no use any more.
  private Optional<ToEye> nextMessage() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (closed || broken) {
          return Optional.empty();
        }
        var message = turns.next(clocks.elapsed());
        if (message.isPresent()) {
          return message;
        }
        changed.await(1, TimeUnit.SECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void listen(ProgramProcess<ToEye, FromEye> to) {
    try {
      for (var next = to.channel().receive(); next.isPresent(); next = to.channel().receive()) {
        var message = next.get();
        if (message.hasDone()) {
          heardDone(message);
        } else {
          listener.heard(turns.all(), message);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0}: the link ended: {1}", name, e.getMessage());
    }
    markBroken(to);
  }

  /// Of a camera that has been given away meanwhile the unit counts as let go already.
  private void heardDone(FromEye message) throws LinkException {
    lock.lock();
    try {
      if (turns.done(message.getDone().getCamera(), clocks.elapsed())) {
        listener.heard(turns.all(), message);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void markBroken(ProgramProcess<ToEye, FromEye> which) {
    lock.lock();
    try {
      if (eye == which) {
        broken = true;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Called now and then: kills an eye that has work and says nothing, and lets it hear what
  /// sleeping cameras keep for it if no key picture comes.
  void check() {
    lock.lock();
    try {
      if (++checks % CHECKS_A_NUDGE == 0 && turns.wakeAll()) {
        changed.signalAll();
      }
      var running = eye;
      if (running != null && up && killedFor.isEmpty()) {
        silence
            .over(turns.silence(clocks.elapsed()), () -> ProcessorWaits.of(running.pid()))
            .ifPresent(
                why -> {
                  killedFor = why + ", and was ended";
                  running.kill();
                });
      }
    } finally {
      lock.unlock();
    }
  }

  private void bury() {
    sayHowItEnded();
    ProgramProcess<ToEye, FromEye> dead;
    lock.lock();
    try {
      dead = eye;
      eye = null;
      up = false;
      turns.lose();
    } finally {
      lock.unlock();
    }
    if (dead != null) {
      dead.kill();
      turns
          .all()
          .values()
          .forEach(camera -> camera.viewers().interrupted("The eye is starting again."));
    }
  }

  /// Of an eye that nobody closed, before its pictures count as lost.
  private void sayHowItEnded() {
    ProgramProcess<ToEye, FromEye> dead;
    String why;
    lock.lock();
    try {
      dead = closed ? null : eye;
      why = killedFor;
    } finally {
      lock.unlock();
    }
    if (dead != null) {
      var how = why.isEmpty() ? dead.end() : why;
      ends.ended(how);
      LOG.log(Level.WARNING, "{0}: {1}; another one follows", name, how);
    }
  }

  private boolean pause(Duration wait) {
    lock.lock();
    try {
      long nanos = wait.toNanos();
      while (nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the eye; the second call does nothing.
  @Override
  public void close() {
    ProgramProcess<ToEye, FromEye> running;
    lock.lock();
    try {
      closed = true;
      running = eye;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (running != null) {
      running.close();
    }
    thread.interrupt();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
