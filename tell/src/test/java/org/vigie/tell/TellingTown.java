package org.vigie.tell;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// A town with alarms that a test raises and ends, by clocks that it moves.
final class TellingTown implements Alarms, AutoCloseable {

  static final CameraId GATE = new CameraId("gate");

  static final TownFacts FACTS =
      new TownFacts(
          "Saint-Exemple",
          ZoneId.of("Europe/Paris"),
          Map.of(
              GATE,
              new Spot(
                  "gate",
                  "Porte nord",
                  "north side, above the gate",
                  Optional.of(new Spot.Position(43.29987, 5.37264)))),
          false);

  final FakeClocks clocks = new FakeClocks();
  final List<Disclosure> entered = new ArrayList<>();
  boolean ledgerFails;
  private final Duration patience;
  private final Path folder;
  private final Map<String, Alarm> holding = new LinkedHashMap<>();
  private List<ReceiverSettings> settings = List.of();
  private Telling telling;

  TellingTown(Path folder, ReceiverSettings... settings) throws BadInput {
    this(Sender.PATIENCE, folder, settings);
  }

  /// @param patience how long an answer may take
  TellingTown(Duration patience, Path folder, ReceiverSettings... settings) throws BadInput {
    this.patience = patience;
    this.folder = folder;
    this.settings = List.of(settings);
    this.telling = open();
  }

  private Telling open() throws BadInput {
    return Telling.inHand(
        settings,
        new Telling.Around(
            FACTS,
            folder.resolve("tell"),
            () -> List.copyOf(holding.values()),
            this,
            disclosure -> !ledgerFails && entered.add(disclosure),
            clocks),
        patience);
  }

  /// The process ends and another one starts.
  void restart(ReceiverSettings... with) throws BadInput {
    telling.close();
    if (with.length > 0) {
      settings = List.of(with);
    }
    telling = open();
  }

  @Override
  public void raise(AlarmKind kind, String subject, String detail) {
    holding.merge(
        kind + " " + subject,
        new Alarm(kind, subject, clocks.wall(), detail),
        (old, now) -> new Alarm(kind, subject, old.since(), detail));
  }

  @Override
  public void end(AlarmKind kind, String subject) {
    holding.remove(kind + " " + subject);
  }

  Optional<Alarm> holding(AlarmKind kind, String subject) {
    return Optional.ofNullable(holding.get(kind + " " + subject));
  }

  /// One second of the town's life.
  void second() {
    telling.look();
    telling.round();
    clocks.advance(Duration.ofSeconds(1));
  }

  /// So much of it, second by second.
  void pass(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      second();
    }
  }

  void confirm(long id, EventType event, Instant when) {
    telling.confirmed(new ConfirmedAlert(id, event, GATE, when.minusSeconds(40), when));
  }

  ReceiverState state(String receiver) {
    return telling.states().stream()
        .filter(state -> state.name().equals(receiver))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    telling.close();
  }
}
