package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.testkit.Tool;
import org.vigie.verify.witness.WitnessMain;

/// HTTPS from PEM files.
class TlsTest {

  private static final char[] SECRET = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void serves_https_with_the_town_s_certificate_and_keeps_cookies_to_it() throws Exception {
    var keys = keys();
    var tls =
        new ServerSettings.Tls(
            pem("town.pem", "CERTIFICATE", keys.getCertificate("town").getEncoded()),
            pem("town.key", "PRIVATE KEY", keys.getKey("town", SECRET).getEncoded()));
    try (var town = new TestTown(folder.resolve("data"), tls);
        var http = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      var url = town.server.url();
      assertThat(url.getScheme()).isEqualTo("https");
      var answer =
          http.send(
              HttpRequest.newBuilder(url.resolve("api/welcome")).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("set-cookie"))
          .isNotEmpty()
          .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("SameSite=Strict"));
      assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();

      var plain = URI.create(url.toString().replace("https", "http"));
      try (var other = HttpClient.newHttpClient()) {
        var refused = other.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
      }
    }
  }

  @Test
  void a_renewed_certificate_is_shown_without_a_restart_and_a_wrong_one_changes_nothing()
      throws Exception {
    var first = keys();
    var certificate = pem("town.pem", "CERTIFICATE", first.getCertificate("town").getEncoded());
    var key = pem("town.key", "PRIVATE KEY", first.getKey("town", SECRET).getEncoded());
    try (var town =
        new TestTown(folder.resolve("data"), new ServerSettings.Tls(certificate, key))) {
      var watch = town.server.certificate().orElseThrow();
      assertThat(answers(town, first)).isTrue();

      Files.delete(folder.resolve("keys.p12"));
      var second = keys();
      pem("town.pem", "CERTIFICATE", second.getCertificate("town").getEncoded());
      // The key is still to come.
      watch.round();
      assertThat(answers(town, first)).isTrue();
      assertThat(town.alarms.current()).extracting(Alarm::kind).contains(AlarmKind.CERTIFICATE);

      pem("town.key", "PRIVATE KEY", second.getKey("town", SECRET).getEncoded());
      watch.round();
      assertThat(answers(town, second)).isTrue();
      assertThat(answers(town, first)).isFalse();
      assertThat(town.alarms.current())
          .extracting(Alarm::kind)
          .doesNotContain(AlarmKind.CERTIFICATE);

      Files.writeString(certificate, "no certificate at all");
      watch.round();
      assertThat(answers(town, second)).isTrue();
      assertThat(town.alarms.current())
          .filteredOn(alarm -> alarm.kind() == AlarmKind.CERTIFICATE)
          .singleElement()
          .satisfies(alarm -> assertThat(alarm.detail()).contains("town.pem", "shown on"));
    }
  }

  @Test
  void one_that_ends_soon_is_an_alarm_until_it_is_renewed() throws Exception {
    var keys = keys();
    var certificate = pem("town.pem", "CERTIFICATE", keys.getCertificate("town").getEncoded());
    var key = pem("town.key", "PRIVATE KEY", keys.getKey("town", SECRET).getEncoded());
    try (var town =
        new TestTown(folder.resolve("data"), new ServerSettings.Tls(certificate, key))) {
      var watch = town.server.certificate().orElseThrow();
      watch.round();
      assertThat(town.alarms.current()).isEmpty();
      // keytool's certificates last 90 days.
      town.clocks.step(Duration.ofDays(75));
      watch.round();
      assertThat(town.alarms.current()).extracting(Alarm::kind).contains(AlarmKind.CERTIFICATE);
      town.clocks.step(Duration.ofDays(-75));
      watch.round();
      assertThat(town.alarms.current())
          .extracting(Alarm::kind)
          .doesNotContain(AlarmKind.CERTIFICATE);
    }
  }

  /// Whether somebody who trusts these alone gets an answer over a new connection.
  private static boolean answers(TestTown town, KeyStore keys) throws Exception {
    try (var http = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      var asked = HttpRequest.newBuilder(town.server.url().resolve("api/health")).build();
      return http.send(asked, BodyHandlers.ofString()).statusCode() == 200;
    } catch (SSLException e) {
      return false;
    }
  }

  @Test
  void a_witness_that_trusts_the_town_s_certificate_alone_watches_and_delivers() throws Exception {
    var keys = keys();
    var certificate = pem("town.pem", "CERTIFICATE", keys.getCertificate("town").getEncoded());
    var tls =
        new ServerSettings.Tls(
            certificate, pem("town.key", "PRIVATE KEY", keys.getKey("town", SECRET).getEncoded()));
    try (var town = new TestTown(folder.resolve("data"), tls)) {
      var dpo = folder.resolve("dpo").toString();
      witness(town, "new", "--name", "dpo", "--dir", dpo);
      town.governance
          .cosignatures()
          .adopt(List.of(WitnessKey.read(Files.readString(folder.resolve("dpo/verifier")))));
      var ledger = town.governance.ledger();
      ledger.publish();
      var verifier = folder.resolve("trusted");
      Files.writeString(verifier, ledger.verifier(ledger.checkpoint().origin()));
      var url = town.server.url().toString();
      var run =
          new String[] {
            "run", "--dir", dpo, "--log", url, "--verifier", verifier + "", "--deliver", url
          };
      assertThat(witness(town, run)).contains("cannot be read");
      var trusting = Arrays.copyOf(run, run.length + 2);
      trusting[run.length] = "--ca";
      trusting[run.length + 1] = certificate.toString();
      assertThat(witness(town, trusting)).contains("entries cosigned, delivered to https://");
      assertThat(town.governance.cosignatures().taken()).isEqualTo(1);
    }
  }

  private static String witness(TestTown town, String... words) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    WitnessMain.run(List.of(words), town.clocks::wall, print, print);
    return out.toString(StandardCharsets.UTF_8);
  }

  private KeyStore keys() throws Exception {
    var store = folder.resolve("keys.p12");
    Tool.run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "town",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-storepass",
        String.valueOf(SECRET),
        "-keystore",
        store.toString());
    return KeyStore.getInstance(store.toFile(), SECRET);
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("town", keys.getCertificate("town"));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private Path pem(String name, String kind, byte[] bytes) throws Exception {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.write(
        folder.resolve(name),
        List.of("-----BEGIN " + kind + "-----", body, "-----END " + kind + "-----"));
  }
}
