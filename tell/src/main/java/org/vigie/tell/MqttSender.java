package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;

/// Publishes to a town's MQTT broker (MQTT 5, QoS 1): the state of each alarm is retained, so that
/// whoever subscribes later finds it; whether Vigie is there at all, too, and the broker itself
/// says
/// when it is gone.
final class MqttSender implements Sender {

  /// The topics under the town's own.
  private static final String STATE = "state";

  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final String JSON = "application/json";

  private final Way.Mqtt way;
  private final Set<AlertForm> forms;
  private final Payload payload;
  private final Cap cap;
  private final Duration patience;
  private final TrustManagerFactory trust;
  private volatile boolean closed;
  private volatile boolean announced;
  private volatile @Nullable Mqtt5AsyncClient client;

  /// @param patience how long each step may take
  /// @throws BadInput if the file of authorities cannot be used
  MqttSender(Way.Mqtt way, Set<AlertForm> forms, Payload payload, Cap cap, Duration patience)
      throws BadInput {
    this.way = way;
    this.forms = Set.copyOf(forms);
    this.payload = payload;
    this.cap = cap;
    this.patience = patience;
    this.trust = Trust.of(way.authorities());
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public Duration gather() {
    return Duration.ZERO;
  }

  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  /// Stays connected; a broker that was away may have forgotten what holds, and is told again.
  @Override
  public void keep(Supplier<List<News>> holding) throws NotTold, InterruptedException {
    if (isConnected()) {
      return;
    }
    var fresh = connect(true);
    announced = true;
    publish(fresh, STATE, running(true), JSON, true);
    for (var one : holding.get()) {
      publish(fresh, one, 0);
    }
    client = fresh;
  }

  private boolean isConnected() {
    var now = client;
    return now != null && now.getState().isConnected();
  }

  @Override
  public void send(List<News> news, long lost) throws NotTold, InterruptedException {
    var now = client;
    if (now == null || !now.getState().isConnected()) {
      now = connect(false);
      client = now;
    }
    for (var one : news) {
      publish(now, one, lost);
    }
  }

  private void publish(Mqtt5AsyncClient to, News news, long lost)
      throws NotTold, InterruptedException {
    switch (news) {
      case News.OfAlarm alarm ->
          publish(
              to,
              "alarms/%s/%s"
                  .formatted(
                      alarm.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                      level(alarm.subject())),
              payload.bytes(alarm, lost),
              JSON,
              true);
      case News.OfAlert alert -> {
        for (var form : forms) {
          switch (form) {
            case JSON ->
                publish(
                    to,
                    "alerts/" + level(alert.spot().camera()),
                    payload.bytes(alert, lost),
                    JSON,
                    false);
            case CAP ->
                publish(to, "cap/" + level(alert.spot().camera()), cap.of(alert), Cap.TYPE, false);
          }
        }
      }
      case News.Trial trial -> {
        publish(to, "test", payload.bytes(trial, lost), JSON, false);
        if (forms.contains(AlertForm.CAP)) {
          publish(to, "test/cap", cap.of(trial), Cap.TYPE, false);
        }
      }
    }
  }

  /// One level of a topic, whatever a subject has in it.
  static String level(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static byte[] running(boolean yes) {
    return ("{\"running\":" + yes + "}").getBytes(UTF_8);
  }

  /// @param announce whether others are to see that Vigie is there, and when it is gone
  private Mqtt5AsyncClient connect(boolean announce) throws NotTold, InterruptedException {
    if (closed) {
      throw new NotTold("Vigie is being stopped");
    }
    var builder = MqttClients.builder(way.broker(), trust, patience);
    if (announce) {
      builder =
          builder
              .willPublish()
              .topic(topic(STATE))
              .payload(running(false))
              .contentType(JSON)
              .qos(MqttQos.AT_LEAST_ONCE)
              .retain(true)
              .applyWillPublish();
    }
    var fresh = MqttClients.checked(builder.buildAsync(), way.broker());
    var unused =
        await(
            fresh.connectWith().cleanStart(true).keepAlive(KEEP_ALIVE_SECONDS).send(), way.where());
    return fresh;
  }

  private String topic(String under) {
    return way.topic() + "/" + under;
  }

  private void publish(
      Mqtt5AsyncClient to, String under, byte[] body, String type, boolean retained)
      throws NotTold, InterruptedException {
    var unused =
        await(
            to.publishWith()
                .topic(topic(under))
                .payload(body)
                .contentType(type)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retained)
                .send(),
            topic(under));
  }

  private <T> T await(CompletableFuture<T> coming, String what)
      throws NotTold, InterruptedException {
    try {
      return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // What it would still do on this connection must not overtake the next try.
      leave();
      throw new NotTold("no answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new NotTold(MqttClients.words(e.getCause(), way.broker(), what), e);
    }
  }

  private void leave() {
    var now = client;
    client = null;
    if (now != null && now.getState().isConnectedOrReconnect()) {
      var unused = now.disconnect();
    }
  }

  /// Says that Vigie is gone, where it said that it was there.
  @Override
  public void close() {
    closed = true;
    var now = client;
    if (now == null || !now.getState().isConnected()) {
      return;
    }
    try {
      if (announced) {
        publish(now, STATE, running(false), JSON, true);
      }
      now.disconnect().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (NotTold | ExecutionException | TimeoutException e) {
      // The broker says it, once it misses us.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
