package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Body.BENT;
import static org.vigie.rules.Body.CROUCHING;
import static org.vigie.rules.Body.KNEELING;
import static org.vigie.rules.Body.ON_A_CHAIR;
import static org.vigie.rules.Body.ON_THE_BACK;
import static org.vigie.rules.Body.ON_THE_FACE;
import static org.vigie.rules.Body.SITTING_ON_THE_GROUND;
import static org.vigie.rules.Body.STANDING;
import static org.vigie.rules.Body.drop;
import static org.vigie.rules.Body.keep;
import static org.vigie.rules.Body.move;
import static org.vigie.rules.Body.on;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// PERSON_DOWN seen from anywhere: where its numbers come from.
class FallGeometryTest {

  /// Shares of what is told, seen from 400 random places each: flat cameras look down at 5 to 20
  /// degrees, steep ones at 20 to 40; along means within 53 degrees of the line of sight.
  private record Shares(
      double flatAcross, double flatAlong, double steepAcross, double steepAlong) {

    /// As a line of the table in design/rules.md, which is made anew in target/ at each run.
    String line(String what) {
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.0f | %.0f |",
          what,
          100 * flatAcross,
          100 * flatAlong,
          100 * steepAcross,
          100 * steepAlong);
    }
  }

  private static final List<String> TABLE = new ArrayList<>();

  @AfterAll
  static void writeTable() throws IOException {
    Files.write(Path.of("target", "person-down.md"), TABLE);
  }

  private static Shares shares(String what, Function<Random, List<Body.Move>> moves) {
    var told = new int[4];
    var all = new int[4];
    var random = new Random(7);
    for (int i = 0; i < 400; i++) {
      double height = random.nextDouble(2.5, 6);
      double look = random.nextDouble(0.09, 0.7);
      double away = Math.clamp((height - 0.9) / Math.tan(look), 3.5, 30);
      double depression = Math.atan2(height - 0.9, away);
      var camera = new Body.Camera(height, 1.2, depression + random.nextDouble(-0.1, 0.1));
      double azimuth = random.nextDouble(2 * Math.PI);
      var boxes =
          Body.boxes(
              moves.apply(random), camera, azimuth, random.nextDouble(-1, 1), away, 0.02, random);
      int which =
          (depression > Math.toRadians(20) ? 2 : 0) + (Math.abs(Math.cos(azimuth)) < 0.6 ? 1 : 0);
      told[which] += PersonDownTest.play(PersonDownTest.book(3), boxes).signals().isEmpty() ? 0 : 1;
      all[which]++;
    }
    var shares =
        new Shares(
            (double) told[0] / all[0],
            (double) told[1] / all[1],
            (double) told[2] / all[2],
            (double) told[3] / all[3]);
    TABLE.add(shares.line(what));
    return shares;
  }

  @Test
  void falls_are_told_from_anywhere_but_high_up_along_the_line_of_sight() {
    var ways =
        List.of(
            shares(
                "falls over backwards",
                r ->
                    List.of(
                        keep(2, STANDING),
                        drop(r.nextDouble(0.6, 1.2), ON_THE_BACK),
                        keep(6, ON_THE_BACK))),
            shares(
                "falls on the face",
                r ->
                    List.of(
                        keep(2, STANDING),
                        drop(r.nextDouble(0.6, 1.2), ON_THE_FACE),
                        keep(6, ON_THE_FACE))),
            shares(
                "collapses",
                r ->
                    List.of(
                        keep(2, STANDING),
                        drop(r.nextDouble(0.4, 0.7), CROUCHING),
                        drop(r.nextDouble(0.3, 0.5), SITTING_ON_THE_GROUND),
                        drop(r.nextDouble(0.3, 0.6), ON_THE_BACK),
                        keep(6, ON_THE_BACK))),
            shares(
                "falls off a chair",
                r ->
                    List.of(
                        keep(2, ON_A_CHAIR),
                        drop(r.nextDouble(0.4, 0.8), KNEELING),
                        drop(r.nextDouble(0.4, 0.6), ON_THE_FACE),
                        keep(6, ON_THE_FACE))));

    for (var shares : ways) {
      assertThat(shares.flatAcross()).isGreaterThan(0.97);
      assertThat(shares.flatAlong()).isGreaterThan(0.7);
      assertThat(shares.steepAcross()).isGreaterThan(0.6);
    }
  }

  @Test
  void everyday_movements_are_silent_from_anywhere() {
    var ways =
        List.of(
            shares(
                "sits down on a chair",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.8, 1.5), ON_A_CHAIR),
                        keep(6, ON_A_CHAIR))),
            shares(
                "bends down",
                r -> List.of(keep(2, STANDING), move(r.nextDouble(0.6, 1), BENT), keep(6, BENT))),
            shares(
                "crouches",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.6, 1), CROUCHING),
                        keep(6, CROUCHING))),
            shares(
                "kneels",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.8, 1.2), KNEELING),
                        keep(6, KNEELING))),
            shares(
                "lies down on a bed of 0.5 m",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.9, 1.5), ON_A_CHAIR),
                        keep(r.nextDouble(0.3, 1.5), ON_A_CHAIR),
                        on(0.5, r.nextDouble(1.5, 3), ON_THE_BACK),
                        on(0.5, 6, ON_THE_BACK))));

    for (var shares : ways) {
      assertThat(shares.flatAcross()).isLessThan(0.02);
      assertThat(shares.flatAlong()).isLessThan(0.02);
      assertThat(shares.steepAcross()).isLessThan(0.02);
      assertThat(shares.steepAlong()).isLessThan(0.02);
    }
  }

  @Test
  void sitting_or_lying_down_in_haste_is_seldom_told() {
    var ways =
        List.of(
            shares(
                "sits down on the ground",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.6, 1), CROUCHING),
                        move(r.nextDouble(0.5, 1), SITTING_ON_THE_GROUND),
                        keep(6, SITTING_ON_THE_GROUND))),
            shares(
                "lies down on the ground",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.8, 1.3), CROUCHING),
                        move(r.nextDouble(0.8, 1.2), SITTING_ON_THE_GROUND),
                        move(r.nextDouble(1.2, 2.5), ON_THE_BACK),
                        keep(6, ON_THE_BACK))),
            shares(
                "drops onto a bed within 2.3 s",
                r ->
                    List.of(
                        keep(2, STANDING),
                        move(r.nextDouble(0.7, 1), ON_A_CHAIR),
                        on(0.5, r.nextDouble(0.8, 1.3), ON_THE_BACK),
                        on(0.5, 6, ON_THE_BACK))));

    for (var shares : ways) {
      assertThat(shares.flatAcross()).isLessThan(0.3);
      assertThat(shares.flatAlong()).isLessThan(0.4);
      assertThat(shares.steepAcross()).isLessThan(0.3);
      assertThat(shares.steepAlong()).isLessThan(0.2);
    }
  }
}
