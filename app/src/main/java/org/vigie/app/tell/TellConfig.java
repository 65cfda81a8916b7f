package org.vigie.app.tell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.AlarmKind;
import org.vigie.tell.AlertForm;
import org.vigie.tell.Language;
import org.vigie.tell.Login;
import org.vigie.tell.MqttBroker;
import org.vigie.tell.ReceiverSettings;
import org.vigie.tell.SigningSecret;
import org.vigie.tell.Trust;
import org.vigie.tell.Way;
import org.vigie.tell.Which;

/// Reads who is told of alarms outside the machine: the town's `tell`. Without it nobody is. Files
/// of secrets and authorities are read here, so that a wrong one is said at the start.
public final class TellConfig {

  private static final int MOST = 16;
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
  private static final List<String> WAYS = List.of("mail", "mqtt", "webhook");
  private static final Set<String> KEYS =
      Set.of("name", "mail", "mqtt", "webhook", "alarms", "alerts", "language", "details");
  private static final Set<String> MAIL_KEYS =
      Set.of("server", "port", "tls", "user", "password_file", "from", "to", "ca");
  private static final String MAILBOX =
      "[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"\\p{Cntrl}]{1,255}";
  private static final int MOST_MAILBOXES = 20;
  private static final Set<String> MQTT_KEYS =
      Set.of("server", "port", "tls", "user", "password_file", "topic", "ca");
  private static final int LONGEST_TOPIC = 200;
  private static final Set<String> WEBHOOK_KEYS = Set.of("address", "secret_file", "ca");

  /// Of which alarms a receiver is told, where it names no kinds.
  private enum Some {
    ALL,
    URGENT,
    NONE
  }

  private TellConfig() {}

  /// @param folder where relative paths start
  public static List<ReceiverSettings> read(Document document, Path folder) throws BadInput {
    var list = document.find("tell");
    if (list.isEmpty()) {
      return List.of();
    }
    var receivers = new ArrayList<ReceiverSettings>();
    var names = new HashSet<String>();
    for (var item : list.get().list()) {
      item.fields(KEYS);
      var receiver = receiver(item, folder);
      if (!names.add(receiver.name())) {
        throw item.get("name").wrong("stands here twice; each receiver needs a name of its own");
      }
      receivers.add(receiver);
    }
    if (receivers.size() > MOST) {
      throw list.get().wrong("should be at most " + MOST + " receivers");
    }
    return List.copyOf(receivers);
  }

  private static ReceiverSettings receiver(Document item, Path folder) throws BadInput {
    var name = item.get("name");
    if (!name.text().matches(NAME)) {
      throw name.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
    }
    var language = item.find("language");
    var details = item.find("details");
    var way = way(item, folder);
    var alerts = alerts(item);
    if (way instanceof Way.Mail && !alerts.isEmpty()) {
      throw item.get("alerts")
          .wrong("confirmed alerts are told to programs, by webhook and mqtt; not by mail");
    }
    return new ReceiverSettings(
        name.text(),
        way,
        which(item),
        alerts,
        language.isEmpty() ? Language.FR : language.get().word(Language.class),
        details.isPresent() && details.get().yes());
  }

  private static Way way(Document item, Path folder) throws BadInput {
    var given = new ArrayList<String>();
    for (var way : WAYS) {
      if (item.find(way).isPresent()) {
        given.add(way);
      }
    }
    if (given.size() != 1) {
      throw item.wrong("should say how it is reached, by one of: " + String.join(", ", WAYS));
    }
    var says = item.get(given.getFirst());
    return switch (given.getFirst()) {
      case "mail" -> mail(says, folder);
      case "mqtt" -> mqtt(says, folder);
      case "webhook" -> webhook(says, folder);
      default -> throw new IllegalStateException("not a way: " + given);
    };
  }

  private static Way mail(Document says, Path folder) throws BadInput {
    says.fields(MAIL_KEYS);
    var server = says.get("server");
    var given = says.find("tls");
    var tls = given.isEmpty() ? Way.MailTls.STARTTLS : given.get().word(Way.MailTls.class);
    if (tls == Way.MailTls.NONE && !isThisMachine(server.text())) {
      throw says.get("tls")
          .wrong("none is for a server on this machine only; elsewhere starttls or direct");
    }
    var port = says.find("port");
    var to = new ArrayList<String>();
    for (var one : says.get("to").list()) {
      to.add(mailbox(one));
    }
    if (to.isEmpty() || to.size() > MOST_MAILBOXES) {
      throw says.get("to").wrong("should be 1 to " + MOST_MAILBOXES + " addresses");
    }
    return new Way.Mail(
        host(server),
        port.isEmpty() ? tls.usualPort() : port.get().integer(1, 65_535),
        tls,
        login(says, folder),
        mailbox(says.get("from")),
        to,
        authorities(says, folder));
  }

  private static Way mqtt(Document says, Path folder) throws BadInput {
    says.fields(MQTT_KEYS);
    var broker = broker(says, folder);
    return new Way.Mqtt(
        broker.server(),
        broker.port(),
        broker.tls(),
        broker.login(),
        topic(says.get("topic")),
        broker.authorities());
  }

  /// How a broker is reached: `server`, `port`, `tls`, `user`, `password_file`, `ca`.
  ///
  /// @param folder where relative paths start
  public static MqttBroker broker(Document says, Path folder) throws BadInput {
    var server = says.get("server");
    var given = says.find("tls");
    boolean tls = given.isEmpty() || given.get().yes();
    if (!tls && !isThisMachine(server.text())) {
      throw says.get("tls").wrong("no is for a broker on this machine only");
    }
    var port = says.find("port");
    return new MqttBroker(
        host(server),
        port.isEmpty() ? (tls ? 8883 : 1883) : port.get().integer(1, 65_535),
        tls,
        login(says, folder),
        authorities(says, folder));
  }

  private static String topic(Document value) throws BadInput {
    var topic = value.text();
    if (topic.isEmpty()
        || topic.length() > LONGEST_TOPIC
        || !topic.matches("[^+#$/\\p{Cntrl}][^+#\\p{Cntrl}]*(?<!/)")) {
      throw value.wrong(
          "should be what all topics begin with, such as vigie/saint-exemple, without + or # and without / at its ends");
    }
    return topic;
  }

  private static String mailbox(Document value) throws BadInput {
    if (!value.text().matches(MAILBOX)) {
      throw value.wrong("should be an address such as duty@saint-exemple.example");
    }
    return value.text();
  }

  /// A name or an address, and nothing else.
  private static String host(Document value) throws BadInput {
    if (!value.text().matches("[A-Za-z0-9._:-]{1,253}")) {
      throw value.wrong("should be a name or an address alone, such as smtp.saint-exemple.example");
    }
    return value.text();
  }

  private static Optional<Login> login(Document says, Path folder) throws BadInput {
    var user = says.find("user");
    if (user.isEmpty()) {
      if (says.find("password_file").isPresent()) {
        throw says.get("password_file").wrong("should stand beside a user");
      }
      return Optional.empty();
    }
    return Optional.of(new Login(user.get().text(), line(says, "password_file", folder)));
  }

  private static Way webhook(Document says, Path folder) throws BadInput {
    says.fields(WEBHOOK_KEYS);
    var address = address(says.get("address"));
    var secret = says.get("secret_file");
    try {
      return new Way.Webhook(
          address,
          SigningSecret.parse(line(says, "secret_file", folder)),
          authorities(says, folder));
    } catch (BadInput e) {
      throw e.key().isEmpty() ? secret.wrong(e.what()) : e;
    }
  }

  private static URI address(Document value) throws BadInput {
    try {
      var uri = new URI(value.text());
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && isThisMachine(uri.getHost()));
      if (safe && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below; the address itself is not repeated: it may hold a key.
    }
    throw value.wrong(
        "should be an https:// address without user and password, such as https://alarms.example.org/vigie; http:// only on this machine");
  }

  /// Whether what is sent there stays on this machine.
  public static boolean isThisMachine(@Nullable String host) {
    if (host == null) {
      return false;
    }
    var bare = host.replaceAll("[\\[\\]]", "");
    if (bare.equals("localhost")) {
      return true;
    }
    try {
      // A name that is none of an address is not looked up.
      return bare.matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*")
          && InetAddress.getByName(bare).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> authorities(Document says, Path folder) throws BadInput {
    if (says.find("ca").isEmpty()) {
      return Optional.empty();
    }
    var file = TownConfig.existing(says, "ca", folder);
    try {
      var unused = Trust.of(Optional.of(file));
    } catch (BadInput e) {
      throw says.get("ca").wrong(e.what());
    }
    return Optional.of(file);
  }

  /// The first line of a file that holds a secret.
  private static String line(Document says, String key, Path folder) throws BadInput {
    var file = TownConfig.existing(says, key, folder);
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw says.get(key).wrong("cannot be read: " + e.getMessage());
    }
  }

  private static Which which(Document item) throws BadInput {
    var given = item.find("alarms");
    if (given.isEmpty()) {
      return new Which.All();
    }
    if (!given.get().isList()) {
      return switch (given.get().word(Some.class)) {
        case ALL -> new Which.All();
        case URGENT -> new Which.Urgent();
        case NONE -> new Which.Kinds(Set.of());
      };
    }
    var kinds = EnumSet.noneOf(AlarmKind.class);
    for (var kind : given.get().list()) {
      kinds.add(kind.word(AlarmKind.class));
    }
    return new Which.Kinds(kinds);
  }

  private static Set<AlertForm> alerts(Document item) throws BadInput {
    var given = item.find("alerts");
    if (given.isEmpty()) {
      return Set.of();
    }
    var forms = EnumSet.noneOf(AlertForm.class);
    for (var form : given.get().list()) {
      forms.add(form.word(AlertForm.class));
    }
    return forms;
  }
}
