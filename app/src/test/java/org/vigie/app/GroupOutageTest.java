package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

class GroupOutageTest {

  private final FakeClocks clocks = new FakeClocks();
  private final Set<String> lost = new TreeSet<>();
  private final List<String> said = new ArrayList<>();
  private boolean holds;

  private final GroupOutage outage =
      new GroupOutage(
          () ->
              List.of("a", "b", "c", "d", "e").stream()
                  .map(name -> new GroupOutage.Seen(name, !lost.contains(name)))
                  .toList(),
          new Alarms() {
            @Override
            public void raise(AlarmKind kind, String subject, String detail) {
              assertThat(kind).isEqualTo(AlarmKind.GROUP_OUTAGE);
              holds = true;
              said.add(detail);
            }

            @Override
            public void end(AlarmKind kind, String subject) {
              holds = false;
            }
          },
          clocks);

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      outage.round();
      clocks.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void three_cameras_lost_within_seconds_are_one_outage_that_ends_when_they_are_back() {
    pass(40);
    lost.add("a");
    pass(5);
    lost.add("b");
    pass(5);
    assertThat(holds).isFalse();
    lost.add("d");
    pass(2);

    assertThat(holds).isTrue();
    assertThat(said.getLast()).contains("3 of 5").contains("a, b, d");
    lost.remove("b");
    pass(2);
    assertThat(holds).isFalse();
  }

  @Test
  void cameras_lost_one_after_the_other_are_none() {
    pass(40);
    for (var name : List.of("a", "b", "c", "d")) {
      lost.add(name);
      pass(60);
    }

    assertThat(said).isEmpty();
  }

  @Test
  void cameras_that_have_not_been_well_yet_are_none() {
    lost.addAll(List.of("a", "b", "c", "d", "e"));
    pass(100);
    lost.clear();
    pass(5);
    lost.addAll(List.of("a", "b", "c"));
    pass(30);

    assertThat(said).isEmpty();
  }

  @Test
  void it_is_said_within_thirty_seconds() {
    pass(40);
    lost.addAll(List.of("a", "b", "c", "d", "e"));
    pass(2);

    assertThat(holds).isTrue();
  }
}
