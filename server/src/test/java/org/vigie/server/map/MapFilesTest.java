package org.vigie.server.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;

/// What the town lays on its map: files by other people's programs.
class MapFilesTest {

  @TempDir Path folder;

  private Path layer(String text) throws Exception {
    return Files.writeString(folder.resolve("works.geojson"), text);
  }

  private static String one(String geometry, String properties) {
    return "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
        + geometry
        + ",\"properties\":"
        + properties
        + "}]}";
  }

  @Test
  void every_wrong_layer_is_refused_with_its_file_and_what_would_be_right() throws Exception {
    var point = "{\"type\":\"Point\",\"coordinates\":[5.3,43.3]}";
    var wrong =
        Map.of(
            "[1, 2",
            "is no JSON, at line 1",
            "{\"type\":\"Feature\"}",
            "should be a GeoJSON FeatureCollection",
            one("null", "null"),
            "should be a Feature with one of the shapes LineString",
            one("{\"type\":\"GeometryCollection\",\"geometries\":[]}", "null"),
            "feature 1",
            one("{\"type\":\"Polygon\",\"coordinates\":[[5.3,43.3]]}", "null"),
            "positions should",
            one("{\"type\":\"LineString\",\"coordinates\":[]}", "null"),
            "list of lists",
            one("{\"type\":\"Point\",\"coordinates\":[\"5\",43]}", "null"),
            "positions should be",
            one("{\"type\":\"Point\",\"coordinates\":[5,91]}", "null"),
            "EPSG:4326",
            one(point, "{\"note\":\"" + "x".repeat(201) + "\"}"),
            "at most 200 characters");
    for (var text : wrong.entrySet()) {
      assertThatThrownBy(() -> LayerFile.read(layer(text.getKey())))
          .as(text.getKey())
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("works.geojson")
          .hasMessageContaining(text.getValue());
    }
    assertThat(LayerFile.read(layer(one(point, "null"))).toString()).contains("[5.3, 43.3]");
  }

  @Test
  void a_layer_that_would_fill_memory_is_refused() throws Exception {
    assertThatThrownBy(() -> LayerFile.read(layer(" ".repeat(4 * 1024 * 1024 + 1))))
        .hasMessageContaining("at most 4 MiB");
    var positions = "[5.3,43.3],".repeat(100_001);
    var line = "{\"type\":\"MultiPoint\",\"coordinates\":[" + positions + "[5.3,43.3]]}";
    assertThatThrownBy(() -> LayerFile.read(layer(one(line, "null"))))
        .hasMessageContaining("at most 100000 positions");
    assertThatThrownBy(() -> LayerFile.read(layer("[".repeat(100_000))))
        .hasMessageContaining("is no JSON");
  }

  @Test
  void a_file_of_tiles_that_no_browser_reads_is_refused() throws Exception {
    var file = folder.resolve("town.pmtiles");
    var header = new byte[127];
    Files.write(file, header);
    assertThatThrownBy(() -> TileFile.kind(file)).hasMessageContaining("PMTiles file of version 3");
    System.arraycopy("PMTiles\3".getBytes("US-ASCII"), 0, header, 0, 8);
    Files.write(file, header);
    assertThatThrownBy(() -> TileFile.kind(file)).hasMessageContaining("compressed with gzip");
    header[98] = 1;
    header[99] = 9;
    Files.write(file, header);
    assertThatThrownBy(() -> TileFile.kind(file)).hasMessageContaining("MVT, PNG, JPEG or WebP");
    header[99] = 4;
    Files.write(file, header);
    assertThat(TileFile.kind(file)).isEqualTo(TileFile.Kind.RASTER);
  }
}
