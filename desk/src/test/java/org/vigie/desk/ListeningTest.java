package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.desk.Town.GATE;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

class ListeningTest {

  @TempDir Path folder;
  private Town town;

  @BeforeEach
  void open() throws Exception {
    town = new Town(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  void the_present_state_comes_first_and_then_each_change() throws Exception {
    var dismissed = town.alert(YARD);
    dismissed =
        town.desk.dismiss(
            town.permit(Right.JUDGE, YARD), dismissed.id(), DismissReason.WEATHER, "");
    var waiting = town.alert(GATE);
    var heard = new Heard();

    try (var listening = town.desk.listen(heard)) {
      assertThat(heard.next()).isEqualTo(List.of(waiting, dismissed));

      var raised = town.alert(YARD);
      assertThat(heard.next()).isEqualTo(raised);
      var seen = town.desk.seen(Town.OPERATOR, raised.id());
      assertThat(heard.next()).isEqualTo(seen);
      var judged =
          town.desk.confirm(town.permit(Right.JUDGE, YARD), raised.id(), "Two people.", "");
      assertThat(heard.next()).isEqualTo(judged);
    }
  }

  @Test
  void a_listener_that_falls_behind_holds_up_nobody_and_gets_the_present_state() throws Exception {
    var release = new CountDownLatch(1);
    var slow = new Heard(release);
    try (var listening = town.desk.listen(slow)) {
      assertThat(slow.next()).isEqualTo(List.of());
      for (int i = 0; i < AlertListener.MOST_BEHIND + 20; i++) {
        town.clocks.advance(Duration.ofMinutes(2));
        town.watch(YARD, Duration.ofMillis(1_200), 0.7);
      }
      var last = town.desk.list(AlertQuery.NEWEST.limit(1)).getFirst();

      release.countDown();

      // One change was under way; what was behind it has given way to the present state.
      assertThat(slow.next()).isInstanceOf(Alert.class);
      assertThat(slow.next())
          .isInstanceOfSatisfying(
              List.class,
              alerts -> {
                assertThat(alerts.getFirst()).isEqualTo(last);
                assertThat(alerts).hasSize(AlertListener.MOST_BEHIND + 20);
              });
      var next = town.alert(YARD);
      assertThat(slow.next()).isEqualTo(next);
    }
  }

  @Test
  void cameras_judged_on_many_threads_lose_nothing() throws Exception {
    var heard = new Heard();
    int cameras = 8;
    int rounds = 10;
    try (var listening = town.desk.listen(heard)) {
      assertThat(heard.next()).isEqualTo(List.of());
      var threads = new ArrayList<Thread>();
      for (int c = 0; c < cameras; c++) {
        var camera = new CameraId("camera-" + c);
        town.desk.arm(Town.book(camera));
        threads.add(Thread.ofPlatform().start(() -> intrudeAgain(camera, rounds)));
      }
      for (var thread : threads) {
        thread.join(Duration.ofSeconds(60));
      }

      assertThat(town.desk.list(AlertQuery.NEWEST)).hasSize(cameras * rounds);
      assertThat(town.ledger("alert.raised")).hasSize(cameras * rounds);
      for (int i = 0; i < cameras * rounds; i++) {
        assertThat(heard.next()).isInstanceOf(Alert.class);
      }
    }
  }

  /// Observations with times of their own: the fake clock belongs to the test's thread.
  private void intrudeAgain(CameraId camera, int rounds) {
    var at = town.clocks.wall();
    for (int round = 0; round < rounds; round++) {
      at = at.plusSeconds(120);
      for (int i = 0; i <= 10; i++) {
        town.desk.observed(Town.observation(camera, at.plusMillis(i * 100L), 0.7));
      }
    }
  }

  @Test
  void who_stops_listening_hears_no_more() throws Exception {
    var heard = new Heard();
    var other = new Heard();
    var listening = town.desk.listen(heard);
    try (var still = town.desk.listen(other)) {
      assertThat(heard.next()).isEqualTo(List.of());
      assertThat(other.next()).isEqualTo(List.of());

      listening.close();
      var alert = town.alert(YARD);

      assertThat(other.next()).isEqualTo(alert);
      assertThat(heard.heard).isEmpty();
    }
  }

  /// Keeps what it hears: a list for the present state, an alert for a change.
  private static final class Heard implements AlertListener {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch release;

    Heard() {
      this(new CountDownLatch(0));
    }

    Heard(CountDownLatch release) {
      this.release = release;
    }

    @Override
    public void current(List<Alert> alerts) {
      heard.add(alerts);
    }

    @Override
    public void changed(Alert alert) {
      try {
        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      heard.add(alert);
    }

    Object next() throws InterruptedException {
      var next = heard.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("heard within 30 s").isNotNull();
      return java.util.Objects.requireNonNull(next);
    }
  }
}
