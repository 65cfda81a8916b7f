package org.vigie.tell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;

/// E-mail through a real SMTP server, with its TLS and its passwords.
class MailTest {

  private static final String PASSWORD = "pâte-à-choux 9";

  @TempDir private static Path keysFolder = Path.of("");
  private static TestKeys keys;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void make_a_certificate() throws Exception {
    keys = TestKeys.in(keysFolder);
  }

  private ReceiverSettings duty(
      int port, Way.MailTls tls, Optional<Login> login, Optional<Path> ca, String... to) {
    return new ReceiverSettings(
        "duty",
        new Way.Mail("127.0.0.1", port, tls, login, "vigie@saint-exemple.example", List.of(to), ca),
        new Which.All(),
        Set.of(),
        Language.FR,
        false);
  }

  private ReceiverSettings trusting(MailSink sink, Way.MailTls tls) throws Exception {
    return duty(
        sink.port(),
        tls,
        Optional.of(new Login("vigie", PASSWORD)),
        Optional.of(keys.certificate()),
        "duty@saint-exemple.example",
        "chief@saint-exemple.example");
  }

  private static Optional<String> tryOut(ReceiverSettings settings) throws Exception {
    return Telling.tryOut(settings, TellingTown.FACTS, new FakeClocks());
  }

  @Test
  void what_happens_within_seconds_is_one_message_and_there_is_at_most_one_a_minute()
      throws Exception {
    try (var sink = MailSink.open(folder, 0, "starttls", keys, "vigie:" + PASSWORD);
        var town = new TellingTown(folder, trusting(sink, Way.MailTls.STARTTLS))) {
      town.raise(AlarmKind.NOT_RECORDING, "gate", "rtsp://192.0.2.1/ does not answer");
      town.pass(Duration.ofSeconds(4));
      town.raise(AlarmKind.VOLUME_SPACE, "main", "nearly full");
      town.end(AlarmKind.NOT_RECORDING, "gate");
      town.pass(Duration.ofSeconds(6));
      assertThat(sink.isEmpty()).isTrue();
      town.second();
      var first = sink.message();
      assertThat(first.get("tls").asBoolean()).isTrue();
      assertThat(first.get("user").asString()).isEqualTo("vigie");
      assertThat(first.get("from").asString()).isEqualTo("vigie@saint-exemple.example");
      assertThat(first.get("to")).hasSize(2);
      assertThat(first.at("/headers/Subject").asString())
          .isEqualTo(
              "[Vigie Saint-Exemple] Porte nord\u00a0: rien ne s’enregistre et 2 autres nouvelles");
      assertThat(first.at("/headers/Auto-Submitted").asString()).isEqualTo("auto-generated");
      assertThat(first.at("/headers/Message-ID").asString())
          .matches("<msg_[0-9a-f]{32}@saint-exemple.example>");
      assertThat(first.get("text").asString())
          .contains(
              "Porte nord\u00a0: rien ne s’enregistre\n  north side, above the gate\n  depuis le 30 mars"
                  + " 2031 à 01:59:58\n  Vérifiez son alimentation",
              "Volume main\u00a0: la place manque",
              "Fini\u00a0: Porte nord",
              "sans image et sans nom")
          .doesNotContain("192.0.2.1");

      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      town.pass(Duration.ofSeconds(58));
      assertThat(sink.isEmpty()).isTrue();
      town.pass(Duration.ofSeconds(3));
      assertThat(sink.message().at("/headers/Subject").asString())
          .isEqualTo("[Vigie Saint-Exemple] L’horloge de cette machine n’est pas sûre");
      assertThat(town.state("duty").told()).isEqualTo(4);
    }
  }

