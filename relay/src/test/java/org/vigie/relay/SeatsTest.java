package org.vigie.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nobody keeps a partner out by connecting.
class SeatsTest {

  private final Seats seats = new Seats();

  private static Seats.Seat from(String address) {
    return new Seats.Seat(address, () -> {});
  }

  @Test
  void who_knocks_all_day_from_one_address_displaces_only_their_own_connections() {
    var early = from("192.0.2.7");
    assertThat(seats.come(early)).isEmpty();
    List<Seats.Seat> knocked = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      var seat = from("192.0.2.66");
      knocked.add(seat);
      var goes = seats.come(seat);
      if (n < Seats.MOST_OF_AN_ADDRESS) {
        assertThat(goes).isEmpty();
      } else {
        assertThat(goes).contains(knocked.get(n - Seats.MOST_OF_AN_ADDRESS));
      }
    }
    assertThat(seats.proved(early, "wall")).isTrue();
  }

  @Test
  void of_strangers_from_everywhere_the_one_who_waited_longest_goes() {
    var first = from("192.0.2.1");
    seats.come(first);
    for (int n = 2; n <= Seats.MOST_STRANGERS; n++) {
      assertThat(seats.come(from("192.0.2." + n))).isEmpty();
    }
    assertThat(seats.come(from("198.51.100.1"))).contains(first);
  }

  @Test
  void a_partner_takes_no_places_of_another() {
    for (int n = 0; n < Seats.MOST_OF_A_RELAY; n++) {
      var seat = from("192.0.2.9");
      seats.come(seat);
      assertThat(seats.proved(seat, "wall")).isTrue();
    }
    var more = from("192.0.2.9");
    seats.come(more);
    assertThat(seats.proved(more, "wall")).isFalse();
    var police = from("192.0.2.17");
    seats.come(police);
    assertThat(seats.proved(police, "police")).isTrue();
  }

  @Test
  void who_leaves_gives_the_place_back() {
    var held = new ArrayList<Seats.Seat>();
    for (int n = 0; n < Seats.MOST_OF_A_RELAY; n++) {
      var seat = from("192.0.2.9");
      held.add(seat);
      seats.come(seat);
      seats.proved(seat, "wall");
    }
    seats.leave(held.getFirst());
    seats.leave(held.getFirst());
    var next = from("192.0.2.9");
    seats.come(next);
    assertThat(seats.proved(next, "wall")).isTrue();
    assertThat(seats.proved(from("192.0.2.9"), "wall")).isFalse();
  }
}
