package org.vigie.app.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.model.AlarmKind;
import org.vigie.tell.AlertForm;
import org.vigie.tell.Language;
import org.vigie.tell.Way;
import org.vigie.tell.Which;

/// Who is told of alarms, read from the configuration.
class TellConfigTest {

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

  private static final Path EXAMPLE =
      Path.of(System.getProperty("vigie.root"), "design/examples/vigie.yaml");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void secrets() throws IOException {
    Files.writeString(folder.resolve("hook.secret"), SECRET + "\n");
    Files.writeString(folder.resolve("mail.password"), "geheim\n");
    Files.writeString(folder.resolve("mqtt.password"), "geheim\n");
    Files.writeString(folder.resolve("short.secret"), "whsec_MfKQ9r8GKYqr\n");
    Files.writeString(folder.resolve("no.pem"), "nothing\n");
  }

  private TownConfig read(String tell) throws IOException, BadInput {
    return TownConfig.read(
        Files.writeString(
            folder.resolve("vigie.yaml"),
            "town: X\nprofile: private-site\n"
                + tell
                + "\ncameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n"));
  }

  @Test
  void without_it_nobody_is_told() throws Exception {
    assertThat(read("zone: Europe/Paris").tell()).isEmpty();
    assertThat(TownConfig.read(EXAMPLE).tell()).isEmpty();
  }

  @Test
  void reads_what_the_annotated_example_shows() throws Exception {
    var block =
        Files.readString(EXAMPLE)
            .lines()
            .dropWhile(line -> !line.equals("# tell:"))
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^# ?", ""))
            .collect(Collectors.joining("\n"));
    var receivers = read(block).tell();
    var hook =
        receivers.stream().filter(r -> r.way() instanceof Way.Webhook).findFirst().orElseThrow();
    var mail = receivers.getFirst();
    assertThat(mail.which()).isEqualTo(new Which.Urgent());
    assertThat(mail.spoken()).isEqualTo("duty (mail, smtp.saint-exemple.example:587)");
    assertThat(mail.toString()).doesNotContain("geheim");
    assertThat(((Way.Mail) mail.way()).login().orElseThrow().password()).isEqualTo("geheim");
    var broker = receivers.get(1);
    assertThat(broker.spoken()).isEqualTo("control-room (mqtt, mqtt.saint-exemple.example:8883)");
    assertThat(((Way.Mqtt) broker.way()).topic()).isEqualTo("vigie/saint-exemple");
    assertThat(hook.name()).isEqualTo("supervision");
    assertThat(hook.alerts()).containsExactlyInAnyOrder(AlertForm.JSON, AlertForm.CAP);
    assertThat(hook.language()).isEqualTo(Language.EN);
    assertThat(hook.details()).isTrue();
    assertThat(hook.spoken()).isEqualTo("supervision (webhook, https://alarms.example.org)");
    assertThat(hook.which())
        .isEqualTo(
            new Which.Kinds(
                Set.of(AlarmKind.NOT_RECORDING, AlarmKind.DISK_FAILED, AlarmKind.VOLUME_SPACE)));
  }

