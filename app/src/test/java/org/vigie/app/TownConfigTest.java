package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.log.LogForm;
import org.vigie.base.BadInput;
import org.vigie.governance.Acts;
import org.vigie.governance.Norm;
import org.vigie.governance.Purpose;
import org.vigie.governance.viewing.ViewingLimits;
import org.vigie.rules.Place;
import org.vigie.rules.RuleBooks;

class TownConfigTest {

  private static final Path EXAMPLES = Path.of(System.getProperty("vigie.root"), "design/examples");

  @TempDir private Path folder = Path.of("");

  private TownConfig read(String text) throws IOException, BadInput {
    return TownConfig.read(Files.writeString(folder.resolve("vigie.yaml"), text));
  }

  @Test
  void reads_the_annotated_example() throws BadInput {
    var config = TownConfig.read(EXAMPLES.resolve("vigie.yaml"));

    assertThat(config.town()).isEqualTo("Saint-Exemple");
    assertThat(config.eyes()).isEqualTo(2);
    assertThat(config.quiet()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.cameras()).hasSize(2);
    assertThat(config.cameras().getFirst().login().orElseThrow().user()).isEqualTo("vigie");
    assertThat(config.cameras().getFirst().rules()).isPresent();
    assertThat(config.cameras().getFirst().onvif().orElseThrow())
        .hasToString("http://192.0.2.10/onvif/device_service");
    assertThat(config.zone().getId()).isEqualTo("Europe/Paris");
    assertThat(config.cameras().getFirst().norm()).contains(Norm.NARROW);
    assertThat(config.cameras().getLast().norm()).isEmpty();
    assertThat(config.cameras().getFirst().groups()).containsExactly("Ateliers", "Rive nord");
    assertThat(config.cameras().getLast().groups()).isEmpty();
    assertThat(config.cameras().getFirst().facesDwellings()).isTrue();
    assertThat(config.cameras().getFirst().masks().orElseThrow().zones()).hasSize(2);
    assertThat(config.cameras().getLast().masks()).isEmpty();
    var site = config.cameras().getFirst().site();
    assertThat(site.position().orElseThrow().latitude()).isEqualTo(43.29987);
    assertThat(site.view().orElseThrow().direction()).isEqualTo(300);
    assertThat(site.purpose()).contains(Purpose.SAFETY_OF_PERSONS_AND_GOODS);
    assertThat(config.cameras().getLast().site().position()).isEmpty();
    assertThat(config.notice().address().orElseThrow().getHost())
        .isEqualTo("cameras.saint-exemple.example");
    assertThat(config.notice().answerWithinDays()).isEqualTo(30);
    assertThat(config.viewing()).isEqualTo(ViewingLimits.usual(config.zone()));
    assertThat(config.ledger().witnesses())
        .singleElement()
        .satisfies(
            witness -> {
              assertThat(witness.key().name()).isEqualTo("dpo.example.org/vigie");
              assertThat(witness.address()).isEmpty();
            });
  }

