package org.vigie.eye.scene;

import java.time.Instant;
import org.vigie.base.RandomIds;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Track;

/// One thing followed from picture to picture, in pixels of the small picture. The tracker's own.
final class Tracked {

  private static final int HITS_TO_CONFIRM = 3;

  /// A detector's box holds this long: until then a blob only says how far the thing has moved on,
  /// since shadows and neighbours belong to blobs and to no box.
  private static final double BOX_HOLDS = 1;

  /// A blob so much larger than the box, by area, is others too.
  private static final double OTHERS_TOO = 2;

  private static final int LOOKS_TO_BELIEVE = 4;

  /// What looks like a person in one light goes on looking like one: whoever never moves must look
  /// more like one, and nearly always.
  private static final double BELIEVED_SCORE = 0.6;

  private static final double BELIEVED_SHARE = 0.75;

  /// Looks at a place in a row in which nothing was found, before who stood still there is gone.
  private static final int MISSES_TO_BE_GONE = 3;

  private final String id = RandomIds.hex(6);
  private final Instant since;
  private final Kalman centre;
  private final Kalman foot;
  private final Kalman width;
  private final Kalman height;
  private final Kinds kinds = new Kinds();
  private final double bornX;
  private final double bornY;
  private final double bornTop;
  private final boolean cutBelow;
  private boolean confirmed;
  private boolean moving = true;
  private int hits = 1;
  private double age;
  private double unseen;
  private double shared;
  private double sinceTold = Double.POSITIVE_INFINITY;
  private double told;
  private boolean held;
  private int looks;
  private int missed;
  private int people;
  private int peopleMoving;
  private double peopleScores;

  /// @param cutBelow whether the blob meets the picture's lower edge
  Tracked(Blob blob, Instant since, boolean cutBelow) {
    this(
        new double[] {blob.left(), blob.top(), blob.right(), blob.bottom()}, since, cutBelow, true);
  }

  /// @param moves whether something moves where the detector found it
  Tracked(Thing thing, Instant since, boolean cutBelow, boolean moves) {
    this(thing.edges(), since, cutBelow, moves);
    tell(thing, moves);
  }

  private Tracked(double[] edges, Instant since, boolean cutBelow, boolean moves) {
    this.cutBelow = cutBelow;
    this.since = since;
    this.moving = moves;
    double across = edges[2] - edges[0];
    double down = edges[3] - edges[1];
    double scale = Math.max(4, Math.min(across, down));
    bornX = (edges[0] + edges[2]) / 2;
    bornY = edges[3];
    bornTop = edges[1];
    centre = new Kalman(bornX, scale);
    foot = new Kalman(bornY, scale);
    width = new Kalman(across, scale * 0.3);
    height = new Kalman(down, scale * 0.3);
  }

  void predict(double seconds) {
    double push = 1.5 * size();
    centre.predict(seconds, push);
    foot.predict(seconds, push);
    width.predict(seconds, push * 0.2);
    height.predict(seconds, push * 0.2);
    age += seconds;
    unseen += seconds;
    sinceTold += seconds;
  }

  /// It was seen, alone.
  void see(Blob blob, double seconds) {
    boolean boxed = isBoxed();
    if (boxed && (double) blob.width() * blob.height() > OTHERS_TOO * width() * height()) {
      seeWithin(blob, seconds);
      return;
    }
    double error = (boxed ? 0.25 : 0.06) * size();
    centre.correct((blob.left() + blob.right()) / 2.0, error);
    foot.correct(blob.bottom(), error);
    if (!boxed) {
      width.correct(blob.width(), 2 * error);
      height.correct(blob.height(), 2 * error);
    }
    shared = 0;
    held = false;
    moving = blob.isMoving();
    seen();
    kinds.vote(blob, speed(), age);
  }

  /// A detector found it.
  ///
  /// @param moves whether something moves there
  void see(Thing thing, boolean moves) {
    double error = (thing.isSure() && !thing.cut() ? 0.06 : 0.25) * size();
    centre.correct((thing.left() + thing.right()) / 2, error);
    foot.correct(thing.bottom(), error);
    width.correct(thing.width(), 2 * error);
    height.correct(thing.height(), 2 * error);
    shared = 0;
    moving = moves;
    tell(thing, moves);
    seen();
  }

  private void tell(Thing thing, boolean moves) {
    held = !moves;
    // Of several looks within a second the surest.
    told = isBoxed() ? Math.max(told, thing.score()) : thing.score();
    sinceTold = 0;
    looks++;
    missed = 0;
    kinds.tell(thing.kind(), thing.score());
    if (thing.kind() == CoarseClass.PERSON && thing.isSure()) {
      people++;
      peopleMoving += moves ? 1 : 0;
      peopleScores += thing.score();
    }
  }

  private boolean isBoxed() {
    return sinceTold < BOX_HOLDS;
  }

  /// Whether it is more than a blob that was seen once or twice: confirmed, or found by a detector
  /// just now.
  boolean isReal() {
    return confirmed || isBoxed();
  }

