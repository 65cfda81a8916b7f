package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vigie.base.Sha256;

/// The standard's own files may be handed on unmodified, with their notices, and not otherwise.
class UnmodifiedFilesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("vigie.root"), "onvif/src/main/wsdl");

  @Test
  void are_byte_for_byte_what_was_taken_over_and_bear_their_notices() throws IOException {
    var expected = new TreeMap<String, String>();
    for (var line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
      expected.put(line.substring(66), line.substring(0, 64));
    }
    var found = new TreeMap<String, String>();
    for (var part : new String[] {"onvif", "wsn"}) {
      try (var files = Files.walk(FOLDER.resolve(part))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          var bytes = Files.readAllBytes(file);
          found.put(FOLDER.relativize(file).toString(), Sha256.hex(bytes));
          assertThat(Files.readString(file)).as(file.toString()).containsIgnoringCase("copyright");
        }
      }
    }
    assertThat(found).isEqualTo(expected).hasSize(14);
  }
}
