package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.server.door.Admission;
import org.vigie.server.door.Caller;
import org.vigie.server.door.Door;
import org.vigie.testkit.Telephone;

/// The only administrator is shut out, and whoever owns the machine's files lets them in again,
/// with
/// the real command beside the running town.
class PeopleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "a quay in the evening light";
  private static final Caller BROWSER = new Caller("127.0.0.1", "Firefox, Linux", Optional.empty());
  private static final Pattern LINK = Pattern.compile("https?://\\S+#token=(\\S+)");

  @TempDir private Path folder = Path.of("");

  @Test
  void the_machine_lets_an_administrator_in_who_lost_telephone_and_password() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    var data = folder.resolve("data");
    Files.createDirectories(data);
    Files.writeString(
        data.resolve("vigie.yaml"),
        """
        town: Saint-Exemple
        profile: private-site
        listen: 127.0.0.1:0
        sight: {eyes: 0}
        sign_in: {second_factor: required}
        cameras: []
        """);
    try (var town =
        Town.start(
            TownConfig.read(data.resolve("vigie.yaml")),
            new Programs(VigieUnderTest.ROOT),
            line -> {})) {
      var door = town.server().door();
      var person = administrator(door);

      assertThat(said(0, "people", "list", "--data", data.toString()))
          .contains(person, "Administrator", "; second factor;")
          .doesNotContain(PASSWORD);
      assertThat(said(1, "people", "reset", "Nobody", "--data", data.toString(), "--why", "x"))
          .contains("nobody is called 'Nobody'; vigie people list says who is there");
      assertThat(said(1, "people", "reset", person, "--data", data.toString(), "--why", " "))
          .contains("a reason has 1 to 500 characters");
      assertThat(door.factors(person).any()).isTrue();

      // By name, in whatever letters.
      assertThat(
              said(
                  0,
                  "people",
                  "reset",
                  "administrator",
                  "--data",
                  data.toString(),
                  "--why",
                  "telephone lost"))
          .contains("no second factor any more");
      assertThat(door.factors(person).any()).isFalse();
      assertThat(door.sessions().list(person)).isEmpty();
      assertThat(door.factorResets(person)).hasSize(1);
      assertThat(door.signIn("Administrator", PASSWORD, BROWSER)).isInstanceOf(Admission.In.class);

      var link = said(0, "people", "link", person, "--data", data.toString(), "--why", "forgotten");
      var next = "another quay at another hour";
      door.acceptInvitation(token(town.server().url(), link), next, BROWSER);
      assertThat(door.signIn("Administrator", next, BROWSER)).isInstanceOf(Admission.In.class);
      assertThat(door.linksMade(person)).hasSize(1);

      var second =
          said(
              0,
              "people",
              "administrator",
              "Second",
              "--data",
              data.toString(),
              "--why",
              "the former one has left");
      door.acceptInvitation(token(town.server().url(), second), PASSWORD, BROWSER);
      assertThat(said(0, "people", "list", "--data", data.toString()))
          .contains("Second: administrator until");
    }
    assertThat(said(1, "people", "list", "--data", data.toString()))
        .contains("no Vigie runs on this folder");
  }

  /// The first administrator, who has set up an authenticator app.
  private static String administrator(Door door) throws Exception {
    var path = door.firstRunPath().orElseThrow();
    var token = path.substring(path.indexOf("#token=") + "#token=".length());
    var in = (Admission.In) door.firstRun(token, "Administrator", PASSWORD, BROWSER);
    var signedIn = door.whoIs(in.token()).orElseThrow();
    var offer = door.offerApp(signedIn, "Saint-Exemple");
    door.setUpApp(signedIn, offer.token(), new Telephone(offer.key()).code(Clocks.system().wall()));
    return signedIn.person();
  }

  private static String token(URI address, String printed) {
    var found = LINK.matcher(printed);
    assertThat(found.find()).as(printed).isTrue();
    assertThat(found.group()).startsWith(address.toString());
    return found.group(1);
  }

  /// What the command prints; it must end with this code.
  private String said(int code, String... words) throws Exception {
    var log = Files.createTempFile(folder, "said", ".txt");
    try (var command = VigieUnderTest.start(log, words)) {
      assertThat(command.await(PATIENCE))
          .as(List.of(words) + ": " + command.printed())
          .isEqualTo(code);
      return command.printed();
    }
  }
}
