package org.vigie.simulator.stage;

import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Pedestrian;
import org.vigie.simulator.scene.Pose;

/// Someone who sits, bends, crouches, falls or lies.
///
/// @param look height and clothes
record Mannequin(Pedestrian look) {

  private static final Rgb SHOES = Rgb.hex(0x2a2724);
  private static final double LOWEST_M = 0.1;

  /// How a body is held; angles in radians.
  ///
  /// @param thigh raised to the front: 0 standing, a right angle sitting
  /// @param knee bent
  /// @param lean of the trunk to the front
  /// @param tilt of the whole body over its feet: a right angle is lying
  /// @param towards where it tilts, from its front to its right
  record Posture(double thigh, double knee, double lean, double tilt, double towards) {

    static final Posture UPRIGHT = new Posture(0, 0.06, 0, 0, 0);
    static final Posture SITTING = new Posture(1.5, 1.5, 0.05, 0, 0);
    static final Posture CROUCHING = new Posture(1.7, 2.4, 0.5, 0, 0);
    static final Posture BENDING = new Posture(0.1, 0.2, 1.25, 0, 0);

    static Posture lying(double towards) {
      return new Posture(0.25, 0.4, 0, Math.PI / 2, towards);
    }

    /// On the way from this to another.
    ///
    /// @param t 0 this, 1 the other
    Posture to(Posture other, double t) {
      double share = Math.clamp(t, 0.0, 1.0);
      return new Posture(
          thigh + share * (other.thigh - thigh),
          knee + share * (other.knee - knee),
          lean + share * (other.lean - lean),
          tilt + share * (other.tilt - tilt),
          other.towards);
    }
  }

  /// One body while it is put together.
  private static final class Frame {

    private final Body.Builder builder;
    private final Posture posture;

    Frame(Pose pose, Posture posture) {
      this.builder = new Body.Builder(pose.at(), pose.heading());
      this.posture = posture;
    }

    /// Tilted over its feet; never under the ground.
    Vec place(double forward, double right, double up) {
      double c = Math.cos(posture.towards);
      double s = Math.sin(posture.towards);
      double along = forward * c + right * s;
      double aside = right * c - forward * s;
      double ct = Math.cos(posture.tilt);
      double st = Math.sin(posture.tilt);
      double far = along * ct + up * st;
      double high = Math.max(up * ct - along * st, LOWEST_M * st);
      return builder.place(far * c - aside * s, far * s + aside * c, high);
    }

    void limb(Vec from, Vec to, double fromRadius, double toRadius, Rgb colour) {
      builder.limb(from, to, fromRadius, toRadius, colour);
    }
  }

  Body at(Pose pose, Posture posture) {
    var frame = new Frame(pose, posture);
    double h = look.height();
    double thigh = 0.24 * h;
    double hips =
        0.055 * h + thigh * (Math.cos(posture.thigh) + Math.cos(posture.thigh - posture.knee));
    for (int side = -1; side <= 1; side += 2) {
      leg(frame, thigh, hips, side);
    }
    trunk(frame, hips);
    return frame.builder.build(0.26);
  }

  private void leg(Frame frame, double thigh, double hips, int side) {
    double shin = frame.posture.thigh - frame.posture.knee;
    double kneeForward = thigh * Math.sin(frame.posture.thigh);
    double kneeUp = hips - thigh * Math.cos(frame.posture.thigh);
    double footForward = kneeForward + thigh * Math.sin(shin);
    double footUp = kneeUp - thigh * Math.cos(shin);
    double out = side * 0.085;
    var knee = frame.place(kneeForward, out, kneeUp);
    var ankle = frame.place(footForward, out, footUp);
    frame.limb(frame.place(0, out, hips), knee, 0.085, 0.062, look.legs());
    frame.limb(knee, ankle, 0.062, 0.046, look.legs());
    frame.limb(ankle, frame.place(footForward + 0.15, out * 1.2, 0.05), 0.046, 0.04, SHOES);
  }

  private void trunk(Frame frame, double hips) {
    double h = look.height();
    double lean = frame.posture.lean;
    double shoulders = 0.31 * h;
    double ahead = shoulders * Math.sin(lean);
    double up = hips + shoulders * Math.cos(lean);
    for (int side = -1; side <= 1; side += 2) {
      frame.limb(
          frame.place(ahead * 0.9, side * 0.10, up - 0.05),
          frame.place(0, side * 0.07, hips + 0.02),
          0.105,
          0.105,
          look.top());
      var shoulder = frame.place(ahead, side * 0.19, up - 0.03);
      var elbow = frame.place(ahead + 0.05, side * 0.23, up - 0.03 - 0.165 * h);
      var hand = frame.place(ahead + 0.14, side * 0.21, Math.max(0.05, up - 0.03 - 0.31 * h));
      frame.limb(shoulder, elbow, 0.062, 0.05, look.top());
      frame.limb(elbow, hand, 0.05, 0.038, look.top());
    }
    double reach = 0.125 * h;
    var head = frame.place(ahead + reach * Math.sin(lean) + 0.03, 0, up + reach * Math.cos(lean));
    frame.limb(frame.place(ahead, 0, up), head, 0.055, 0.055, look.skin());
    frame.builder.head(head, 0.062 * h, look.skin());
    var crown = frame.place(ahead + reach * Math.sin(lean), 0, up + reach * Math.cos(lean) + 0.03);
    frame.builder.head(crown, 0.066 * h, look.hair());
  }
}