  @Test
  void says_what_is_wrong_by_file_line_and_key() {
    var wrong =
        Map.ofEntries(
            Map.entry("{name: A b, webhook: W}", "tell[0].name: should be 1 to 40 lower-case"),
            Map.entry("{name: a}", "tell[0]: should say how it is reached, by one of: "),
            Map.entry("{nam: a}", "tell[0].nam: is not a known key; did you mean name?"),
            Map.entry(
                "{name: a, webhook: {address: \"http://192.0.2.1/\", secret_file: hook.secret}}",
                "tell[0].webhook.address: should be an https:// address"),
            Map.entry(
                "{name: a, webhook: {address: \"https://u:geheim@x.example/\", secret_file: hook.secret}}",
                "tell[0].webhook.address: should be an https:// address"),
            Map.entry(
                "{name: a, webhook: {address: \"https://x.example/\"}}", "has no 'secret_file'"),
            Map.entry(
                "{name: a, webhook: {address: \"https://x.example/\", secret_file: gone}}",
                "tell[0].webhook.secret_file: there is no readable file"),
            Map.entry(
                "{name: a, webhook: {address: \"https://x.example/\", secret_file: short.secret}}",
                "tell[0].webhook.secret_file: should hold whsec_ and 24 to 64 bytes in base64"),
            Map.entry(
                "{name: a, webhook: {address: \"https://x.example/\", secret_file: hook.secret, ca: no.pem}}",
                "tell[0].webhook.ca: should be a PEM file of certificates"),
            Map.entry(
                "{name: a, mail: {server: smtp.x.example, tls: none, from: a@x.example, to: [b@x.example]}}",
                "tell[0].mail.tls: none is for a server on this machine only"),
            Map.entry(
                "{name: a, mail: {server: \"smtp://x\", from: a@x.example, to: [b@x.example]}}",
                "tell[0].mail.server: should be a name or an address alone"),
            Map.entry(
                "{name: a, mail: {server: smtp.x.example, from: vigie, to: [b@x.example]}}",
                "tell[0].mail.from: should be an address such as"),
            Map.entry(
                "{name: a, mail: {server: smtp.x.example, from: a@x.example, to: []}}",
                "tell[0].mail.to: should be 1 to 20 addresses"),
            Map.entry(
                "{name: a, mail: {server: smtp.x.example, from: a@x.example, to: [b@x.example], user: u}}",
                "has no 'password_file'"),
            Map.entry(
                "{name: a, mail: {server: smtp.x.example, from: a@x.example, to: [b@x.example]}, alerts: [json]}",
                "tell[0].alerts: confirmed alerts are told to programs"),
            Map.entry(
                "{name: a, mqtt: {server: m.x.example, tls: no, topic: a}}",
                "tell[0].mqtt.tls: no is for a broker on this machine only"),
            Map.entry(
                "{name: a, mqtt: {server: m.x.example, topic: \"a/#\"}}",
                "tell[0].mqtt.topic: should be what all topics begin with"),
            Map.entry(
                "{name: a, mqtt: {server: m.x.example, topic: a/}}",
                "tell[0].mqtt.topic: should be what all topics begin with"),
            Map.entry("{name: a, webhook: W, alarms: loud}", "'loud' is not one of [ALL, URGENT"),
            Map.entry("{name: a, webhook: W, alarms: [clok]}", "tell[0].alarms[0]: 'clok' is not"),
            Map.entry("{name: a, webhook: W, alerts: [pdf]}", "tell[0].alerts[0]: 'pdf' is not"),
            Map.entry("{name: a, webhook: W, language: de}", "tell[0].language: 'de' is not one"));
    wrong.forEach(
        (item, message) ->
            assertThatThrownBy(
                    () ->
                        read(
                            "tell:\n  - "
                                + item.replace(
                                    "webhook: W",
                                    "webhook: {address: \"https://x.example/\", secret_file: hook.secret}")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("vigie.yaml:4: ")
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim", "MfKQ9r8")));
  }

  @Test
  void two_receivers_of_one_name_are_refused() {
    var one =
        "\n  - {name: a, webhook: {address: \"https://x.example/\", secret_file: hook.secret}}";
    assertThatThrownBy(() -> read("tell:" + one + one))
        .hasMessageContaining("vigie.yaml:5: tell[1].name: stands here twice");
  }

  @Test
  void plain_http_stays_on_this_machine() {
    assertThat(TellConfig.isThisMachine("127.0.0.1")).isTrue();
    assertThat(TellConfig.isThisMachine("[::1]")).isTrue();
    assertThat(TellConfig.isThisMachine("localhost")).isTrue();
    assertThat(TellConfig.isThisMachine("127.0.0.1.example.org")).isFalse();
    assertThat(TellConfig.isThisMachine("192.0.2.1")).isFalse();
    assertThat(TellConfig.isThisMachine("localhost.example.org")).isFalse();
  }
}
