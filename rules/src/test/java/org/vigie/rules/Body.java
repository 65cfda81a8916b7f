package org.vigie.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vigie.model.Box;

/// A body of joints that moves on the ground before a camera, to see what boxes falls, and
/// everything that is none, look like from anywhere.
///
/// Sizes are those of an adult of 1.7 m. A pose is three angles from the vertical, forwards
/// positive: of shanks, thighs and trunk.
final class Body {

  private static final double SHANK = 0.45;
  private static final double THIGH = 0.45;
  private static final double TRUNK = 0.52;
  private static final double NECK = 0.18;

  /// @param shank degrees
  /// @param thigh degrees
  /// @param trunk degrees
  /// @param spread how far arms are stretched aside, 0 to 1
  record Pose(double shank, double thigh, double trunk, double spread) {

    Pose towards(Pose other, double share) {
      return new Pose(
          shank + (other.shank - shank) * share,
          thigh + (other.thigh - thigh) * share,
          trunk + (other.trunk - trunk) * share,
          spread + (other.spread - spread) * share);
    }
  }

  static final Pose STANDING = new Pose(0, 0, 0, 0);
  static final Pose ON_A_CHAIR = new Pose(0, -90, -5, 0);
  static final Pose SITTING_ON_THE_GROUND = new Pose(-90, -90, -10, 0);
  static final Pose CROUCHING = new Pose(40, -110, 35, 0);
  static final Pose BENT = new Pose(-5, 10, 95, 0);
  static final Pose KNEELING = new Pose(90, 0, 10, 0);
  static final Pose ON_THE_BACK = new Pose(-90, -90, -90, 0.5);
  static final Pose ON_THE_FACE = new Pose(90, 90, 90, 0.5);

  /// A pinhole camera on a mast, at the origin, looking along y and down.
  ///
  /// @param height of the mast in metres
  /// @param focal in picture heights
  /// @param tilt below the horizontal, in radians
  record Camera(double height, double focal, double tilt) {

    private double[] see(double[] joint) {
      double down = height - joint[2];
      double depth = joint[1] * Math.cos(tilt) + down * Math.sin(tilt);
      double below = down * Math.cos(tilt) - joint[1] * Math.sin(tilt);
      return new double[] {
        focal * joint[0] / depth, focal * below / depth, focal * joint[3] / depth
      };
    }

    /// What a box around the joints looks like, its edges off by some shares of its height.
    Box box(List<double[]> joints, double noise, Random random) {
      double left = 9;
      double top = 9;
      double right = -9;
      double bottom = -9;
      for (var joint : joints) {
        var seen = see(joint);
        left = Math.min(left, seen[0] - seen[2]);
        right = Math.max(right, seen[0] + seen[2]);
        top = Math.min(top, seen[1] - seen[2]);
        bottom = Math.max(bottom, seen[1] + seen[2]);
      }
      double off = noise * (bottom - top);
      left += off * random.nextGaussian();
      right += off * random.nextGaussian();
      top += off * random.nextGaussian();
      bottom += off * random.nextGaussian();
      double aspect = RuleBook.USUAL_ASPECT;
      return new Box(0.5 + left / aspect, 0.5 + top, (right - left) / aspect, bottom - top);
    }
  }

  /// One stretch of a movement.
  ///
  /// @param seconds how long it takes
  /// @param falling whether it gathers speed, rather than beginning and ending gently
  /// @param raised the height of what carries the feet at its end, in metres
  record Move(double seconds, Pose to, boolean falling, double raised) {

    private double share(double time) {
      return falling ? Math.pow(time, 1.8) : time * time * (3 - 2 * time);
    }
  }

  private Body() {}

  static Move keep(double seconds, Pose pose) {
    return move(seconds, pose);
  }

  static Move move(double seconds, Pose pose) {
    return new Move(seconds, pose, false, 0);
  }

  static Move drop(double seconds, Pose pose) {
    return new Move(seconds, pose, true, 0);
  }

  static Move on(double raised, double seconds, Pose pose) {
    return new Move(seconds, pose, false, raised);
  }

  /// The boxes of a movement, ten a second; it begins in the first move's pose.
  ///
  /// @param azimuth which way forwards is, in radians: 0 across the line of sight to the right
  /// @param x to the right of the camera, in metres
  /// @param y away from it
  static List<Box> boxes(
      List<Move> moves,
      Camera camera,
      double azimuth,
      double x,
      double y,
      double noise,
      Random random) {
    var boxes = new ArrayList<Box>();
    var pose = moves.getFirst().to();
    double raised = moves.getFirst().raised();
    for (var move : moves) {
      int pictures = Math.max(1, (int) Math.round(move.seconds() * 10));
      for (int i = 1; i <= pictures; i++) {
        double share = move.share((double) i / pictures);
        var joints =
            joints(
                pose.towards(move.to(), share),
                azimuth,
                new double[] {x, y, raised + (move.raised() - raised) * share});
        boxes.add(camera.box(joints, noise, random));
      }
      pose = move.to();
      raised = move.raised();
    }
    return boxes;
  }

  /// Joints as x, y, z and radius, in metres.
  private static List<double[]> joints(Pose pose, double azimuth, double[] base) {
    double shank = Math.toRadians(pose.shank());
    double thigh = Math.toRadians(pose.thigh());
    double trunk = Math.toRadians(pose.trunk());
    var flat = new ArrayList<double[]>();
    pair(flat, 0.05, 0.1, 0.06, 0.07);
    double x = SHANK * Math.sin(shank);
    double z = SHANK * Math.cos(shank) + 0.08;
    pair(flat, x, 0.1, z, 0.07);
    x += THIGH * Math.sin(thigh);
    z += THIGH * Math.cos(thigh);
    flat.add(new double[] {x, 0, z, 0.15});
    x += TRUNK * Math.sin(trunk);
    z += TRUNK * Math.cos(trunk);
    pair(flat, x, 0.18, z, 0.08);
    double hand = Math.max(0.08, z - 0.5 * Math.abs(Math.cos(trunk)));
    pair(flat, x - 0.33 * Math.sin(trunk), 0.22 + 0.3 * pose.spread(), hand, 0.06);
    flat.add(new double[] {x + NECK * Math.sin(trunk), 0, z + NECK * Math.cos(trunk), 0.11});
    double cos = Math.cos(azimuth);
    double sin = Math.sin(azimuth);
    return flat.stream()
        .map(
            j ->
                new double[] {
                  base[0] + j[0] * cos - j[1] * sin,
                  base[1] + j[0] * sin + j[1] * cos,
                  base[2] + Math.max(j[2], j[3]),
                  j[3]
                })
        .toList();
  }

  private static void pair(List<double[]> joints, double x, double aside, double z, double radius) {
    joints.add(new double[] {x, -aside, z, radius});
    joints.add(new double[] {x, aside, z, radius});
  }
}
