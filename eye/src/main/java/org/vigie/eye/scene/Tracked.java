package org.vigie.eye.scene;

import java.time.Instant;
import org.vigie.base.RandomIds;
import org.vigie.model.Box;
import org.vigie.model.Track;

/// One thing followed from picture to picture, in pixels of the small picture. The tracker's own.
final class Tracked {

  private static final int HITS_TO_CONFIRM = 3;

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

  /// @param cutBelow whether the blob meets the picture's lower edge
  Tracked(Blob blob, Instant since, boolean cutBelow) {
    this.cutBelow = cutBelow;
    double scale = Math.max(4, Math.min(blob.width(), blob.height()));
    this.since = since;
    bornX = (blob.left() + blob.right()) / 2.0;
    bornY = blob.bottom();
    bornTop = blob.top();
    centre = new Kalman(bornX, scale);
    foot = new Kalman(bornY, scale);
    width = new Kalman(blob.width(), scale * 0.3);
    height = new Kalman(blob.height(), scale * 0.3);
  }

  void predict(double seconds) {
    double push = 1.5 * size();
    centre.predict(seconds, push);
    foot.predict(seconds, push);
    width.predict(seconds, push * 0.2);
    height.predict(seconds, push * 0.2);
    age += seconds;
    unseen += seconds;
  }

  /// It was seen, alone.
  void see(Blob blob) {
    double error = 0.06 * size();
    centre.correct((blob.left() + blob.right()) / 2.0, error);
    foot.correct(blob.bottom(), error);
    width.correct(blob.width(), 2 * error);
    height.correct(blob.height(), 2 * error);
    shared = 0;
    moving = blob.isMoving();
    seen();
    kinds.vote(blob, speed(), age);
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
      confirmed = travelled() >= Math.max(4, 0.4 * Math.min(width(), height()));
    }
  }

  void miss() {
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
        id, kinds.likely(), new Box(left, top, right - left, bottom - top), score, since);
  }
}
