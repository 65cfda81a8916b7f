package org.vigie.tell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Backoff;
import org.vigie.base.Clocks;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// One receiver: what it is owed, how it is reached, and how that goes. [#round] is of one thread;
/// the rest of any.
final class Receiver implements AutoCloseable {

  /// After so long without an answer that it is an alarm.
  static final Duration PATIENCE = Duration.ofMinutes(15);

  static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// How many sendings a round does at most, so that the ledger hears of them meanwhile.
  private static final int MOST_SENDINGS = 50;

  private static final int MOST_IN_AN_ENTRY = 100;
  private static final System.Logger LOG = System.getLogger(Receiver.class.getName());

  private final ReceiverSettings settings;
  private final Outbox outbox;
  private final Sender sender;
  private final Alarms alarms;
  private final Disclosures disclosures;
  private final Clocks clocks;
  private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random());
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private Duration notBefore = Duration.ZERO;
  private @Nullable Duration failingSince;
  private @Nullable Instant failingSinceWall;
  private String lastWhy = "";

  Receiver(
      ReceiverSettings settings,
      Outbox outbox,
      Sender sender,
      Alarms alarms,
      Disclosures disclosures,
      Clocks clocks) {
    this.settings = settings;
    this.outbox = outbox;
    this.sender = sender;
    this.alarms = alarms;
    this.disclosures = disclosures;
    this.clocks = clocks;
  }

  void look(List<Alarm> holding) {
    outbox.look(holding, this::wants);
  }

  /// Never that it cannot be reached itself.
  private boolean wants(Alarm alarm) {
    return settings.which().takes(alarm.kind())
        && !(alarm.kind() == AlarmKind.NOT_TOLD && alarm.subject().equals(settings.name()));
  }

  void confirmed(ConfirmedAlert alert) {
    if (!settings.alerts().isEmpty()) {
      outbox.confirmed(alert);
    }
  }

  /// Sends what is due, and enters into the ledger what was told.
  void round() {
    try {
      if (clocks.elapsed().compareTo(notBefore) >= 0) {
        send();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    enter();
  }

  private void send() throws InterruptedException {
    try {
      sender.keep(outbox::holding);
      for (int i = 0; i < MOST_SENDINGS; i++) {
        long lost = outbox.lost();
        var news = outbox.next(sender.most(), sender.gather());
        if (news.isEmpty()) {
          succeededIfNothingWaits();
          return;
        }
        sender.send(news, lost);
        outbox.told(news, lost);
        told.addAndGet(news.size());
        succeeded();
        notBefore = clocks.elapsed().plus(sender.pause());
        if (!sender.pause().isZero()) {
          return;
        }
      }
    } catch (NotTold e) {
      failed(e.getMessage());
    }
  }

  /// A connection that was kept up is as good as a message, for whoever is told of failures.
  private void succeededIfNothingWaits() {
    if (failingSince != null && outbox.waiting() == 0) {
      succeeded();
    }
  }

  private void succeeded() {
    if (failingSince != null) {
      LOG.log(System.Logger.Level.INFO, "{0} is reached again", settings.spoken());
    }
    failingSince = null;
    failingSinceWall = null;
    lastWhy = "";
    backoff.succeeded();
    alarms.end(AlarmKind.NOT_TOLD, settings.name());
  }

  private void failed(String why) {
    failed.incrementAndGet();
    notBefore = clocks.elapsed().plus(backoff.failed());
    if (!why.equals(lastWhy)) {
      LOG.log(System.Logger.Level.WARNING, "{0} is not told: {1}", settings.spoken(), why);
      lastWhy = why;
    }
    if (failingSince == null) {
      failingSince = clocks.elapsed();
      failingSinceWall = clocks.wall();
    }
    if (clocks.elapsed().minus(failingSince).compareTo(PATIENCE) >= 0) {
      alarms.raise(
          AlarmKind.NOT_TOLD,
          settings.name(),
          "%s has not taken what it is told since %s: %s. %d news wait, %d were dropped; Vigie tries again every few minutes. `vigie tell --config FILE %s` tries it by hand."
              .formatted(
                  settings.spoken(),
                  failingSinceWall,
                  why,
                  outbox.waiting(),
                  outbox.dropped(),
                  settings.name()));
    }
  }

  private void enter() {
    for (var next = outbox.unwritten(MOST_IN_AN_ENTRY);
        !next.isEmpty();
        next = outbox.unwritten(MOST_IN_AN_ENTRY)) {
      if (!disclosures.enter(new Disclosure(settings, next.told(), next.lost()))) {
        return;
      }
      outbox.written(next);
    }
  }

  ReceiverState state() {
    return new ReceiverState(
        settings.name(),
        settings.way().word(),
        told.get(),
        failed.get(),
        outbox.waiting(),
        outbox.dropped());
  }

  @Override
  public void close() {
    sender.close();
  }
}
