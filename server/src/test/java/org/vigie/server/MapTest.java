package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The map as a signed-in person gets it: cameras, layers, tiles.
class MapTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void says_where_the_cameras_stand_that_one_knows_and_of_no_other() throws Exception {
    new Browser(town.server.url()).get("/api/map").problem(401, ProblemCode.SIGN_IN_NEEDED);

    var all = administrator.get("/api/map").expect(200).json();
    assertThat(all.get("cameras").findValuesAsString("id")).contains("market", "quay");
    var market = all.get("cameras").get(0);
    assertThat(market.get("position").get("latitude").asDouble()).isEqualTo(43.30571);
    assertThat(all.has("tiles")).isFalse();

    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.QUAY);
    var hers = ana.get("/api/map").expect(200).json();
    assertThat(hers.get("cameras").findValuesAsString("id")).containsExactly("quay");
  }

  @Test
  void hands_out_the_shapes_of_a_layer_and_nothing_else_that_its_file_says() throws Exception {
    var works = folder.resolve("works.geojson");
    Files.writeString(
        works,
        """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
          "geometry": {"type": "LineString", "coordinates": [[5.36, 43.3, 12], [5.37, 43.3]]},
          "properties": {"name": "Rue Basse", "until": "2026-12-03", "foreman": "J. Doe"}}]}
        """);
    assertThat(administrator.get("/api/map").json().get("layers").findValuesAsString("name"))
        .containsExactly("Works");

    var layer = administrator.get("/api/map/layers/1").expect(200);

    assertThat(layer.text())
        .contains("Rue Basse", "2026-12-03", "[[5.36,43.3],[5.37,43.3]]")
        .doesNotContain("foreman", "Doe");
    administrator.get("/api/map/layers/2").problem(404, ProblemCode.NOT_FOUND);
    administrator.get("/api/map/layers/x").problem(404, ProblemCode.NOT_FOUND);
  }

  @Test
  void says_which_layer_is_wrong_and_shows_it_again_once_it_is_right() throws Exception {
    var works = folder.resolve("works.geojson");
    Files.writeString(
        works,
        """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
          "geometry": {"type": "Point", "coordinates": [892390.0, 6247035.0]}}]}
        """);
    var problem =
        administrator.get("/api/map/layers/1").problem(503, ProblemCode.MAP_LAYER_UNREADABLE);
    assertThat(problem.text()).contains("Works", "feature 1", "EPSG:4326");

    Files.writeString(works, "{\"type\": \"FeatureCollection\", \"features\": []}");
    administrator.get("/api/map/layers/1").expect(200);
  }

  @Test
  void gives_ranges_of_the_towns_tiles_and_never_the_whole_file() throws Exception {
    administrator.get("/api/map/tiles").problem(400, ProblemCode.BAD_REQUEST);
    var bytes = new byte[40_000];
    Arrays.fill(bytes, (byte) 7);
    System.arraycopy("PMTiles".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 7);
    bytes[7] = 3;
    bytes[98] = 2;
    bytes[99] = 1;
    Files.write(folder.resolve("town.pmtiles"), bytes);
    assertThat(administrator.get("/api/map").expect(200).json().get("tiles").asString())
        .isEqualTo("VECTOR");

    var begin = range("bytes=0-126");
    assertThat(begin.statusCode()).isEqualTo(206);
    assertThat(begin.body()).hasSize(127).startsWith(Arrays.copyOf(bytes, 100));
    assertThat(begin.headers().firstValue("content-range")).contains("bytes 0-126/40000");
    var end = range("bytes=39000-90000");
    assertThat(end.headers().firstValue("content-range")).contains("bytes 39000-39999/40000");
    assertThat(end.headers().firstValue("etag")).isEqualTo(begin.headers().firstValue("etag"));
    assertThat(range("bytes=40000-40001").statusCode()).isEqualTo(416);
    for (var wrong : new String[] {"bytes=-5", "bytes=0-1,5-6", "bytes=9-3", "pages=0-1"}) {
      assertThat(range(wrong).statusCode()).as(wrong).isIn(400, 416);
    }
  }

  private HttpResponse<byte[]> range(String range) throws Exception {
    var request = administrator.request("/api/map/tiles").header("Range", range).GET().build();
    return administrator.http.send(request, BodyHandlers.ofByteArray());
  }
}
