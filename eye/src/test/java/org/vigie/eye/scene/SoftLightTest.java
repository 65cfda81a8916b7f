package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Track;

/// The light of lamps on the ground is masked, and followed by nobody; what stands in it or drives
/// behind it is followed as it is.
class SoftLightTest {

  private static final int KERB = 118;
  private final Shown shown = new Shown(600);

  /// A street at night: paving stones with dark joints, and a kerb.
  private static Drawing street() {
    var street = new Drawing(62);
    var random = new Random(5);
    for (int row = 0; row < Drawing.HEIGHT; row++) {
      for (int column = 0; column < Drawing.WIDTH; column++) {
        boolean joint = row >= KERB && (row % 16 == 0 || (column + row / 16 * 9) % 28 == 0);
        int stone = row < KERB ? 58 : 74;
        int level = joint ? stone - 14 : row == KERB ? 96 : stone;
        street.set(column, row, level + random.nextInt(5) - 2, 128, 128);
      }
    }
    return street;
  }

  /// A pool of light: brightest in the middle, gone at its rim, and the stones show in it.
  private static void pool(Drawing drawing, int x, int y, int across, int down, double strength) {
    for (int row = 0; row < Drawing.HEIGHT; row++) {
      for (int column = 0; column < Drawing.WIDTH; column++) {
        double off = Math.hypot((double) (column - x) / across, (double) (row - y) / down);
        if (off < 1) {
          int i = row * Drawing.WIDTH + column;
          double light = strength * (1 - off) * (1 - off);
          drawing.luma[i] = (int) Math.min(235, drawing.luma[i] + light * (24 + drawing.luma[i]));
        }
      }
    }
  }

  private static void person(Drawing drawing, int x, int foot, int level) {
    drawing.grey(x - 4, foot - 30, 9, 30, level).grey(x - 2, foot - 38, 5, 7, level + 30);
  }

  private static boolean isMasked(Sighting sighting, int x, int y) {
    var mask = sighting.mask();
    int column = x * mask.columns() / Drawing.WIDTH;
    int row = y * mask.rows() / Drawing.HEIGHT;
    return mask.whole() || mask.blocks().get(row * mask.columns() + column);
  }

  @Test
  void a_pool_that_sweeps_over_the_ground_is_masked_and_not_followed() {
    var street = street();
    shown.show(street, 12);
    for (int x = -40; x < 360; x += 5) {
      var drawing = street.copy();
      pool(drawing, x, 120, 60, 26, 1.6);
      var sighting = shown.show(drawing);
      assertThat(sighting.tracks()).isEmpty();
      if (x > 0 && x < Drawing.WIDTH) {
        assertThat(isMasked(sighting, x, 120)).isTrue();
      }
    }
  }

  @Test
  void of_a_vehicle_and_its_light_the_vehicle_is_followed() {
    var street = street();
    shown.show(street, 12);
    int followed = 0;
    int asked = 0;
    for (int x = -60; x < 200; x += 4) {
      var drawing = street.copy();
      for (int i = 0; i < 4; i++) {
        pool(drawing, x + 75 + 22 * i, 108, 22 + 3 * i, 9 + i, 1.4 - 0.2 * i);
      }
      drawing.colour(x, 82, 56, 26, 30, 118, 150).colour(x + 10, 72, 30, 11, 120, 126, 130);
      drawing.grey(x + 8, 103, 9, 9, 16).grey(x + 40, 103, 9, 9, 16);
      var tracks = shown.show(drawing).tracks();
      if (x > 0) {
        asked++;
        followed += tracks.size() == 1 && isAt(tracks.getFirst(), x, x + 56, 112) ? 1 : 0;
      }
    }
    assertThat((double) followed / asked).isGreaterThan(0.9);
  }

  private static boolean isAt(Track track, int left, int right, int foot) {
    var box = track.box();
    return Math.abs(box.left() * Drawing.WIDTH - left) < 9
        && Math.abs((box.left() + box.width()) * Drawing.WIDTH - right) < 9
        && Math.abs((box.top() + box.height()) * Drawing.HEIGHT - foot) < 5;
  }

  @Test
  void who_walks_through_the_light_goes_on_being_followed() {
    var street = street();
    shown.show(street, 12);
    var ids = new ArrayList<String>();
    for (int x = 20; x < 300; x += 2) {
      var drawing = street.copy();
      pool(drawing, 160, 140, 70, 30, 1.6);
      int at = x;
      person(drawing, at, 146, 22);
      var tracks = shown.show(drawing).tracks();
      if (x > 60) {
        assertThat(tracks).hasSize(1);
        assertThat(tracks).anyMatch(track -> isAt(track, at - 4, at + 5, 146));
        ids.add(tracks.getFirst().id());
      }
    }
    assertThat(ids.stream().distinct()).hasSize(1);
  }

  @Test
  void a_thing_as_bright_as_light_has_edges() {
    var street = street();
    shown.show(street, 12);
    int followed = 0;
    for (int x = -30; x < 300; x += 4) {
      var drawing = street.copy();
      drawing.grey(x, 100, 50, 24, 170);
      followed += shown.show(drawing).tracks().size() == 1 ? 1 : 0;
    }
    assertThat(followed).isGreaterThan(70);
  }
}
