package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine without bubblewrap.
class UnconfinedTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void vigie_says_that_the_eyes_have_no_walls_and_what_would_give_them() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    try (var demo =
        VigieUnderTest.start(
            List.of("/usr/bin/env", "PATH=/nowhere"),
            folder.resolve("log"),
            "demo",
            "--camera",
            "rtsp://127.0.0.1:1/nobody",
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0",
            "--for",
            "20s",
            "--headless")) {
      demo.await(Duration.ofMinutes(2));

      assertThat(demo.printed())
          .contains("the eyes run without walls: bubblewrap is missing")
          .contains("apt-get install -y bubblewrap");
    }
  }
}
