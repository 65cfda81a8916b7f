package org.vigie.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.sight.SightSettings;

class ConfigurationTest {

  @TempDir private Path folder = Path.of("");

  private SightSettings settings(String library) throws Exception {
    var jar = folder.resolve(library);
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("com/example/Library.class"));
      out.write(1);
    }
    return SightSettings.of(List.of("java", "-cp", folder + ":" + jar, "Eye"), 1, folder);
  }

  @Test
  void changes_with_the_eyes_code_libraries_and_settings_and_with_nothing_else() throws Exception {
    var code = Files.createDirectories(folder.resolve("org/vigie/eye"));
    Files.writeString(code.resolve("Eye.class"), "one");
    var settings = settings("library-1.jar");
    var first = Configuration.of(settings);

    assertThat(first).matches("[0-9a-f]{16}");
    assertThat(Configuration.of(settings)).isEqualTo(first);
    Files.writeString(folder.resolve("eye.log"), "something");
    assertThat(Configuration.of(settings)).isEqualTo(first);

    assertThat(Configuration.of(settings.with(Duration.ofSeconds(20), Duration.ofSeconds(1))))
        .isNotEqualTo(first);
    assertThat(Configuration.of(settings("library-2.jar"))).isNotEqualTo(first);
    Files.writeString(code.resolve("labels.yaml"), "person");
    var labelled = Configuration.of(settings);
    assertThat(labelled).isNotEqualTo(first);
    Files.writeString(code.resolve("Eye.class"), "two");
    assertThat(Configuration.of(settings)).isNotEqualTo(labelled);
  }
}