  @Test
  void a_wrong_password_is_said_and_not_shown_and_what_waits_is_told_once_it_is_right()
      throws Exception {
    try (var sink = MailSink.open(folder, 0, "direct", keys, "vigie:" + PASSWORD)) {
      var ca = Optional.of(keys.certificate());
      var wrong =
          duty(
              sink.port(),
              Way.MailTls.DIRECT,
              Optional.of(new Login("vigie", "geheim")),
              ca,
              "duty@saint-exemple.example");
      assertThat(tryOut(wrong).orElseThrow())
          .contains("does not take the user vigie with that password", "535")
          .doesNotContain("geheim");
      var nobody =
          duty(sink.port(), Way.MailTls.DIRECT, Optional.empty(), ca, "d@saint-exemple.example");
      assertThat(tryOut(nobody)).isPresent();
      assertThat(sink.isEmpty()).isTrue();

      try (var town = new TellingTown(folder, wrong)) {
        town.raise(AlarmKind.CLOCK, "clock", "it stepped");
        town.pass(Duration.ofSeconds(30));
        assertThat(town.state("duty").failed()).isPositive();
        town.restart(trusting(sink, Way.MailTls.DIRECT));
        town.second();
        assertThat(sink.message().get("text").asString()).contains("L’horloge de cette machine");
        assertThat(town.state("duty").waiting()).isZero();
      }
    }
  }

  @Test
  void nothing_is_said_to_a_server_that_cannot_be_trusted_or_offers_no_tls() throws Exception {
    try (var sink = MailSink.open(folder, 0, "starttls", keys, "vigie:" + PASSWORD);
        var plain = MailSink.open(folder, 0, "none", keys, "")) {
      var login = Optional.of(new Login("vigie", PASSWORD));
      var unknown = duty(sink.port(), Way.MailTls.STARTTLS, login, Optional.empty(), "a@x.example");
      assertThat(tryOut(unknown).orElseThrow()).contains("certificate is not trusted");
      var stripped =
          duty(
              plain.port(),
              Way.MailTls.STARTTLS,
              login,
              Optional.of(keys.certificate()),
              "a@x.example");
      assertThat(tryOut(stripped).orElseThrow()).contains("STARTTLS is required");
      assertThat(sink.isEmpty()).isTrue();
      assertThat(plain.isEmpty()).isTrue();

      var local =
          duty(plain.port(), Way.MailTls.NONE, Optional.empty(), Optional.empty(), "a@x.example");
      assertThat(tryOut(local)).isEmpty();
      var got = plain.message();
      assertThat(got.at("/headers/Subject").asString()).isEqualTo("[Vigie Saint-Exemple] Essai");
      assertThat(got.get("text").asString()).contains("Rien ne s’est passé.");
    }
  }

  @Test
  void a_mailbox_that_the_server_refuses_is_named() throws Exception {
    try (var plain = MailSink.open(folder, 0, "none", keys, "")) {
      var settings =
          duty(
              plain.port(),
              Way.MailTls.NONE,
              Optional.empty(),
              Optional.empty(),
              "well@saint-exemple.example",
              "gone@refused.example");
      assertThat(tryOut(settings).orElseThrow())
          .contains("the server refuses the message", "550 5.1.1 no such mailbox");
      assertThat(plain.isEmpty()).isTrue();
    }
  }

  @Test
  void a_server_that_is_down_gets_one_message_with_all_of_it_when_it_is_back() throws Exception {
    int port;
    try (var sink = MailSink.open(folder, 0, "none", keys, "")) {
      port = sink.port();
    }
    var settings =
        duty(port, Way.MailTls.NONE, Optional.empty(), Optional.empty(), "duty@x.example");
    try (var town = new TellingTown(folder, settings)) {
      for (int i = 0; i < 3; i++) {
        town.raise(AlarmKind.UNREADABLE, "volume-" + i, "a file cannot be read");
        town.pass(Duration.ofSeconds(20));
      }
      assertThat(town.state("duty").failed()).isPositive();
      try (var sink = MailSink.open(folder, port, "none", keys, "")) {
        town.pass(Receiver.LONGEST_WAIT);
        assertThat(sink.message().get("text").asString())
            .contains("Volume volume-0", "Volume volume-1", "Volume volume-2");
        assertThat(sink.isEmpty()).isTrue();
      }
    }
  }

  @Test
  void no_name_of_a_camera_makes_a_second_header() {
    var spot = new Spot("gate", "Porte\r\nBcc: all@x.example", "", Optional.empty());
    var now = new FakeClocks().wall();
    var news =
        new News.OfAlarm(
            "msg_1",
            now,
            AlarmKind.VIEW_COVERED,
            "gate",
            Optional.of(spot),
            now,
            "",
            Optional.empty());
    var text = new MailText(TellingTown.FACTS, Words.in(Language.EN), false);
    assertThat(text.subject(List.of(news)))
        .isEqualTo("[Vigie Saint-Exemple] Porte Bcc: all@x.example: something lies over the lens");
  }
}
