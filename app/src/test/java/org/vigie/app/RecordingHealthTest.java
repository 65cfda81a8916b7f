package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vigie.ingest.SessionSettings;
import org.vigie.recording.RecordingWatch;

class RecordingHealthTest {

  /// For the last part to reach the disk, and for the alarm to reach the ledger.
  private static final Duration TO_DISK = Duration.ofSeconds(2);

  /// Each waits in its own module: together they keep the promise.
  @Test
  void a_camera_that_falls_silent_is_an_alarm_within_30_s_of_its_last_picture() {
    var latest =
        SessionSettings.usual()
            .progress()
            .plus(RecordingWatch.PATIENCE)
            .plus(RecordingHealth.EVERY)
            .plus(TO_DISK);
    assertThat(latest).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }
}
