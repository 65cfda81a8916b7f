package org.vigie.eye.scene;

/// What one picture shows of a [Flame], in samples of [Flames]. Belongs to it.
final class FlameLook {

  final double at;
  int live;
  int rises;
  int falls;
  int warm;
  int hot;
  int brightest;
  int left = Integer.MAX_VALUE;
  int top = Integer.MAX_VALUE;
  int right;
  int bottom;
  int warmTop = Integer.MAX_VALUE;
  double across;
  double down;
  double risesAcross;
  double risesDown;
  double fallsAcross;
  double fallsDown;

  FlameLook(double at) {
    this.at = at;
  }

  void add(int column, int row, int change, int warmth, int light) {
    live++;
    if (change > 0) {
      rises++;
      risesAcross += column;
      risesDown += row;
    } else if (change < 0) {
      falls++;
      fallsAcross += column;
      fallsDown += row;
    }
    left = Math.min(left, column);
    top = Math.min(top, row);
    right = Math.max(right, column + 1);
    bottom = Math.max(bottom, row + 1);
    brightest = Math.max(brightest, light);
    if (warmth > 0) {
      warm++;
      hot += warmth > 1 ? 1 : 0;
      warmTop = Math.min(warmTop, row);
      across += column;
      down += row;
    }
  }

  void join(FlameLook other) {
    live += other.live;
    rises += other.rises;
    falls += other.falls;
    warm += other.warm;
    hot += other.hot;
    brightest = Math.max(brightest, other.brightest);
    left = Math.min(left, other.left);
    top = Math.min(top, other.top);
    right = Math.max(right, other.right);
    bottom = Math.max(bottom, other.bottom);
    warmTop = Math.min(warmTop, other.warmTop);
    across += other.across;
    down += other.down;
    risesAcross += other.risesAcross;
    risesDown += other.risesDown;
    fallsAcross += other.fallsAcross;
    fallsDown += other.fallsDown;
  }
}
