package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.CameraId;
import tools.jackson.databind.JsonNode;

/// The wall's layouts, and what its many tiles ask for.
class WallTest {

  private static final CameraId HARBOUR = new CameraId("harbour");
  private static final String LAYOUTS = "/api/wall/layouts";

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    town.others.add(HARBOUR);
    browser = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static Map<String, Object> order(String name, String shape, String... tiles) {
    return Map.of("name", name, "shape", shape, "tiles", List.of(tiles));
  }

  private String saved(String name, String shape, String... tiles) throws Exception {
    return browser
        .post(LAYOUTS, order(name, shape, tiles))
        .expect(201)
        .json()
        .get("layout")
        .asString();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  @Test
  void a_layout_is_saved_changed_and_removed_each_in_the_ledger_first_without_its_name()
      throws Exception {
    var id = saved("Centre-ville", "FOUR", "market", "", "quay");
    var entry = town.entries().getFirst().entry();
    assertThat(entry.kind()).isEqualTo("wall.layout-saved");
    assertThat(entry.facts()).containsEntry("layout", id).containsEntry("shape", "FOUR");
    assertThat(entry.facts().toString()).contains("market", "quay").doesNotContain("Centre");

    var listed = browser.get(LAYOUTS).expect(200).json().get("layouts").get(0);
    assertThat(texts(listed.get("tiles"))).containsExactly("market", "", "quay", "");
    assertThat(listed.get("changeable").asBoolean()).isTrue();

    var changed =
        Map.of(
            "layout", id, "name", "Le centre", "shape", "ONE_AND_FIVE", "tiles", List.of("quay"));
    var answer = browser.post(LAYOUTS, changed).expect(200).json();
    assertThat(answer.get("layout").asString()).isEqualTo(id);
    assertThat(answer.get("tiles")).hasSize(6);

    browser.delete(LAYOUTS + "/" + id).expect(200);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("wall.layout-removed");
    assertThat(browser.get(LAYOUTS).expect(200).json().get("layouts")).isEmpty();
    browser.delete(LAYOUTS + "/" + id).problem(404, ProblemCode.NO_SUCH_LAYOUT);
  }

  @Test
  void a_person_sees_of_a_layout_the_cameras_that_they_may_know_of_and_changes_none_with_others()
      throws Exception {
    var both = saved("Both", "FOUR", "market", "quay");
    saved("The harbour", "ONE", "harbour");
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);

    var seen = ana.get(LAYOUTS).expect(200).json().get("layouts");
    assertThat(seen).hasSize(1);
    assertThat(texts(seen.get(0).get("tiles"))).containsExactly("market", "", "", "");
    assertThat(seen.get(0).get("changeable").asBoolean()).isFalse();

    var change = Map.of("layout", both, "name", "Mine", "shape", "ONE", "tiles", List.of("market"));
    ana.post(LAYOUTS, change).problem(403, ProblemCode.LAYOUT_SHARED);
    ana.delete(LAYOUTS + "/" + both).problem(403, ProblemCode.LAYOUT_SHARED);
    ana.post(LAYOUTS, order("Mine", "FOUR", "quay")).problem(404, ProblemCode.NO_SUCH_CAMERA);
    ana.post(LAYOUTS, order("Mine", "ONE", "market")).expect(201);
    assertThat(texts(browser.get(LAYOUTS).json().get("layouts").get(0).get("tiles")))
        .containsExactly("market", "quay", "", "");
  }

  @Test
  void a_camera_that_left_the_town_leaves_its_tile_empty() throws Exception {
    var id = saved("All", "FOUR", "market", "harbour");
    town.others.clear();
    var layout = browser.get(LAYOUTS).expect(200).json().get("layouts").get(0);
    assertThat(texts(layout.get("tiles"))).containsExactly("market", "", "", "");
    assertThat(layout.get("changeable").asBoolean()).isTrue();
    browser.delete(LAYOUTS + "/" + id).expect(200);
  }

  @Test
  void whoever_does_not_watch_arranges_nothing() throws Exception {
    var judge = town.person(browser, "Ana", Set.of("JUDGE"), TestTown.MARKET);
    judge.post(LAYOUTS, order("Mine", "ONE", "market")).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("permit.refused");
  }

  @Test
  void what_is_no_layout_is_refused_with_what_would_be_right() throws Exception {
    browser.post(LAYOUTS, order("", "ONE", "market")).problem(400, ProblemCode.BAD_REQUEST);
    browser.post(LAYOUTS, order("x".repeat(61), "ONE")).problem(400, ProblemCode.BAD_REQUEST);
    browser.post(LAYOUTS, order("Mine", "ROUND")).problem(400, ProblemCode.BAD_REQUEST);
    browser
        .post(LAYOUTS, order("Mine", "ONE", "market", "quay"))
        .problem(400, ProblemCode.BAD_REQUEST);
    browser
        .post(LAYOUTS, order("Mine", "FOUR", "market", "market"))
        .problem(400, ProblemCode.BAD_REQUEST);
    saved("Mine", "ONE", "market");
    browser.post(LAYOUTS, order("MINE", "ONE", "quay")).problem(409, ProblemCode.LAYOUT_NAME_TAKEN);
  }

  @Test
  void a_town_keeps_so_many_and_no_more() throws Exception {
    for (int n = 0; n < 100; n++) {
      saved("Layout " + n, "SIXTY_FOUR", Collections.nCopies(64, "").toArray(String[]::new));
    }
    browser.post(LAYOUTS, order("One more", "ONE")).problem(409, ProblemCode.TOO_MANY_LAYOUTS);
  }

  @Test
  void a_small_tile_asks_for_key_pictures_only() throws Exception {
    var watcher = new Watcher();
    browser.watch("/api/live/market?pictures=KEY", watcher);
    watcher.text();
    assertThat(town.live.keyViewers()).isEqualTo(1);
    var whole = new Watcher();
    browser.watch("/api/live/market", whole);
    whole.text();
    assertThat(town.live.keyViewers()).isEqualTo(1);
    assertThat(town.live.viewers()).isEqualTo(2);
  }

  @Test
  void a_wall_that_turns_its_pages_comes_back_under_the_same_leave_for_ten_minutes()
      throws Exception {
    watchOnce(browser);
    long once = town.governance.ledger().size();
    watchOnce(browser);
    watchOnce(browser);
    assertThat(town.governance.ledger().size()).isEqualTo(once);

    town.clocks.advance(LiveLeaves.SAME_FOR);
    watchOnce(browser);
    assertThat(town.governance.ledger().size()).isEqualTo(once + 1);
    // Another session is somebody at another desk.
    var other = town.signIn();
    long before = town.governance.ledger().size();
    watchOnce(other);
    assertThat(town.governance.ledger().size()).isEqualTo(before + 1);
  }

  private static void watchOnce(Browser browser) throws Exception {
    var watcher = new Watcher();
    var socket = browser.watch("/api/live/market", watcher);
    watcher.text();
    socket.abort();
  }
}
