package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;

/// The public page of a town that runs from its own configuration: nothing of how cameras are
/// reached is on it.
class PublicPageTest {

  private static final List<String> PUBLIC =
      List.of(
          "public?lang=fr",
          "public?lang=en",
          "public/vigie.json",
          "public/declaration.json",
          "public/cameras.geojson",
          "public/sign/quay.pdf?lang=fr",
          "public/sign/quay.pdf?lang=en");

  private static final List<String> SECRET =
      List.of("127.0.0.9", "rtsp", "porte-a", "oper8tor", "geh3im", "sub-path", "fingerprint");

  @TempDir private Path folder = Path.of("");

  @Test
  void nothing_of_how_a_camera_is_reached_is_public() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    Files.writeString(
        folder.resolve("vigie.yaml"),
        """
        town: Saint-Exemple
        profile: demo
        listen: 127.0.0.1:0
        sight: {eyes: 0}
        public:
          address: https://cameras.saint-exemple.example/public
          responsible: Ville de Saint-Exemple
          ask: Mairie, service des caméras
        cameras:
          - id: quay
            name: Quai Nord
            main: rtsp://127.0.0.9:1/porte-a
            sub: rtsp://127.0.0.9:1/sub-path
            user: oper8tor
            password: geh3im
            position: [43.30231, 5.36842]
            field_of_view: {direction: 75, angle: 60, reach: 70}
            purpose: TRAFFIC_FLOW
          - id: yard
            main: rtsp://oper8tor:geh3im@127.0.0.9:1/porte-a
        """);
    new DemoMark(0, 1).write(folder);
    Files.createDirectories(folder.resolve("acts"));
    Files.writeString(
        folder.resolve("acts/recording.yaml"),
        """
        act: recording
        number: 2026-114
        authority: Préfecture
        from: 2020-01-01T00:00:00Z
        until: 2090-01-01T00:00:00Z
        purposes: [TRAFFIC_FLOW]
        perimeter: the quay
        cameras: [quay]
        retention: 24 h
        review_window: 12 h
        """);
    var config = TownConfig.read(folder.resolve("vigie.yaml"));
    try (var town = Town.start(config, new Programs(VigieUnderTest.ROOT), line -> {});
        var http = HttpClient.newHttpClient()) {
      for (var path : PUBLIC) {
        var bytes = get(http, town.server().url().resolve(path));
        for (var secret : SECRET) {
          assertThat(bytes).as("%s in %s", secret, path).doesNotContainIgnoringCase(secret);
        }
        assertThat(bytes).as(path).contains("Quai Nord");
      }
      assertThat(get(http, town.server().url().resolve("public/vigie.json")))
          .contains("2026-114", "\"retention_minutes\":1440", "TRAFFIC_FLOW");
    }
  }

  private static String get(HttpClient http, URI address) throws Exception {
    var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
    if (address.getPath().endsWith(".pdf")) {
      // What is drawn is compressed: both what it says and what it is made of.
      try (var document = Loader.loadPDF(answer.body())) {
        return new PDFTextStripper().getText(document)
            + new String(answer.body(), StandardCharsets.ISO_8859_1);
      }
    }
    // Byte by byte: a secret in any encoding that keeps letters is found.
    return new String(answer.body(), StandardCharsets.ISO_8859_1);
  }
}
