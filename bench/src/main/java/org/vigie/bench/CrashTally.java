package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.verify.footage.Part;
import org.vigie.verify.footage.Reel;

/// Works out from the disk what crashes cost: pictures delivered before each cut against pictures
/// that survived it, and how long it took until footage went on. All instants are microseconds
/// since 1970.
final class CrashTally {

  /// A run of the program under test: from its start until it was cut.
  record Life(long from, long to) {}

  /// What one life and camera lost.
  ///
  /// @param lostTail from the last picture that survived to the last that was delivered
  record Loss(String camera, Life life, int delivered, long survived, long lostTail) {}

  private record Footage(long start, long pictures) {}

  private final Map<String, List<Footage>> footage = new TreeMap<>();

  void add(Reel reel) {
    long pictures = reel.parts().stream().mapToLong(Part::pictures).sum();
    if (pictures > 0) {
      footage
          .computeIfAbsent(reel.header().camera(), camera -> new ArrayList<>())
          .add(new Footage(reel.startMicros(), pictures));
    }
  }

  /// What a camera lost at the end of a life. Both sides are counted from the life's beginning: a
  /// picture missing anywhere counts as lost at the end.
  Loss loss(String camera, Deliveries deliveries, Life life) {
    long[] delivered = deliveries.between(life.from(), life.to());
    long survived = survived(camera, life);
    long lost = 0;
    if (delivered.length > 0 && survived < delivered.length) {
      long last = delivered[delivered.length - 1];
      lost = last - delivered[(int) Math.max(0, survived - 1)];
    }
    return new Loss(camera, life, delivered.length, survived, lost);
  }

  /// All pictures of a camera that are on the disk.
  long survived(String camera) {
    return survived(camera, new Life(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private long survived(String camera, Life life) {
    return footage.getOrDefault(camera, List.of()).stream()
        .filter(reel -> reel.start() >= life.from() && reel.start() < life.to())
        .mapToLong(Footage::pictures)
        .sum();
  }

  /// From each cut to the first picture that the life after it recorded, camera by camera; lives
  /// that were cut before they recorded anything count for nothing.
  List<Long> outages(List<Life> lives) {
    var outages = new ArrayList<Long>();
    for (int i = 1; i < lives.size(); i++) {
      var life = lives.get(i);
      long cut = lives.get(i - 1).to();
      for (var reels : footage.values()) {
        reels.stream()
            .mapToLong(Footage::start)
            .filter(start -> start >= life.from() && start < life.to())
            .min()
            .ifPresent(first -> outages.add(first - cut));
      }
    }
    return outages;
  }

  /// The value that `share` (0 to 1) of the values do not exceed; 0 of none.
  static long quantile(List<Long> values, double share) {
    var sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * share) - 1);
  }
}
