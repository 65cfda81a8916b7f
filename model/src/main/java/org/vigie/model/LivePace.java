package org.vigie.model;

/// Which of a camera's pictures a viewer wants.
public enum LivePace {
  /// One a second, each a key picture: for walls of many small tiles. Where nobody wants more, no
  /// more are masked and coded, and a camera before which nothing moves stays asleep.
  KEY,
  ALL
}
