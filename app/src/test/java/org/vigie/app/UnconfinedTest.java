package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine without bubblewrap.
class UnconfinedTest {

  private static final String SENTENCE = "the eyes run without walls: bubblewrap is missing";

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
            "--headless")) {
      VigieUnderTest.await(
          "what it says of the eyes", Duration.ofMinutes(2), () -> said(demo).contains(SENTENCE));

      assertThat(demo.printed()).contains("apt-get install -y bubblewrap");
    }
  }

  private static String said(VigieUnderTest demo) {
    try {
      return demo.printed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
