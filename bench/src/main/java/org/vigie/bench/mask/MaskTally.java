package org.vigie.bench.mask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds up what masks leave clear, picture by picture, of one scene or of several. One thread only.
final class MaskTally {

  /// A head of fewer pixels shows nobody: three by three of them.
  static final int LEAST_HEAD = 9;

  /// From here on a head counts as whole.
  private static final double WHOLE_HEAD = 0.95;

  /// Pictures of one camera in which somebody is clear.
  ///
  /// @param picture its number in the scene
  /// @param pixels clear pixels that show a person
  record Miss(int picture, int pixels) {}

  long frames;
  long personPixels;
  long clearPixels;
  long emptyPixels;
  long clearEmptyPixels;
  long wholeFrames;
  int headsClear;
  final List<Miss> misses = new ArrayList<>();
  private final Map<Integer, Integer> clearFor = new HashMap<>();

  /// Adds the next picture of a scene.
  void add(int picture, PictureTruth truth, boolean[] masked) {
    frames++;
    int clear = 0;
    boolean whole = true;
    for (int block = 0; block < masked.length; block++) {
      personPixels += truth.person()[block];
      emptyPixels += truth.empty()[block];
      whole &= masked[block];
      if (!masked[block]) {
        clear += truth.person()[block];
        clearEmptyPixels += truth.empty()[block];
      }
    }
    clearPixels += clear;
    wholeFrames += whole ? 1 : 0;
    if (clear > 0) {
      misses.add(new Miss(picture, clear));
    }
    heads(truth, masked);
  }

  private void heads(PictureTruth truth, boolean[] masked) {
    var clearNow = new HashMap<Integer, Integer>();
    for (var head : truth.heads()) {
      if (head.size() >= LEAST_HEAD && clearShare(head, masked) >= WHOLE_HEAD) {
        int pictures = clearFor.getOrDefault(head.person(), 0) + 1;
        clearNow.put(head.person(), pictures);
        // Counted once, however long it stays clear.
        headsClear += pictures == 2 ? 1 : 0;
      }
    }
    clearFor.clear();
    clearFor.putAll(clearNow);
  }

  private static double clearShare(Head head, boolean[] masked) {
    int clear = 0;
    for (int i = 0; i < head.blocks().length; i++) {
      clear += masked[head.blocks()[i]] ? 0 : head.pixels()[i];
    }
    return (double) clear / head.size();
  }

  /// Adds another scene's sums.
  void add(MaskTally other) {
    frames += other.frames;
    personPixels += other.personPixels;
    clearPixels += other.clearPixels;
    emptyPixels += other.emptyPixels;
    clearEmptyPixels += other.clearEmptyPixels;
    wholeFrames += other.wholeFrames;
    headsClear += other.headsClear;
  }

  double clearShare() {
    return share(clearPixels, personPixels);
  }

  double backgroundClearShare() {
    return share(clearEmptyPixels, emptyPixels);
  }

  double wholeMaskedShare() {
    return share(wholeFrames, frames);
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : (double) part / all;
  }
}
