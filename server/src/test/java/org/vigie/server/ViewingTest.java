package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.CameraId;

/// Somebody plays back thirteen cameras: the officer is told once, and nobody else.
class ViewingTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser operator;
  private Browser officer;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    operator = town.person(administrator, "Ana", Set.of("PLAY_BACK", "INSPECT"));
    officer = town.person(administrator, "Officer", Set.of("OVERSEE"));
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void playBackThirteenCameras() throws Exception {
    var cameras = new ArrayList<CameraId>();
    for (int n = 1; n <= 13; n++) {
      cameras.add(new CameraId("c-" + n));
    }
    town.others.addAll(cameras);
    for (var camera : cameras) {
      var start = town.recordToDisk(camera, 2);
      operator
          .get(
              "/api/cameras/%s/playback?from=%s&to=%s&reason=incident%%20%s"
                  .formatted(camera, start, start.plusSeconds(2), camera))
          .expect(200);
    }
  }

  private List<String> kinds(Browser reader) throws Exception {
    return reader.get("/api/ledger?limit=200").expect(200).json().findValuesAsString("kind");
  }

  @Test
  void the_officer_is_told_and_the_person_is_not() throws Exception {
    playBackThirteenCameras();
    town.governance.viewings().round();

    var list = officer.get("/api/viewing").expect(200).json();
    var many =
        list.get("viewing")
            .valueStream()
            .filter(one -> one.get("kind").asString().equals("MANY_CAMERAS"))
            .toList();
    assertThat(many).hasSize(1);
    var one = many.getFirst();
    assertThat(one.get("times").asInt()).isEqualTo(13);
    assertThat(one.get("cameras")).hasSize(13);
    assertThat(one.get("cameras").get(0).get("name").asString()).isEqualTo("Rue c-1");
    assertThat(one.get("name").asString()).isEqualTo("Ana");
    assertThat(one.get("requests")).hasSize(13);
    assertThat(one.get("requests").get(0).get("reason").asString()).isEqualTo("incident c-1");
    assertThat(one.get("answers")).isEmpty();

    operator.get("/api/viewing").problem(403, ProblemCode.REFUSED);
    administrator.get("/api/viewing").problem(403, ProblemCode.REFUSED);
    long entry = one.get("entry").asLong();
    assertThat(kinds(operator)).isNotEmpty().noneMatch(kind -> kind.equals("viewing.noticed"));
    operator.get("/api/ledger/" + entry + "/proof").problem(404, ProblemCode.NOT_FOUND);
    // An inspector of others.
    assertThat(kinds(administrator)).contains("viewing.noticed");
    var clerk = town.person(administrator, "Clerk", Set.of("ADMINISTER", "CONFIGURE"));
    assertThat(kinds(clerk)).noneMatch(kind -> kind.startsWith("viewing."));
  }

  @Test
  void the_officer_answers_and_the_answer_is_an_entry() throws Exception {
    playBackThirteenCameras();
    town.governance.viewings().round();
    var list = officer.get("/api/viewing").expect(200).json();
    int waiting = list.get("waiting").asInt();
    long entry = list.get("viewing").get(0).get("entry").asLong();
    var path = "/api/viewing/" + entry + "/answer";
    var answer = Map.of("answer", "EXPLAINED", "note", "a judge asked for it, reference seen");

    operator.post(path, answer).problem(403, ProblemCode.REFUSED);
    officer.post("/api/viewing/999999/answer", answer).problem(404, ProblemCode.NOT_FOUND);
    officer
        .post(path, Map.of("answer", "FORGIVEN", "note", "nice person"))
        .problem(400, ProblemCode.BAD_REQUEST);
    officer
        .post(path, Map.of("answer", "EXPLAINED", "note", " "))
        .problem(400, ProblemCode.REASON_NEEDED);

    var after = officer.post(path, answer).expect(200).json();
    assertThat(after.get("waiting").asInt()).isEqualTo(waiting - 1);
    var given = after.get("viewing").get(0).get("answers").get(0);
    assertThat(given.get("answer").asString()).isEqualTo("EXPLAINED");
    assertThat(given.get("by").asString()).isEqualTo("Officer");
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("viewing.answered");
    assertThat(kinds(operator)).noneMatch(kind -> kind.equals("viewing.answered"));
  }
}