  /// Whether a detector has said what it is.
  boolean isTold() {
    return kinds.isTold();
  }

  /// Whether a detector has called it this, or nearly this.
  boolean isTold(CoarseClass kind) {
    return kinds.isTold(kind);
  }

  /// Whether it stands still, so that only a detector knows of it.
  boolean isHeld() {
    return held;
  }

  /// For how many seconds it may be unseen before a detector is asked: whoever stands still is
  /// looked at now and then, at first more often, until it is known whether that is someone.
  double lookEvery() {
    if (!held) {
      return 0.01;
    }
    return confirmed || looks > 2 * LOOKS_TO_BELIEVE ? 2 : 0.5;
  }

  /// Whether it stood still and is not there any more.
  boolean isLost() {
    return held && missed >= MISSES_TO_BE_GONE;
  }

  /// Whether it needs no way to be believed: someone who was seen to be a person and to move,
  /// or who looks very much like one at nearly every look.
  private boolean isSomeone() {
    return peopleMoving >= LOOKS_TO_BELIEVE
        || (people >= LOOKS_TO_BELIEVE
            && peopleScores >= BELIEVED_SCORE * people
            && people >= BELIEVED_SHARE * looks);
  }

  /// It is somewhere in a blob with others: it goes on as it went, but not out of the blob.
  void seeWithin(Blob blob, double seconds) {
    double half = width() / 2;
    double x = within(centre.position(), blob.left() + half, blob.right() - half);
    double y = within(foot.position(), blob.top() + height(), blob.bottom());
    double error = 0.4 * size();
    centre.correct(x, error);
    foot.correct(y, error);
    shared += seconds;
    moving = blob.isMoving();
    seen();
  }

  private static double within(double value, double least, double most) {
    return least > most ? (least + most) / 2 : Math.clamp(value, least, most);
  }

  private void seen() {
    unseen = 0;
    hits++;
    if (!confirmed && hits >= HITS_TO_CONFIRM && age >= 0.15) {
      confirmed = isSomeone() || travelled() >= Math.max(4, 0.4 * Math.min(width(), height()));
    }
  }

  /// It was not seen.
  ///
  /// @param looked whether a detector has looked for it
  void miss(boolean looked) {
    if (looked) {
      looks++;
      missed++;
    }
    if (held) {
      // It stands still, and is looked at now and then: what speed its box had ends here.
      centre.damp(0.5);
      foot.damp(0.5);
      width.damp(0.5);
      height.damp(0.5);
      return;
    }
    hits = confirmed ? hits : Math.max(0, hits - 1);
    // Without sight of it the speed is worth less and less.
    centre.damp(0.93);
    foot.damp(0.93);
    width.damp(0.5);
    height.damp(0.5);
  }

  /// How far it has come. What enters over the lower edge shows its feet last: there the head
  /// counts too.
  private double travelled() {
    double across = centre.position() - bornX;
    double down = foot.position() - bornY;
    double head = top() - bornTop;
    return Math.hypot(across, Math.abs(head) > Math.abs(down) && cutBelow ? head : down);
  }

  boolean isConfirmed() {
    return confirmed;
  }

  boolean isMoving() {
    return moving;
  }

  double unseen() {
    return unseen;
  }

  double age() {
    return age;
  }

  double shared() {
    return shared;
  }

  double x() {
    return centre.position();
  }

  double y() {
    return foot.position();
  }

  double width() {
    return Math.max(2, width.position());
  }

  double height() {
    return Math.max(2, height.position());
  }

  private double size() {
    return Math.max(4, Math.min(Math.min(width(), height()) * 1.5, Math.max(width(), height())));
  }

  double left() {
    return x() - width() / 2;
  }

  double top() {
    return y() - height();
  }

  double[] edges() {
    return new double[] {left(), top(), x() + width() / 2, y()};
  }

  /// Whether a pixel lies in its box.
  boolean holds(int column, int row) {
    return column >= left() && column < x() + width() / 2 && row >= top() && row < y();
  }

  /// In its own heights a second.
  double speed() {
    return Math.hypot(centre.speed(), foot.speed()) / Math.max(6, height());
  }

  double speedX() {
    return centre.speed();
  }

  double speedY() {
    return foot.speed();
  }

  Track track(int pictureWidth, int pictureHeight) {
    double left = Math.clamp(left() / pictureWidth, 0, 1);
    double top = Math.clamp(top() / pictureHeight, 0, 1);
    double right = Math.clamp((x() + width() / 2) / pictureWidth, 0, 1);
    double bottom = Math.clamp(y() / pictureHeight, 0, 1);
    double score = Math.clamp(0.5 + 0.05 * hits - unseen, 0.1, 0.99);
    return new Track(
        id,
        kinds.likely(),
        new Box(left, top, right - left, bottom - top),
        score,
        since,
        held || isBoxed() ? told : 0);
  }
}
