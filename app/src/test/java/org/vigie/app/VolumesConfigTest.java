package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.recording.CameraPlace;
import org.vigie.recording.VolumeSettings;

class VolumesConfigTest {

  @TempDir private Path folder = Path.of("");

  private TownConfig read(String volumes, String camera) throws IOException, BadInput {
    var text =
        """
        town: X
        profile: private-site
        data: data
        %scameras:
          - {id: a, main: "rtsp://192.0.2.1/x"%s}
        """
            .formatted(volumes, camera);
    return TownConfig.read(Files.writeString(folder.resolve("vigie.yaml"), text));
  }

  private static final String TWO =
      """
      volumes:
        - {name: fast, folder: disk/fast, quota: 4 TB, reserve: 500 MB, warn: 12 h, refuse: 30 min,
           takes_over: no, own_disk: yes}
        - {name: deep, folder: /disk/deep}
      """;

  @Test
  void without_volumes_there_is_one_in_the_data_folder() throws Exception {
    assertThat(read("", "").volumes())
        .containsExactly(VolumeSettings.usual("main", folder.resolve("data/footage")));
  }

  @Test
  void reads_every_key() throws Exception {
    var config = read(TWO, ", volume: fast, copy_to: deep");
    assertThat(config.volumes())
        .containsExactly(
            new VolumeSettings(
                "fast",
                folder.resolve("disk/fast"),
                4_000_000_000_000L,
                500_000_000,
                Duration.ofHours(12),
                Duration.ofMinutes(30),
                false,
                true),
            VolumeSettings.usual("deep", Path.of("/disk/deep")));
    assertThat(config.recording().places())
        .containsEntry(
            new CameraId("a"), new CameraPlace(Optional.of("fast"), Optional.of("deep")));
    assertThat(config.recording().volumes()).isEqualTo(config.volumes());
  }

  @Test
  void says_where_a_volume_is_wrong_and_what_would_be_right() {
    assertThatThrownBy(() -> read(TWO, ", volume: slow"))
        .hasMessageContaining("there is no volume called 'slow'; there are [fast, deep]");
    assertThatThrownBy(() -> read(TWO, ", volume: fast, copy_to: fast"))
        .hasMessageContaining("is the camera's own volume");
    assertThatThrownBy(() -> read("", ", copy_to: main"))
        .hasMessageContaining("needs a second volume");
    assertThatThrownBy(() -> read("volumes: [{name: a, folder: x, quota: 4000}]\n", ""))
        .hasMessageContaining("should be a size with its unit");
    assertThatThrownBy(() -> read("volumes: [{name: a, folder: x}, {name: a, folder: y}]\n", ""))
        .hasMessageContaining("two volumes are called a");
    assertThatThrownBy(() -> read("volumes: [{name: a, folder: x}, {name: b, folder: ./x}]\n", ""))
        .hasMessageContaining("two volumes lie in");
    assertThatThrownBy(() -> read("volumes: [{name: \"A b\", folder: x}]\n", ""))
        .hasMessageContaining("lower-case letters");
    assertThatThrownBy(() -> read("volumes: [{name: a, folder: x, size: 4 TB}]\n", ""))
        .hasMessageContaining("size");
  }
}
