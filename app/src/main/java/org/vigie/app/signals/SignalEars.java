package org.vigie.app.signals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.RandomIds;
import org.vigie.base.Repeated;
import org.vigie.desk.outside.OutsideSignals;
import org.vigie.desk.outside.OutsideSource;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.tell.MqttHearing;

/// Listens to the sources that do not call: topics of the town's broker, and contacts that are
/// wired
/// to cameras. All that it does with what it hears is to hand it to [OutsideSignals], which shows
/// it
/// to people. Closed before the desk.
public final class SignalEars implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);

  /// A connection that comes back at once is no alarm.
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final OutsideSignals outside;
  private final Alarms alarms;
  private final Clocks clocks;
  private final Closing closing = new Closing();
  private final Map<String, Silence> silences = new ConcurrentHashMap<>();
  private final Map<CameraId, CameraContacts> contacts = new ConcurrentHashMap<>();

  /// Since when a source cannot be heard, by the elapsed clock.
  private record Silence(OutsideSource source, Duration since, String why) {}

  private SignalEars(OutsideSignals outside, Alarms alarms, Clocks clocks) {
    this.outside = outside;
    this.alarms = alarms;
    this.clocks = clocks;
  }

  /// Starts to listen; without such sources there is no thread and no connection.
  ///
  /// @throws BadInput if the broker's file of authorities cannot be used
  public static SignalEars start(
      TownConfig config, OutsideSignals outside, Alarms alarms, Clocks clocks) throws BadInput {
    var ears = new SignalEars(outside, alarms, clocks);
    try {
      ears.listen(config);
    } catch (BadInput | RuntimeException e) {
      ears.close();
      throw e;
    }
    return ears;
  }

  private void listen(TownConfig config) throws BadInput {
    var signals = config.signals();
    if (!signals.topics().isEmpty()) {
      var topics =
          signals.topics().stream()
              .collect(Collectors.toMap(HeardTopic::topic, Function.identity()));
      closing.add(
          MqttHearing.start(
              signals.broker().orElseThrow(),
              topics.keySet(),
              config.town() + " " + config.data().toAbsolutePath(),
              new Topics(topics)));
    }
    var wired = signals.inputs().stream().collect(Collectors.groupingBy(WiredInput::camera));
    for (var camera : config.cameras()) {
      var inputs = wired.get(camera.id());
      if (inputs != null) {
        var heard = closing.add(CameraContacts.start(camera, listening(inputs)));
        contacts.put(camera.id(), heard);
      }
    }
    if (!signals.topics().isEmpty() || !wired.isEmpty()) {
      closing.add(Repeated.start("ears", EVERY, this::round));
    }
  }

  /// A camera has another password, or is another device. Nothing for one without contacts.
  public void renew(CameraConfig camera) {
    var heard = contacts.get(camera.id());
    if (heard != null) {
      heard.renew(camera);
    }
  }

  /// Raises an alarm for what cannot be heard for longer than a moment.
  private void round() {
    var now = clocks.elapsed();
    for (var silence : silences.values()) {
      if (now.minus(silence.since()).compareTo(PATIENCE) >= 0) {
        alarms.raise(AlarmKind.NOT_HEARD, silence.source().name(), silence.why());
      }
    }
  }

  private void trouble(OutsideSource source, Optional<String> why) {
    outside.trouble(source, why);
    if (why.isEmpty()) {
      silences.remove(source.name());
      alarms.end(AlarmKind.NOT_HEARD, source.name());
    } else {
      silences.compute(
          source.name(),
          (name, before) ->
              new Silence(source, before == null ? clocks.elapsed() : before.since(), why.get()));
    }
  }

  /// @return whether it was dealt with; else it may come again
  private boolean take(
      OutsideSource source, String id, Optional<CameraId> camera, String kind, String text) {
    try {
      var unused = outside.take(source, id, camera, kind, text);
      return true;
    } catch (LedgerUnavailable e) {
      // The board says so; whoever sent it keeps it.
      return false;
    }
  }

  private CameraContacts.Listener listening(List<WiredInput> inputs) {
    return new CameraContacts.Listener() {
      @Override
      public void rose(String input) {
        for (var one : inputs) {
          if (one.input().equals(input)) {
            boolean taken =
                take(
                    one.source(),
                    RandomIds.hex(16),
                    Optional.of(one.camera()),
                    "digital-input",
                    one.text().orElse(one.input()));
            if (!taken) {
              outside.refused(one.source());
            }
          }
        }
      }

      @Override
      public void trouble(Optional<String> why) {
        inputs.forEach(one -> SignalEars.this.trouble(one.source(), why));
      }
    };
  }

  private final class Topics implements MqttHearing.Listener {

    private final Map<String, HeardTopic> topics;

    Topics(Map<String, HeardTopic> topics) {
      this.topics = topics;
    }

    @Override
    public boolean heard(String topic, byte[] bytes) {
      var heard = topics.get(topic);
      if (heard == null) {
        return true;
      }
      var body = SignalBody.read(bytes);
      if (body.isEmpty() || !fits(heard, body.get())) {
        outside.refused(heard.source());
        return true;
      }
      var said = body.get();
      if (said.word() && heard.quiet().contains(said.kind())) {
        return true;
      }
      return take(
          heard.source(),
          said.id().isEmpty() ? RandomIds.hex(16) : said.id(),
          camera(heard.source(), said),
          said.kind(),
          said.word() ? heard.text().orElse(said.text()) : said.text());
    }

    private static boolean fits(HeardTopic heard, SignalBody body) {
      if (!body.word()) {
        return body.camera().isEmpty() || heard.source().cameras().contains(body.camera().get());
      }
      return heard.words().isEmpty()
          || heard.words().contains(body.kind())
          || heard.quiet().contains(body.kind());
    }

    /// A plain word is about the one camera of its source, where it has one.
    private static Optional<CameraId> camera(OutsideSource source, SignalBody body) {
      return body.word() && source.cameras().size() == 1
          ? source.cameras().stream().findFirst()
          : body.camera();
    }

    @Override
    public void lost(String topic) {
      var heard = topics.get(topic);
      if (heard != null) {
        outside.refused(heard.source());
      }
    }

    @Override
    public void trouble(Optional<String> why) {
      topics.values().forEach(one -> SignalEars.this.trouble(one.source(), why));
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
