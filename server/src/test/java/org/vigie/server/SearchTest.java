package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Looking for what happened, never for who it was.
class SearchTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;
  private Instant at;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    browser = town.administrator();
    at = town.clocks.wall().minusSeconds(3_600);
    town.intrude(TestTown.MARKET, at);
    town.intrude(TestTown.QUAY, at.plusSeconds(600));
    Waiting.until("both are raised", () -> town.desk.waiting() == 2);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void finds_alerts_by_camera_time_event_class_zone_and_decision_newest_first() throws Exception {
    assertThat(cameras("")).containsExactly("quay", "market");
    assertThat(cameras("&cameras=market")).containsExactly("market");
    assertThat(cameras("&events=INTRUSION,FIRE&classes=PERSON")).hasSize(2);
    assertThat(cameras("&events=FIRE")).isEmpty();
    assertThat(cameras("&classes=CAR,ANIMAL")).isEmpty();
    assertThat(cameras("&zones=yard")).isEmpty();
    assertThat(cameras("&states=CONFIRMED,DISMISSED")).isEmpty();

    var found = browser.get(search("&cameras=quay")).expect(200).json().get("found").get(0);
    assertThat(Instant.parse(found.get("at").asString()))
        .isBetween(at.plusSeconds(590), at.plusSeconds(610));
    var alert = found.get("alert").get("id").asString();
    browser.post("/api/alerts/" + alert + "/dismiss", Map.of("reason", "DRILL")).expect(200);
    assertThat(cameras("&states=DISMISSED")).containsExactly("quay");
    assertThat(cameras("&states=WAITING")).containsExactly("market");
  }

  @Test
  void comes_in_pages() throws Exception {
    var first = browser.get(search("&limit=1")).expect(200).json();
    assertThat(first.get("more").asBoolean()).isTrue();
    assertThat(first.get("found")).hasSize(1);
    var second = browser.get(search("&limit=1&skip=1")).expect(200).json();
    assertThat(second.get("more").asBoolean()).isFalse();
    assertThat(second.get("found").get(0).get("camera").asString()).isEqualTo("market");
    browser.get(search("&limit=101")).problem(400, ProblemCode.BAD_REQUEST);
    browser.get(search("&skip=10001")).problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void takes_no_other_key_so_that_nobody_believes_it_did() throws Exception {
    for (var key : List.of("person", "colour", "clothes", "face", "plate", "text", "like")) {
      browser.get(search("&" + key + "=red")).problem(400, ProblemCode.BAD_REQUEST);
    }
    browser.get(search("&classes=WOMAN")).problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void a_direction_is_one_of_passages_over_lines() throws Exception {
    assertThat(cameras("&directions=forward")).isEmpty();
    assertThat(cameras("&events=LINE_COUNT")).isEmpty();
    browser
        .get(search("&directions=forward&events=INTRUSION"))
        .problem(400, ProblemCode.BAD_REQUEST);
    browser.get(search("&directions=forward&states=WAITING")).problem(400, ProblemCode.BAD_REQUEST);
    browser.get(search("&directions=north")).problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void finds_only_what_the_asker_may_know_of() throws Exception {
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.QUAY);
    var found = ana.get(search("")).expect(200).json().get("found");
    assertThat(found).hasSize(1);
    ana.get(search("&cameras=market")).problem(404, ProblemCode.NO_SUCH_CAMERA);
    browser
        .get("/api/search?from=" + at.minus(Duration.ofDays(400)) + "&to=" + at)
        .problem(400, ProblemCode.SPAN_TOO_LONG);
  }

  private List<String> cameras(String more) throws Exception {
    var found = browser.get(search(more)).expect(200).json().get("found");
    return StreamSupport.stream(found.spliterator(), false)
        .map((JsonNode one) -> one.get("camera").asString())
        .toList();
  }

  private String search(String more) {
    return "/api/search?from=" + at.minusSeconds(600) + "&to=" + at.plusSeconds(3_000) + more;
  }
}
