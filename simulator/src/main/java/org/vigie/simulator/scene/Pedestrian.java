package org.vigie.simulator.scene;

import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;

/// Someone on foot: a body of rounded limbs that walks as far as it moves, and nothing that could
/// tell one face from another.
///
/// @param height in metres
/// @param coat whether the upper clothing reaches over the hips
/// @param bag carried at the side
public record Pedestrian(
    double height, Rgb top, Rgb legs, Rgb skin, Rgb hair, boolean coat, boolean bag)
    implements Figure {

  private static final Rgb SHOES = Rgb.hex(0x2a2724);
  private static final Rgb BAG = Rgb.hex(0x4a3b2e);
  private static final double STRIDE_M = 1.45;

  @Override
  public Body at(Pose pose) {
    double going = Math.min(1, pose.speed() / 1.3);
    double phase = pose.distance() / STRIDE_M * 2 * Math.PI;
    double[] ankles = {lift(phase, going), lift(phase + Math.PI, going)};
    double hips = 0.055 * height - Math.min(ankles[0], ankles[1]);
    var b = new Body.Builder(pose.at(), pose.heading());
    leg(b, hips, phase, going, -1);
    leg(b, hips, phase + Math.PI, going, 1);
    torso(b, hips, phase, going);
    return b.build(0.26);
  }

  private double thigh() {
    return 0.24 * height;
  }

  private static double swing(double phase, double going) {
    return 0.46 * going * Math.sin(phase);
  }

  private static double bend(double phase, double going) {
    return 0.06 + going * 0.95 * Math.max(0, Math.cos(phase));
  }

  /// Height of the ankle relative to the hips.
  private double lift(double phase, double going) {
    double swing = swing(phase, going);
    return -thigh() * (Math.cos(swing) + Math.cos(swing - bend(phase, going)));
  }

  private void leg(Body.Builder b, double hips, double phase, double going, int side) {
    double swing = swing(phase, going);
    double shin = swing - bend(phase, going);
    double out = side * 0.085;
    double kneeForward = thigh() * Math.sin(swing);
    double kneeUp = hips - thigh() * Math.cos(swing);
    double footForward = kneeForward + thigh() * Math.sin(shin);
    double footUp = kneeUp - thigh() * Math.cos(shin);
    var knee = b.place(kneeForward, out, kneeUp);
    var ankle = b.place(footForward, out, footUp);
    b.limb(b.place(0, out, hips), knee, 0.085, 0.062, legs);
    b.limb(knee, ankle, 0.062, 0.046, legs);
    var toe = b.place(footForward + 0.15, out * 1.2, Math.max(0.04, footUp - 0.02));
    b.limb(b.place(footForward - 0.03, out, footUp - 0.02), toe, 0.046, 0.04, SHOES);
  }

  private void torso(Body.Builder b, double hips, double phase, double going) {
    double shoulders = hips + 0.31 * height;
    double lean = 0.03 * going;
    for (int side = -1; side <= 1; side += 2) {
      var hip = b.place(0, side * 0.07, hips + 0.02);
      b.limb(b.place(lean, side * 0.10, shoulders - 0.05), hip, 0.105, 0.105, top);
      arm(b, shoulders, lean, phase + (side > 0 ? 0 : Math.PI), going, side);
    }
    b.limb(
        b.place(lean, -0.15, shoulders - 0.01),
        b.place(lean, 0.15, shoulders - 0.01),
        0.075,
        0.075,
        top);
    if (coat) {
      b.limb(b.place(0, 0, hips + 0.1), b.place(0, 0, hips - 0.17), 0.15, 0.185, top);
    }
    double head = shoulders + 0.125 * height;
    b.limb(b.place(lean, 0, shoulders), b.place(lean + 0.02, 0, head), 0.055, 0.055, skin);
    b.head(b.place(lean + 0.035, 0, head), 0.062 * height, skin);
    b.head(b.place(lean - 0.01, 0, head + 0.03), 0.066 * height, hair);
    if (bag) {
      b.limb(b.place(-0.05, 0.27, hips + 0.1), b.place(0.03, 0.27, hips - 0.12), 0.11, 0.13, BAG);
    }
  }

  private void arm(
      Body.Builder b, double shoulders, double lean, double phase, double going, int side) {
    double swing = 0.45 * going * Math.sin(phase);
    double upper = 0.165 * height;
    var shoulder = b.place(lean, side * 0.19, shoulders - 0.03);
    double elbowForward = lean + upper * Math.sin(swing);
    double elbowUp = shoulders - 0.03 - upper * Math.cos(swing);
    var elbow = b.place(elbowForward, side * 0.225, elbowUp);
    double fore = swing + 0.25 + 0.2 * going;
    var hand =
        b.place(
            elbowForward + upper * 0.9 * Math.sin(fore),
            side * 0.21,
            elbowUp - upper * 0.9 * Math.cos(fore));
    b.limb(shoulder, elbow, 0.062, 0.05, top);
    b.limb(elbow, hand, 0.05, 0.038, top);
    point(b, hand, 0.045, skin);
  }

  private static void point(Body.Builder b, Vec at, double radius, Rgb colour) {
    b.limb(at, at, radius, radius, colour);
  }
}
