package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Track;

/// Wet ground shows whoever walks over it upside down, fainter, blurred and wobbling: that belongs
/// to the mask, and the feet are where they are.
class WetGroundTest {

  private static final int TALL = 34;
  private final Shown shown = new Shown(600);
  private final Random random = new Random(11);

  private static Drawing street() {
    var street = new Drawing(110);
    var random = new Random(3);
    for (int i = 0; i < street.luma.length; i++) {
      street.luma[i] += random.nextInt(9) - 4;
    }
    return street;
  }

  /// Hair, face, a red coat, dark legs; of a height of [#TALL].
  private static int[] coat(int down) {
    if (down < 3) {
      return new int[] {40, 126, 132};
    }
    if (down < 7) {
      return new int[] {160, 118, 144};
    }
    return down < 20 ? new int[] {78, 112, 172} : new int[] {44, 130, 126};
  }

  private static int half(int down, int step) {
    if (down < 7) {
      return 2;
    }
    return down < 20 ? 5 : 2 + Math.abs(Math.floorMod(step, 8) - 4);
  }

  private static void walker(Drawing drawing, int x, int foot, int step) {
    for (int down = 0; down < TALL; down++) {
      var colour = coat(down);
      int half = half(down, step);
      drawing.colour(x - half, foot - TALL + down, 2 * half, 1, colour[0], colour[1], colour[2]);
    }
  }

  /// The image: 0.4 of the contrast, each row smeared over its neighbours and shifted aside.
  private void image(Drawing drawing, int x, int foot, int step) {
    for (int below = 0; below < TALL; below++) {
      int down = Math.clamp(TALL - 1 - below + random.nextInt(3) - 1, 0, TALL - 1);
      var colour = coat(down);
      int half = half(down, step);
      int from = x - half + random.nextInt(3) - 1;
      int row = foot + below * 15 / 16;
      for (int column = Math.max(0, from); column < Math.min(320, from + 2 * half); column++) {
        int i = row * Drawing.WIDTH + column;
        drawing.luma[i] += (colour[0] - drawing.luma[i]) * 4 / 10;
        drawing.blue[i] += (colour[1] - drawing.blue[i]) * 4 / 10;
        drawing.red[i] += (colour[2] - drawing.red[i]) * 4 / 10;
      }
    }
  }

  /// Somebody crosses the view; the share of pictures in which one box ends at the feet.
  private double crossing(Drawing street, int foot, boolean wet) {
    int right = 0;
    int asked = 0;
    for (int x = -8; x < 328; x += 3) {
      var drawing = street.copy();
      if (wet) {
        image(drawing, x, foot, x / 3);
      }
      walker(drawing, x, foot, x / 3);
      var sighting = shown.show(drawing);
      if (x > 30 && x < 300) {
        asked++;
        right += sighting.tracks().stream().anyMatch(track -> endsAt(track, foot)) ? 1 : 0;
        int block = (foot + TALL / 2) * sighting.mask().rows() / Drawing.HEIGHT;
        int column = x * sighting.mask().columns() / Drawing.WIDTH;
        boolean masked = sighting.mask().blocks().get(block * sighting.mask().columns() + column);
        assertThat(masked || sighting.mask().whole() || !wet).isTrue();
      }
    }
    shown.show(street, 3);
    return (double) right / asked;
  }

  private static boolean endsAt(Track track, int foot) {
    double end = (track.box().top() + track.box().height()) * Drawing.HEIGHT;
    return Math.abs(end - foot) < 5 && track.box().height() * Drawing.HEIGHT > TALL * 0.7;
  }

  @Test
  void once_somebody_has_crossed_the_wet_ground_feet_are_where_they_are() {
    var street = street();
    shown.show(street, 12);
    crossing(street, 90, true);
    assertThat(crossing(street, 80, true)).isGreaterThan(0.8);
    assertThat(crossing(street, 110, true)).isGreaterThan(0.8);
  }

  @Test
  void on_dry_ground_nobody_is_cut_in_two() {
    var street = street();
    shown.show(street, 12);
    for (int foot : new int[] {90, 80, 110, 120}) {
      assertThat(crossing(street, foot, false)).isGreaterThan(0.9);
    }
  }

  @Test
  void ground_that_has_dried_mirrors_nobody() {
    var street = street();
    shown.show(street, 12);
    crossing(street, 90, true);
    crossing(street, 90, true);
    crossing(street, 90, false);
    crossing(street, 110, false);
    assertThat(crossing(street, 80, false)).isGreaterThan(0.9);
  }
}
