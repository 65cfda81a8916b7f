package org.vigie.eye.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

/// A detector that finds what a test has put into the view, where it is asked to look.
final class Seer implements Looking {

  final List<Detection> there = new ArrayList<>();
  final List<List<Box>> asked = new ArrayList<>();
  int most = 3;
  boolean broken;
  private final double least;

  /// @param least the width and height that parts have at least
  Seer(double least) {
    this.least = least;
  }

  /// Puts something into the view, in pixels of a view of this size.
  Seer with(
      CoarseClass kind,
      double score,
      int width,
      int height,
      double left,
      double top,
      double w,
      double h) {
    there.add(
        new Detection(
            kind, new Box(left / width, top / height, w / width, h / height), score, false));
    return this;
  }

  @Override
  public double leastWidth() {
    return least;
  }

  @Override
  public double leastHeight() {
    return least;
  }

  @Override
  public int most(double seconds, boolean moving) {
    return most;
  }

  @Override
  public Optional<List<Detection>> at(List<Box> parts) {
    asked.add(List.copyOf(parts));
    return broken
        ? Optional.empty()
        : Optional.of(
            there.stream().filter(d -> parts.stream().anyMatch(p -> holds(p, d.box()))).toList());
  }

  private static boolean holds(Box part, Box box) {
    return box.left() >= part.left() - 1e-9
        && box.top() >= part.top() - 1e-9
        && box.left() + box.width() <= part.left() + part.width() + 1e-9
        && box.top() + box.height() <= part.top() + part.height() + 1e-9;
  }
}
