package org.vigie.server.door;

/// How the tiles of a wall lie: a square of equal ones, or one large and small ones around it. What
/// each looks like is the console's concern.
public enum WallShape {
  ONE(1),
  FOUR(4),
  NINE(9),
  SIXTEEN(16),
  TWENTY_FIVE(25),
  THIRTY_SIX(36),
  SIXTY_FOUR(64),
  ONE_AND_FIVE(6),
  ONE_AND_SEVEN(8),
  ONE_AND_TWELVE(13);

  private final int tiles;

  WallShape(int tiles) {
    this.tiles = tiles;
  }

  public int tiles() {
    return tiles;
  }
}
