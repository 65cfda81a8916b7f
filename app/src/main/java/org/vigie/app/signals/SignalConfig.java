package org.vigie.app.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.app.tell.TellConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.outside.OutsideSignals;
import org.vigie.desk.outside.OutsideSource;
import org.vigie.model.CameraId;
import org.vigie.tell.MqttBroker;

/// Which systems outside may say something: the town's `signals`, each by one way, and the broker
/// on which some are heard. Without it none may.
///
/// @param sources all of them
/// @param broker present where there are topics
public record SignalConfig(
    List<OutsideSource> sources,
    Optional<MqttBroker> broker,
    List<HeardTopic> topics,
    List<WiredInput> inputs) {

  private static final int MOST = 32;
  private static final int LONGEST_LABEL = 80;
  private static final int LONGEST_TOPIC = 200;
  private static final int LONGEST_INPUT = 64;
  private static final int MOST_WORDS = 20;
  private static final List<String> WAYS = List.of("secret_file", "topic", "input");
  private static final Set<String> KEYS =
      Set.of("name", "label", "secret_file", "topic", "input", "cameras", "words", "quiet", "text");
  private static final Set<String> INPUT_KEYS = Set.of("camera", "name");
  private static final Set<String> BROKER_KEYS =
      Set.of("server", "port", "tls", "user", "password_file", "ca");

  public SignalConfig {
    sources = List.copyOf(sources);
    topics = List.copyOf(topics);
    inputs = List.copyOf(inputs);
  }

  /// @param folder where relative paths start
  /// @param cameras those of the town
  public static SignalConfig read(Document document, Path folder, List<CameraConfig> cameras)
      throws BadInput {
    var reading = new Reading(folder, cameras);
    var list = document.find("signals");
    if (list.isPresent()) {
      for (var item : list.get().list()) {
        reading.add(item);
      }
      if (reading.sources.size() > MOST) {
        throw list.get().wrong("should be at most " + MOST + " sources");
      }
    }
    var broker = document.find("signal_broker");
    if (broker.isEmpty() && !reading.topics.isEmpty()) {
      throw list.orElseThrow()
          .wrong("names a topic, so signal_broker should say on which broker it is heard");
    }
    if (broker.isPresent()) {
      broker.get().fields(BROKER_KEYS);
    }
    return new SignalConfig(
        reading.sources,
        broker.isEmpty() ? Optional.empty() : Optional.of(TellConfig.broker(broker.get(), folder)),
        reading.topics,
        reading.inputs);
  }

  private static final class Reading {
    private final Path folder;
    private final List<CameraConfig> cameras;
    private final List<OutsideSource> sources = new ArrayList<>();
    private final List<HeardTopic> topics = new ArrayList<>();
    private final List<WiredInput> inputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Reading(Path folder, List<CameraConfig> cameras) {
      this.folder = folder;
      this.cameras = cameras;
    }

    void add(Document item) throws BadInput {
      item.fields(KEYS);
      var name = item.get("name");
      if (!name.text().matches("[a-z0-9][a-z0-9-]{0,39}")) {
        throw name.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
      }
      if (!names.add(name.text())) {
        throw name.wrong("stands here twice; each source needs a name of its own");
      }
      var label = item.get("label");
      if (label.text().isBlank() || label.text().length() > LONGEST_LABEL) {
        throw label.wrong("should be 1 to " + LONGEST_LABEL + " characters, for people");
      }
      var ways = new ArrayList<String>();
      for (var way : WAYS) {
        if (item.find(way).isPresent()) {
          ways.add(way);
        }
      }
      if (ways.size() != 1) {
        throw item.wrong("should say how it is heard, by one of: " + String.join(", ", WAYS));
      }
      switch (ways.getFirst()) {
        case "secret_file" -> addCaller(item, name.text(), label.text().strip());
        case "topic" -> addTopic(item, name.text(), label.text().strip());
        case "input" -> addInput(item, name.text(), label.text().strip());
        default -> throw new IllegalStateException("not a way: " + ways);
      }
    }

    private void addCaller(Document item, String name, String label) throws BadInput {
      refuse(item, "secret_file", "words", "quiet", "text");
      var file = TownConfig.existing(item, "secret_file", folder);
      try {
        var secret = Files.readString(file).lines().findFirst().orElse("").strip();
        sources.add(OutsideSource.of(name, label, secret, named(item)));
      } catch (IOException e) {
        throw item.get("secret_file").wrong("cannot be read: " + e.getMessage());
      } catch (BadInput e) {
        throw e.key().isEmpty() ? item.get("secret_file").wrong(e.what()) : e;
      }
    }

    private void addTopic(Document item, String name, String label) throws BadInput {
      var topic = item.get("topic");
      if (topic.text().length() > LONGEST_TOPIC
          || !topic.text().matches("[^+#$/\\p{Cntrl}][^+#\\p{Cntrl}]*(?<!/)")) {
        throw topic.wrong(
            "should be one topic in full, such as gauges/quay/level, without + or # and without / at its ends");
      }
      var named = topic.text();
      if (topics.stream().anyMatch(other -> other.topic().equals(named))) {
        throw topic.wrong("is another source's topic already");
      }
      var source = OutsideSource.heard(name, label, OutsideSource.Way.MQTT, named(item));
      sources.add(source);
      topics.add(
          new HeardTopic(
              source, topic.text(), words(item, "words"), words(item, "quiet"), text(item)));
    }

    private void addInput(Document item, String name, String label) throws BadInput {
      refuse(item, "input", "words", "quiet", "cameras");
      var says = item.get("input");
      says.fields(INPUT_KEYS);
      var camera = camera(says.get("camera"));
      if (camera.onvif().isEmpty()) {
        throw says.get("camera").wrong("has no `onvif`, where it says how its contacts stand");
      }
      var input = says.get("name");
      if (input.text().isBlank() || input.text().length() > LONGEST_INPUT) {
        throw input.wrong("should be the contact's name in the camera, such as DI_1");
      }
      var source = OutsideSource.heard(name, label, OutsideSource.Way.INPUT, Set.of(camera.id()));
      sources.add(source);
      inputs.add(new WiredInput(source, camera.id(), input.text().strip(), text(item)));
    }

    private static void refuse(Document item, String way, String... keys) throws BadInput {
      for (var key : keys) {
        var value = item.find(key);
        if (value.isPresent()) {
          throw value.get().wrong("does not belong beside " + way);
        }
      }
    }

    private Set<CameraId> named(Document item) throws BadInput {
      var named = new HashSet<CameraId>();
      for (var camera : item.get("cameras").list()) {
        named.add(camera(camera).id());
      }
      return named;
    }

    private CameraConfig camera(Document value) throws BadInput {
      for (var camera : cameras) {
        if (camera.id().value().equals(value.text())) {
          return camera;
        }
      }
      throw value.wrong("is no camera of this town");
    }

    private static Set<String> words(Document item, String key) throws BadInput {
      var list = item.find(key);
      if (list.isEmpty()) {
        return Set.of();
      }
      var words = new HashSet<String>();
      for (var word : list.get().list()) {
        if (!word.text().matches(SignalBody.WORD)) {
          throw word.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
        }
        words.add(word.text());
      }
      if (words.size() > MOST_WORDS) {
        throw list.get().wrong("should be at most " + MOST_WORDS + " words");
      }
      return words;
    }

    private static Optional<String> text(Document item) throws BadInput {
      var value = item.find("text");
      if (value.isEmpty()) {
        return Optional.empty();
      }
      var text = value.get().text().strip();
      if (text.isEmpty() || text.length() > OutsideSignals.LONGEST_TEXT) {
        throw value
            .get()
            .wrong("should be 1 to " + OutsideSignals.LONGEST_TEXT + " characters, for people");
      }
      return Optional.of(text);
    }
  }
}
