package org.vigie.link;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.vigie.link.wire.Fire;
import org.vigie.link.wire.Motion;
import org.vigie.link.wire.Obstacle;
import org.vigie.link.wire.Rest;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.Sign;
import org.vigie.model.FireSign;
import org.vigie.model.MotionGrid;
import org.vigie.model.Resting;
import org.vigie.model.SceneSign;
import org.vigie.model.SceneSigns;
import org.vigie.model.SightTask;
import org.vigie.model.ViewTrouble;

/// What the eye says beside tracks, as messages, and back. Checked as in [Wire].
public final class WireSigns {

  private static final int MOST_CELLS_A_SIDE = 128;
  private static final int MOST_SIGNS = 1024;
  private static final float HUNDREDTHS = 100;

  private WireSigns() {}

  /// The signs that are asked for.
  public static List<Sign> signs(SightTask task) {
    return task.signs().stream().sorted().map(sign -> Sign.valueOf(sign.name())).toList();
  }

  /// What is asked for, from the two fields that say so.
  public static SightTask task(boolean tracks, List<Sign> signs) throws LinkException {
    var asked = EnumSet.noneOf(SceneSign.class);
    for (var sign : signs) {
      asked.add(
          switch (sign) {
            case REST -> SceneSign.REST;
            case FLAME -> SceneSign.FLAME;
            case SMOKE -> SceneSign.SMOKE;
            case MOTION -> SceneSign.MOTION;
            case UNRECOGNIZED -> throw new LinkException("a sign cannot be right");
          });
    }
    Wire.require(tracks || asked.isEmpty(), "signs without tracks");
    return tracks ? SightTask.watch(asked) : SightTask.MASK;
  }

  public static void put(SceneSigns signs, Seen.Builder seen) {
    signs.resting().forEach(resting -> seen.addRests(rest(resting)));
    signs.fires().forEach(fire -> seen.addFires(fire(fire)));
    signs.motion().ifPresent(motion -> seen.setMotion(motion(motion)));
    signs.troubles().forEach(trouble -> seen.addObstacles(Obstacle.valueOf(trouble.name())));
  }

  public static SceneSigns signs(Seen seen) throws LinkException {
    Wire.require(
        seen.getRestsCount() <= MOST_SIGNS && seen.getFiresCount() <= MOST_SIGNS, "so many signs");
    var resting = new ArrayList<Resting>();
    for (var rest : seen.getRestsList()) {
      resting.add(
          new Resting(
              Wire.box(rest.getLeft(), rest.getTop(), rest.getWidth(), rest.getHeight()),
              Wire.instant(rest.getSinceMicros()),
              Wire.score(rest.getScore())));
    }
    var fires = new ArrayList<FireSign>();
    for (var fire : seen.getFiresList()) {
      fires.add(
          new FireSign(
              fire.getSmoke(),
              Wire.box(fire.getLeft(), fire.getTop(), fire.getWidth(), fire.getHeight()),
              Wire.instant(fire.getSinceMicros()),
              Wire.score(fire.getScore())));
    }
    Optional<MotionGrid> motion =
        seen.hasMotion() ? Optional.of(motion(seen.getMotion())) : Optional.empty();
    var troubles = EnumSet.noneOf(ViewTrouble.class);
    for (var obstacle : seen.getObstaclesList()) {
      switch (obstacle) {
        case BLINDED -> troubles.add(ViewTrouble.BLINDED);
        case DEFOCUSED -> troubles.add(ViewTrouble.DEFOCUSED);
        case MOVED -> troubles.add(ViewTrouble.MOVED);
        case COVERED -> troubles.add(ViewTrouble.COVERED);
        case NONE, UNRECOGNIZED -> throw new LinkException("an obstacle cannot be right");
      }
    }
    return new SceneSigns(resting, fires, motion, troubles);
  }

  private static Rest rest(Resting resting) {
    return Rest.newBuilder()
        .setLeft((float) resting.box().left())
        .setTop((float) resting.box().top())
        .setWidth((float) resting.box().width())
        .setHeight((float) resting.box().height())
        .setSinceMicros(Wire.micros(resting.since()))
        .setScore((float) resting.score())
        .build();
  }

  private static Fire fire(FireSign fire) {
    return Fire.newBuilder()
        .setSmoke(fire.smoke())
        .setLeft((float) fire.box().left())
        .setTop((float) fire.box().top())
        .setWidth((float) fire.box().width())
        .setHeight((float) fire.box().height())
        .setSinceMicros(Wire.micros(fire.since()))
        .setScore((float) fire.score())
        .build();
  }

  private static Motion motion(MotionGrid grid) {
    int cells = grid.columns() * grid.rows();
    var covered = new byte[cells];
    var across = new byte[cells];
    var down = new byte[cells];
    for (int i = 0; i < cells; i++) {
      covered[i] = (byte) Math.clamp(Math.round(grid.covered()[i] * 255), 0, 255);
      across[i] = hundredths(grid.across()[i]);
      down[i] = hundredths(grid.down()[i]);
    }
    return Motion.newBuilder()
        .setColumns(grid.columns())
        .setRows(grid.rows())
        .setCovered(ByteString.copyFrom(covered))
        .setAcross(ByteString.copyFrom(across))
        .setDown(ByteString.copyFrom(down))
        .build();
  }

  private static byte hundredths(float speed) {
    return (byte) Math.clamp(Math.round(speed * HUNDREDTHS), -127, 127);
  }

  private static MotionGrid motion(Motion motion) throws LinkException {
    int columns = motion.getColumns();
    int rows = motion.getRows();
    Wire.require(columns > 0 && columns <= MOST_CELLS_A_SIDE, "a grid's columns");
    Wire.require(rows > 0 && rows <= MOST_CELLS_A_SIDE, "a grid's rows");
    int cells = columns * rows;
    Wire.require(
        motion.getCovered().size() == cells
            && motion.getAcross().size() == cells
            && motion.getDown().size() == cells,
        "a grid's cells");
    var covered = new float[cells];
    var across = new float[cells];
    var down = new float[cells];
    for (int i = 0; i < cells; i++) {
      covered[i] = (motion.getCovered().byteAt(i) & 255) / 255f;
      across[i] = motion.getAcross().byteAt(i) / HUNDREDTHS;
      down[i] = motion.getDown().byteAt(i) / HUNDREDTHS;
    }
    return new MotionGrid(columns, rows, covered, across, down);
  }
}
