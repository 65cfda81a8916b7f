package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.verify.footage.FootageReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Benches that judge can find against.
class VerdictsTest {

  private static final String GOOD =
      "{\"lost_packets\": 0, \"durable_ms_p99\": 1400, \"observations\": 9}";

  private static JsonNode counts(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  private static DiskFigures disk(long missing, long gaps, String ledgerFault) {
    var audit = new DiskAudit(new FootageReport(List.of(), 0, List.of()), List.of(), ledgerFault);
    return new DiskFigures(audit, 1000, missing, gaps, 1, 1);
  }

  @Test
  void recording_holds_only_if_nothing_is_missing_anywhere() {
    assertThat(RecordBench.holds(disk(0, 0, ""), counts(GOOD))).isTrue();
    assertThat(RecordBench.holds(disk(1, 0, ""), counts(GOOD))).isFalse();
    assertThat(RecordBench.holds(disk(0, 1, ""), counts(GOOD))).isFalse();
    assertThat(RecordBench.holds(disk(0, 0, "torn"), counts(GOOD))).isFalse();
    assertThat(RecordBench.holds(disk(0, 0, ""), counts(GOOD.replace("s\": 0", "s\": 1"))))
        .isFalse();
    assertThat(RecordBench.holds(disk(0, 0, ""), counts("{}"))).isFalse();
  }

  @Test
  void a_town_is_valid_only_if_it_was_quick_and_its_eyes_were_open_too() {
    var disk = disk(0, 0, "");
    assertThat(TownBench.isValid(200, disk, counts(GOOD))).isTrue();
    assertThat(TownBench.isValid(201, disk, counts(GOOD))).isFalse();
    assertThat(TownBench.isValid(200, disk(25, 0, ""), counts(GOOD))).isFalse();
    assertThat(TownBench.isValid(200, disk, counts(GOOD.replace("1400", "2001")))).isFalse();
    assertThat(TownBench.isValid(200, disk, counts(GOOD.replace("9}", "0}")))).isFalse();
    assertThat(TownBench.isValid(200, disk, counts(GOOD.replace("s\": 0", "s\": 7")))).isFalse();
    assertThat(TownBench.isValid(200, disk, counts("{}"))).isFalse();
  }
}