  @Test
  void says_what_is_wrong_with_the_witnesses_by_file_and_key() {
    var good = "dpo.example.org/vigie+809d28c2+BA2l816k0VcQzv6q2aoCdr8S2yRSYJkYLAtIo83mxgEq";
    var wrong =
        Map.of(
            good.replace("dpo", "d"),
            "is not whole: its id does not fit",
            "dpo.example.org",
            "should be the line that `vigie witness new` prints",
            good + ", " + good,
            "stands here twice",
            "{key: \"" + good + "\", address: \"ftp://192.0.2.1/\"}",
            "[0].address: should be where `vigie witness serve` listens",
            "{key: \"" + good + "\", address: \"https://user:geheim@192.0.2.1/\"}",
            "[0].address: should be where `vigie witness serve` listens",
            "{address: \"https://192.0.2.1/\"}",
            "has no 'key'");
    wrong.forEach(
        (lines, message) ->
            assertThatThrownBy(
                    () ->
                        read(
                            "town: X\nprofile: private-site\nledger:\n  witnesses: ["
                                + lines
                                + "]\ncameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("vigie.yaml:4: ledger.witnesses")
                .hasMessageContaining(message));
  }

  @Test
  void keeps_the_words_of_the_ledger_for_half_a_year_at_least() throws Exception {
    var town =
        "town: X\nprofile: private-site\nledger: {keep_words: %s}\ncameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n";
    assertThat(read(town.formatted("400 d")).ledger().keepWords()).isEqualTo(Duration.ofDays(400));
    assertThatThrownBy(() -> read(town.formatted("182 d")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml:3: ledger.keep_words: should be 183 d or more");
  }

  @Test
  void writes_its_log_for_people_unless_told_otherwise() throws Exception {
    var town =
        "town: X\nprofile: private-site\n%s\ncameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n";
    assertThat(read(town.formatted("log: json")).log()).isEqualTo(LogForm.JSON);
    assertThat(read(town.formatted("zone: UTC")).log()).isEqualTo(LogForm.TEXT);
    assertThatThrownBy(() -> read(town.formatted("log: xml")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml:3: log: 'xml' is not one of [TEXT, JSON]");
  }

  @Test
  void says_what_is_wrong_with_what_the_public_is_told() {
    var wrong =
        Map.of(
            "address: http://cameras.town.example/public",
            "public.address: should be the address",
            "address: https://user:geheim@town.example/",
            "public.address: should be the address",
            "answer_within: 60 d",
            "public.answer_within: should be from 1 d to 31 d",
            "responsible: " + "x".repeat(301),
            "public.responsible: should be a text of 1 to 300",
            "who: me",
            "who");
    wrong.forEach(
        (line, message) ->
            assertThatThrownBy(
                    () ->
                        read(
                            "town: X\nprofile: private-site\npublic:\n  "
                                + line
                                + "\ncameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("geheim"));
  }

  @Test
  void says_what_is_wrong_with_when_the_officer_is_told() throws Exception {
    var town =
        "town: X\nprofile: private-site\nzone: Europe/Paris\n%scameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n";
    var paris = ZoneId.of("Europe/Paris");
    assertThat(read(town.formatted("")).viewing()).isEqualTo(ViewingLimits.usual(paris));
    assertThat(read(town.formatted("viewing: {night_from: \"23:30\"}\n")).viewing().nightFrom())
        .isEqualTo(LocalTime.of(23, 30));
    var wrong =
        Map.of(
            "cameras_per_hour: 1000000", "should be a whole number from 1 to 100",
            "night_from: late", "viewing.night_from: should be a time of day such as 22:00",
            "{night_from: \"06:00\"}", "there would be no night",
            "followed_gap: 3 h", "should be at most 30 min",
            "off: yes", "off");
    wrong.forEach(
        (line, message) ->
            assertThatThrownBy(
                    () ->
                        read(
                            town.formatted(
                                "viewing: "
                                    + (line.startsWith("{") ? line : "{" + line + "}")
                                    + "\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message));
  }

  @Test
  void says_what_is_wrong_with_where_a_camera_stands() {
    var wrong =
        Map.of(
            "position: [91, 5]", "position[0]: should be a number from -90.0 to 90.0",
            "position: 43.3", "position: should be [latitude, longitude] in degrees",
            "field_of_view: {direction: 300, angle: 80}", "has no 'reach'",
            "field_of_view: {direction: 361, angle: 80, reach: 5}",
                "direction: should be a number from 0.0 to 360.0",
            "purpose: CURIOSITY", "'CURIOSITY' is not one of");
    wrong.forEach(
        (line, message) ->
            assertThatThrownBy(
                    () ->
                        read(
                            "town: X\nprofile: private-site\ncameras:\n  - id: a\n    main:"
                                + " rtsp://192.0.2.1/x\n    "
                                + line
                                + "\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message));
  }

  @Test
  void says_what_is_wrong_with_what_lies_on_the_map() throws Exception {
    Files.writeString(folder.resolve("works.geojson"), "{\"type\": \"Feature\"}");
    Files.writeString(folder.resolve("town.pmtiles"), "a picture");
    var wrong =
        Map.of(
            "layers: [{name: Travaux, file: works.geojson}]",
            "file: " + folder.resolve("works.geojson") + ": should be a GeoJSON FeatureCollection",
            "layers: [{name: Travaux, file: none.geojson}]",
            "there is no readable file",
            "layers: [{name: " + "x".repeat(61) + ", file: works.geojson}]",
            "name: should be a name of 1 to 60 characters",
            "tiles: town.pmtiles",
            "should be a PMTiles file of version 3",
            "tyles: town.pmtiles",
            "tyles");
    wrong.forEach(
        (map, message) ->
            assertThatThrownBy(
                    () -> read("town: T\nprofile: demo\nmap: {" + map + "}\ncameras: []\n"))
                .as(map)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("vigie.yaml")
                .hasMessageContaining(message));
  }

  @Test
  void an_authority_has_a_name_and_keys_of_openssh() throws Exception {
    var key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIpQapCKpFgTDyKwt6XNWaqH5C9cW/HhPLd5EDSCDBSo prefect";
    var lines = "town: X\nprofile: private-site\nauthorities:\n";
    var one = "  - name: Préfecture\n    keys: [\"%s\"]\n";
    var read = read(lines + one.formatted(key) + "cameras: []\n");
    assertThat(read.authorities().mustSign("Préfecture")).isTrue();
    assertThat(read.authorities().mustSign("Mayor")).isFalse();
    assertThatThrownBy(() -> read(lines + one.formatted("ssh-rsa AAAA") + "cameras: []\n"))
        .hasMessageContaining(
            ":5: authorities[0].keys[0]: should be the line of an Ed25519 key's .pub file");
    assertThatThrownBy(
            () ->
                read(
                    lines
                        + one.formatted(key)
                        + one.formatted(key).replace("Préfecture", "PRÉFECTURE ")
                        + "cameras: []\n"))
        .hasMessageContaining("authorities: names PRÉFECTURE twice");
    assertThatThrownBy(() -> read(lines + "  - {name: Mayor, keys: []}\ncameras: []\n"))
        .hasMessageContaining(":4: authorities[0].keys: names no key");
  }

  @Test
  void the_examples_are_the_files_of_one_town() throws BadInput {
    var config = TownConfig.read(EXAMPLES.resolve("vigie.yaml"));
    var ids = config.cameras().stream().map(CameraConfig::id).toList();
    var acts = Acts.read(config.acts(), TownActs.profile(config));

    var books = RuleBooks.read(config.cameras().getFirst().rules().orElseThrow(), ids);

    assertThat(books.keySet()).containsExactlyElementsOf(ids);
    assertThat(ids).allMatch(acts.recording().getFirst().cameras()::covers);
    assertThat(ids).allMatch(acts.detection().getFirst().cameras()::covers);
    assertThat(acts.detection().getFirst().zones())
        .containsExactlyInAnyOrderElementsOf(
            books.values().stream()
                .flatMap(book -> book.places().stream())
                .map(Place::id)
                .toList());
  }

  @Test
  void says_what_would_be_right_of_a_relay() throws Exception {
    var head = "town: X\nprofile: private-site\nrelays:\n";
    var cameras = "cameras: [{id: a, main: \"rtsp://192.0.2.1/x\"}]\n";
    var good =
        "{name: wall, partner: M, agreement: C, until: 2030-01-01T00:00:00Z, cameras: [a], password_file: p}";
    Files.writeString(folder.resolve("p"), "short\n");
    var partners = head + "  partners: [" + good + "]\n" + cameras;
    assertThatThrownBy(() -> read(partners))
        .hasMessageContaining("password_file: should hold one line of 16 or more")
        .hasMessageNotContaining("short");
    Files.writeString(folder.resolve("p"), "0123456789abcdef\n");
    var read = read(partners).relays();
    assertThat(read.server().orElseThrow()).hasToString("rtsp://127.0.0.1:8554");
    assertThat(read.agreements().getFirst().clear()).isFalse();
    assertThatThrownBy(() -> read(partners.replace("[a], p", "[b], p")))
        .hasMessageContaining("cameras[0]: is no camera of this town");
    assertThatThrownBy(() -> read(partners.replace("2030-01-01T00:00:00Z", "2030")))
        .hasMessageContaining("until: should be an instant");
    assertThatThrownBy(() -> read(head + "  tls: yes\n" + partners.substring(head.length())))
        .hasMessageContaining("tls: needs the certificate of the console");
    var clear =
        partners.replace("password_file: p}", "password_file: p, clear: {longest: 30 min}}");
    assertThat(read(clear).relays().agreements().getFirst().clear()).isTrue();
    assertThatThrownBy(() -> read(clear.replace("30 min", "5 h")))
        .hasMessageContaining("longest: should be 1 min to 4 h");
    assertThatThrownBy(
            () -> read(clear.replace("  partners", "  listen: 0.0.0.0:8554\n  partners")))
        .hasMessageContaining("clear pictures would travel readable");
  }

  @Test
  void says_what_would_be_right_of_a_source_of_signals() throws Exception {
    var text =
        "town: X\nprofile: private-site\nsignals: [{name: hall, label: Hall, secret_file: s, cameras: [a]}]\n"
            + "cameras: [{id: a, main: \"rtsp://192.0.2.1/x\"}]\n";
    Files.writeString(folder.resolve("s"), "geheim\n");
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("secret_file: should hold whsec_ and 24 to 64 bytes in base64")
        .hasMessageNotContaining("geheim");
    Files.writeString(folder.resolve("s"), "whsec_" + "A".repeat(40) + "\n");
    assertThat(read(text).signals().sources().getFirst()).hasToString("hall");
    var heard = text.replace("secret_file: s", "topic: gauges/quay");
    assertThatThrownBy(() -> read(heard)).hasMessageContaining("signal_broker should say");
    var broker = heard + "signal_broker: {server: 127.0.0.1, tls: no}\n";
    assertThat(read(broker).signals().topics()).hasSize(1);
    assertThatThrownBy(() -> read(broker.replace("gauges/quay", "gauges/#")))
        .hasMessageContaining("topic: should be one topic in full");
    assertThatThrownBy(() -> read(broker.replace("127.0.0.1, ", "broker.example, ")))
        .hasMessageContaining("tls: no is for a broker on this machine only");
    assertThatThrownBy(() -> read(text.replace("secret_file: s", "secret_file: s, topic: x")))
        .hasMessageContaining("should say how it is heard, by one of: secret_file, topic, input");
    var input = text.replace("secret_file: s, cameras: [a]", "input: {camera: a, name: DI_1}");
    assertThatThrownBy(() -> read(input)).hasMessageContaining("camera: has no `onvif`");
    var wired = input.replace("{id: a, ", "{id: a, onvif: 192.0.2.1, ");
    assertThat(read(wired).signals().inputs()).hasSize(1);
    assertThatThrownBy(() -> read(text.replace("[a]", "[b]")))
        .hasMessageContaining("signals[0].cameras[0]: is no camera of this town");
  }

  @Test
  void nothing_is_drawn_for_what_flies_or_is_worn() throws Exception {
    var text =
        "town: X\nprofile: private-site\n"
            + "cameras: [{id: a, kind: body, main: \"rtsp://192.0.2.1/x\"}]\n";
    var source = read(text).cameras().getFirst().source().orElseThrow();
    assertThat(source.longest()).isEqualTo(Duration.ofHours(4));
    assertThat(source.streams()).isTrue();
    var files = text.replace(", main: \"rtsp://192.0.2.1/x\"", "");
    assertThat(read(files).cameras().getFirst().source().orElseThrow().streams()).isFalse();
    Files.writeString(folder.resolve("r.yaml"), "zones: []\nrules: []\n");
    assertThatThrownBy(() -> read(text.replace("kind: body", "kind: body, rules: r.yaml")))
        .hasMessageContaining("rules: should not stand beside `kind: body`")
        .hasMessageContaining("never analysed");
    assertThatThrownBy(
            () -> read(text.replace("kind: body", "kind: drone, sub: \"rtsp://192.0.2.1/y\"")))
        .hasMessageContaining("sub: should not stand beside `kind: drone`");
    assertThatThrownBy(() -> read(text.replace("kind: body", "kind: body, open_at_most: 13 h")))
        .hasMessageContaining("should be 1 min to 12 h");
    assertThatThrownBy(() -> read(text.replace("kind: body", "open_at_most: 1 h")))
        .hasMessageContaining("needs `kind: drone` or body");
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules/a.yaml"), "zones: []\nrules: []\n");
    assertThatThrownBy(() -> TownRules.check(read(text)))
        .hasMessageContaining("a.yaml")
        .hasMessageContaining("never analysed");
  }

  @Test
  void says_which_line_has_a_camera_twice() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    town: X
                    profile: private-site
                    cameras:
                      - {id: a, main: "rtsp://192.0.2.1/x"}
                      - {id: a, main: "rtsp://192.0.2.2/x"}
                    """))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml:5: cameras[1].id: two cameras are called a");
  }

  @Test
  void never_repeats_a_password_in_an_error() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    town: X
                    profile: private-site
                    cameras:
                      - {id: a, main: "htp://user:geheim@192.0.2.1/x"}
                    """))
        .hasMessageContaining("cameras[0].main: a camera's address should begin with rtsp://")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void says_what_a_fingerprint_should_be() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    town: X
                    profile: private-site
                    cameras:
                      - {id: a, main: "rtsps://192.0.2.1/x", tls_fingerprint: "AB:CD"}
                    """))
        .hasMessageContaining("cameras[0].tls_fingerprint: a SHA-256 fingerprint should be 64");
  }

  @Test
  void does_not_print_a_login() throws IOException, BadInput {
    var config =
        read(
            """
            town: X
            profile: private-site
            cameras:
              - {id: a, main: "rtsp://192.0.2.1/x", user: vigie, password: geheim}
            """);

    assertThat(config.cameras().getFirst().login().toString()).doesNotContain("geheim");
  }

  private TownConfig masked(String masks) throws IOException, BadInput {
    return read(
        "town: X\nprofile: private-site\ncameras:\n  - id: a\n    main: rtsp://192.0.2.1/x\n"
            + "    privacy_masks: "
            + masks
            + "\n");
  }

  @Test
  void says_what_is_wrong_with_a_privacy_mask() {
    assertThatThrownBy(() -> masked("[[[0.1, 0.1], [0.2, 1.3], [0.3, 0.1]]]"))
        .hasMessageContaining(
            "vigie.yaml:6: cameras[0].privacy_masks[0][1][1]: should be a number");
    assertThatThrownBy(() -> masked("[[[0.1, 0.1], [0.2, 0.2]]]"))
        .hasMessageContaining("cameras[0].privacy_masks[0]: should have 3 to 64 corners");
    assertThatThrownBy(() -> masked("[[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]]"))
        .hasMessageContaining("encloses nothing");
    assertThatThrownBy(() -> masked("[]")).hasMessageContaining("should list 1 to 64 polygons");
    assertThatThrownBy(() -> masked("none.yaml")).hasMessageContaining("there is no such file");
  }

  @Test
  void masks_may_stand_in_a_file_and_their_version_names_exactly_these_polygons() throws Exception {
    Files.writeString(folder.resolve("masks.yaml"), "- [[0.1, 0.1], [0.2, 0.1], [0.2, 0.3]]\n");
    var fromFile = masked("masks.yaml").cameras().getFirst().masks().orElseThrow();
    var inPlace = masked("[[[0.1, 0.1], [0.2, 0.1], [0.2, 0.3]]]").cameras().getFirst().masks();
    var other = masked("[[[0.1, 0.1], [0.2, 0.1], [0.2, 0.31]]]").cameras().getFirst().masks();

    assertThat(fromFile).isEqualTo(inPlace.orElseThrow());
    assertThat(fromFile.version()).hasSize(12).isEqualTo(inPlace.orElseThrow().version());
    assertThat(other.orElseThrow().version()).isNotEqualTo(fromFile.version());
  }

  @Test
  void wants_a_zone_that_exists() {
    assertThatThrownBy(() -> read("town: X\nprofile: demo\nzone: Europe/Brest\ncameras: []\n"))
        .hasMessageContaining("vigie.yaml:3: zone: should be a time zone such as Europe/Paris");
  }

  @Test
  void wants_a_host_and_a_port() {
    assertThatThrownBy(() -> read("town: X\nprofile: demo\nlisten: all\ncameras: []\n"))
        .hasMessageContaining("vigie.yaml:3: listen: should be HOST:PORT, such as 127.0.0.1:8420");
  }
}
