package org.vigie.simulator.scene;

import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;

/// Someone on a bicycle, pedalling.
public record Cyclist(Rgb top, Rgb legs, Rgb skin, Rgb helmet, Rgb frame) implements Figure {

  private static final Rgb TYRE = Rgb.hex(0x1c1c1e);
  private static final double WHEEL_M = 0.34;
  private static final int RIM_PARTS = 12;

  @Override
  public Body at(Pose pose) {
    var b = new Body.Builder(pose.at(), pose.heading());
    wheel(b, -0.52);
    wheel(b, 0.52);
    var crank = b.place(-0.05, 0, 0.30);
    var seat = b.place(-0.20, 0, 0.92);
    var head = b.place(0.40, 0, 0.86);
    b.limb(crank, seat, 0.025, 0.025, frame);
    b.limb(crank, head, 0.03, 0.03, frame);
    b.limb(b.place(-0.16, 0, 0.78), head, 0.025, 0.025, frame);
    b.limb(b.place(-0.52, 0, WHEEL_M), crank, 0.02, 0.02, frame);
    b.limb(b.place(0.52, 0, WHEEL_M), b.place(0.38, 0, 1.02), 0.022, 0.022, frame);
    b.limb(b.place(0.42, -0.25, 1.04), b.place(0.42, 0.25, 1.04), 0.02, 0.02, TYRE);
    rider(b, pose.distance() / 5.0 * 2 * Math.PI);
    return b.build(0.35);
  }

  private static void wheel(Body.Builder b, double at) {
    for (int i = 0; i < RIM_PARTS; i++) {
      double a = 2 * Math.PI * i / RIM_PARTS;
      double c = 2 * Math.PI * (i + 1) / RIM_PARTS;
      b.limb(rim(b, at, a), rim(b, at, c), 0.024, 0.024, TYRE);
    }
  }

  private static Vec rim(Body.Builder b, double at, double angle) {
    double r = WHEEL_M - 0.024;
    return b.place(at + r * Math.cos(angle), 0, WHEEL_M + r * Math.sin(angle));
  }

  private void rider(Body.Builder b, double turn) {
    for (int side = -1; side <= 1; side += 2) {
      double angle = turn + (side > 0 ? 0 : Math.PI);
      double footForward = -0.05 + 0.17 * Math.sin(angle);
      double footUp = 0.30 + 0.17 * Math.cos(angle);
      var hip = b.place(-0.18, side * 0.09, 0.97);
      var knee = b.place(0.5 * (footForward - 0.18) + 0.25, side * 0.11, 0.5 * (footUp + 0.97));
      var foot = b.place(footForward, side * 0.12, footUp + 0.04);
      b.limb(hip, knee, 0.09, 0.065, legs);
      b.limb(knee, foot, 0.062, 0.045, legs);
      b.limb(foot, b.place(footForward + 0.15, side * 0.12, footUp), 0.045, 0.04, TYRE);
      var shoulder = b.place(0.16, side * 0.18, 1.43);
      var elbow = b.place(0.30, side * 0.25, 1.2);
      b.limb(b.place(0.14, side * 0.10, 1.40), hip, 0.11, 0.11, top);
      b.limb(shoulder, elbow, 0.062, 0.05, top);
      b.limb(elbow, b.place(0.44, side * 0.22, 1.06), 0.05, 0.04, top);
    }
    var face = b.place(0.30, 0, 1.64);
    b.limb(b.place(0.18, 0, 1.45), face, 0.06, 0.06, skin);
    b.head(face, 0.108, skin);
    b.head(b.place(0.27, 0, 1.70), 0.118, helmet);
  }
}
