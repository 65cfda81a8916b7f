package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.List;
import org.vigie.model.CoarseClass;

/// What a detector has found, in pixels of the small picture.
///
/// @param score 0 to 1; 0.5 where it is more likely right than wrong
/// @param cut it goes on beyond the part of the picture that was looked at
record Thing(
    CoarseClass kind,
    double left,
    double top,
    double right,
    double bottom,
    double score,
    boolean cut) {

  /// From here on it is more likely right than wrong.
  private static final double SURE = 0.5;

  /// The share of the smaller box that makes a thing and a blob one.
  private static final double ONE = 0.5;

  /// A thing much smaller than the blob that it lies in, by area, is only a part of it: the driver
  /// in his car, one of a group.
  private static final double PART_OF_BLOB = 0.2;

  /// The share of a vehicle's box in which something moves when it moves itself.
  private static final double FILLED = 0.4;

  static Thing of(Detection found, int width, int height) {
    var box = found.box();
    return new Thing(
        found.kind(),
        box.left() * width,
        box.top() * height,
        (box.left() + box.width()) * width,
        (box.top() + box.height()) * height,
        found.score(),
        found.cut());
  }

  boolean isSure() {
    return score >= SURE;
  }

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  private double area() {
    return width() * height();
  }

  double[] edges() {
    return new double[] {left, top, right, bottom};
  }

  /// The area that it shares with a blob's box.
  private double shared(Blob blob) {
    double w = Math.min(right, blob.right()) - Math.max(left, blob.left());
    double h = Math.min(bottom, blob.bottom()) - Math.max(top, blob.top());
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  private boolean isOneWith(Blob blob) {
    double blobArea = (double) blob.width() * blob.height();
    return area() >= PART_OF_BLOB * blobArea && shared(blob) >= ONE * Math.min(area(), blobArea);
  }

  /// Whether something moves that belongs to it.
  boolean moves(List<Blob> blobs) {
    return blobs.stream().anyMatch(blob -> blob.isMoving() && isOneWith(blob));
  }

  /// Whether a blob is this thing, with its shadow or without some of its parts, and so begins no
  /// track of its own.
  boolean accountsFor(Blob blob) {
    boolean someone = kind == CoarseClass.PERSON || kind == CoarseClass.TWO_WHEELER;
    return isOneWith(blob) && (someone || isFilledBy(List.of(blob)));
  }

  /// Whether several things make up a blob together: a queue of cars, a group of people.
  static boolean makeUp(List<Thing> things, Blob blob) {
    var inside = things.stream().mapToDouble(thing -> thing.shared(blob)).filter(a -> a > 0);
    var areas = inside.toArray();
    return areas.length > 1 && Arrays.stream(areas).sum() >= ONE * blob.pixels();
  }

  /// Whether a track begins with it: with a person wherever he is, with anything else only if it
  /// moves.
  boolean beginsTrack(List<Blob> blobs) {
    return kind == CoarseClass.PERSON
        ? !cut
        : isFilledBy(blobs.stream().filter(Blob::isMoving).toList());
  }

  /// A parked car has people walking before it; one that moves differs from the background as a
  /// whole.
  private boolean isFilledBy(List<Blob> blobs) {
    return blobs.stream().mapToDouble(this::shared).sum() >= FILLED * area();
  }
}
