package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigie.base.Backoff;
import org.vigie.base.BadInput;
import org.vigie.base.Sha256;

/// Hears some topics of a town's MQTT broker (MQTT 5, QoS 1) on a thread of its own, and connects
/// again by itself. A message is acknowledged once it was dealt with, so that one that could not be
/// is kept by the broker; what a topic said before (retained) is not heard. It says nothing to the
/// broker.
public final class MqttHearing implements AutoCloseable {

  /// Who hears. Called by the hearing's thread alone.
  public interface Listener {
    /// @param body whatever anybody sent there; may be long and senseless
    /// @return whether it was dealt with; else the same comes again a little later
    boolean heard(String topic, byte[] body);

    /// Something more came than there is room for, and is lost: of messages that their sender does
    /// not repeat (QoS 0).
    void lost(String topic);

    /// @param why nothing can be heard now, in plain words; nothing once it can
    void trouble(Optional<String> why);
  }

  /// So many messages wait; a broker sends no more of those that are acknowledged.
  private static final int MOST_WAITING = 50;

  /// What is larger the broker keeps to itself.
  private static final int LARGEST_PACKET = 64 * 1024;

  /// How long a broker keeps what comes while Vigie is away: what is older is no news.
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int ID_DIGITS = 16;

  private final MqttBroker broker;
  private final Set<String> topics;
  private final Listener listener;
  private final Duration patience;
  private final Backoff waits;
  private final Mqtt5AsyncClient client;
  private final BlockingQueue<Mqtt5Publish> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private MqttHearing(
      MqttBroker broker, Set<String> topics, String self, Listener listener, Backoff waits)
      throws BadInput {
    this.broker = broker;
    this.topics = Set.copyOf(topics);
    this.listener = listener;
    this.patience = Sender.PATIENCE;
    this.waits = waits;
    var id = Sha256.hex(self.getBytes(UTF_8)).substring(0, ID_DIGITS);
    client =
        MqttClients.checked(
            MqttClients.builder(broker, Trust.of(broker.authorities()), patience)
                .identifier("vigie-hears-" + id)
                .buildAsync(),
            broker);
    client.publishes(MqttGlobalPublishFilter.ALL, this::came, Runnable::run, true);
    thread = Thread.ofPlatform().name("hears-mqtt").unstarted(this::run);
  }

  /// Starts to hear.
  ///
  /// @param self what tells this Vigie from every other one on the broker, and is the same after a
  ///     restart
  /// @throws BadInput if the file of authorities cannot be used
  public static MqttHearing start(
      MqttBroker broker, Set<String> topics, String self, Listener listener) throws BadInput {
    var usual = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random());
    return start(broker, topics, self, listener, usual);
  }

  /// The same with other waits between two tries.
  static MqttHearing start(
      MqttBroker broker, Set<String> topics, String self, Listener listener, Backoff waits)
      throws BadInput {
    var hearing = new MqttHearing(broker, topics, self, listener, waits);
    hearing.thread.start();
    return hearing;
  }

  /// On a thread of the client's, which must not wait.
  private void came(Mqtt5Publish message) {
    if (!waiting.offer(message)) {
      listener.lost(message.getTopic().toString());
      message.acknowledge();
    }
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        if (!client.getState().isConnected() && !connected()) {
          closed.await(waits.failed().toMillis(), TimeUnit.MILLISECONDS);
          continue;
        }
        var message = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (message != null) {
          deal(message);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deal(Mqtt5Publish message) throws InterruptedException {
    while (!listener.heard(message.getTopic().toString(), message.getPayloadAsBytes())) {
      if (closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    message.acknowledge();
  }

  private boolean connected() throws InterruptedException {
    var topic = broker.where();
    try {
      await(
          client
              .connectWith()
              .cleanStart(false)
              .sessionExpiryInterval(KEPT.toSeconds())
              .keepAlive(KEEP_ALIVE_SECONDS)
              .restrictions()
              .receiveMaximum(MOST_WAITING)
              .maximumPacketSize(LARGEST_PACKET)
              .applyRestrictions()
              .send());
      for (var one : topics) {
        topic = one;
        await(
            client
                .subscribeWith()
                .topicFilter(one)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retainHandling(Mqtt5RetainHandling.DO_NOT_SEND)
                .send());
      }
      waits.succeeded();
      listener.trouble(Optional.empty());
      return true;
    } catch (TimeoutException e) {
      failed("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      failed(MqttClients.words(e.getCause(), broker, topic));
    }
    return false;
  }

  private <T> void await(CompletableFuture<T> coming)
      throws InterruptedException, ExecutionException, TimeoutException {
    var unused = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void failed(String why) {
    if (client.getState().isConnectedOrReconnect()) {
      var unused = client.disconnect();
    }
    listener.trouble(Optional.of(broker.where() + ": " + why));
  }

  /// What is under way is dealt with; what waits stays with the broker for a while.
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
      if (client.getState().isConnected()) {
        client.disconnect().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The broker notices by itself.
    }
  }
}
