package org.vigie.bench.mask;

/// How much of one person's head a picture shows, block by block.
///
/// @param person the same number in all pictures of a scene
/// @param blocks where
/// @param pixels how many in each of these blocks
record Head(int person, int[] blocks, int[] pixels) {

  int size() {
    int size = 0;
    for (int count : pixels) {
      size += count;
    }
    return size;
  }
}
