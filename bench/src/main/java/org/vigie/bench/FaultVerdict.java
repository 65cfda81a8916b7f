package org.vigie.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.vigie.verify.footage.FootageAudit;

/// What the disk says of a fault once it is over.
///
/// @param gapReason the reasons of the gaps it left; empty if none
/// @param alarm the alarm that was raised; empty if none was
/// @param recoveredMs from the end of the cause until all its cameras were recorded again
/// @param othersLostMs pictures that other cameras delivered and that are not on the disk
record FaultVerdict(
    String gapReason, String alarm, long recoveredMs, long othersLostMs, boolean ok, String why) {

  /// What may be on its way when Vigie is asked to stop.
  private static final int IN_FLIGHT = 15;

  private static final int PICTURE_MS = 40;
  private static final String RESTART = "RESTART";

  static FaultVerdict of(FaultTown town, FaultStory story) throws IOException {
    var tally = new CrashTally();
    var index = new IndexComparison(town.data.resolve("index.db"));
    var report =
        FootageAudit.run(
            town.where(),
            FootageAudit.UNTIL_LAST_FOOTAGE,
            reel -> {
              tally.add(reel);
              index.add(reel);
            });
    var reasons = new TreeSet<String>();
    var spared = new TreeSet<String>();
    long ends = 0;
    for (var camera : report.cameras()) {
      for (var gap : camera.coverage().gaps()) {
        reasons.add(gap.reason());
        if (isSpared(story, camera.id()) && !gap.reason().equals(RESTART)) {
          spared.add(camera.id() + ": " + gap.reason());
        }
        // The picture with which footage goes on says it better than whoever looked at the file.
        if (!story.affected().isEmpty() && gap.from() < story.liftedMicros()) {
          ends = Math.max(ends, gap.to());
        }
      }
    }
    long lost = othersLost(town, story, tally);
    var why = new StringBuilder();
    say(why, !story.alarmed(), "no alarm of " + story.alarms());
    say(why, !story.found(), "not everything was found as it should be");
    say(why, !explained(story, reasons), "gaps " + reasons + " where " + story.gaps() + " may be");
    say(why, story.backMicros() < story.liftedMicros(), "not recorded again");
    say(why, !story.ended(), "an alarm of " + story.alarms() + " did not end");
    say(why, !spared.isEmpty(), "gaps of cameras that it was to cost nothing: " + spared);
    say(why, lost > 0, "other cameras lost pictures");
    say(why, !report.holds(), "the audit of the disk: " + report.faults());
    var differs = index.faults(town.where().volumes());
    say(why, !differs.isEmpty(), "index and disk: " + differs);
    return new FaultVerdict(
        String.join("+", reasons),
        story.alarmed() ? String.join("|", story.alarms()) : "",
        Math.max(0, (ends == 0 ? story.backMicros() : ends) - story.liftedMicros()) / 1000,
        lost,
        why.isEmpty(),
        why.toString());
  }

  /// Where a story affects some cameras, the others may have no gap but where Vigie was stopped.
  private static boolean isSpared(FaultStory story, String camera) {
    return !story.affected().isEmpty()
        && story.affected().stream().noneMatch(n -> camera.equals("m" + n));
  }

  private static boolean explained(FaultStory story, TreeSet<String> reasons) {
    boolean expected = story.gaps().isEmpty() || reasons.contains(story.gaps().getFirst());
    return expected && story.gaps().containsAll(reasons);
  }

  /// Over all its lives, so that a clock that steps moves nothing out of sight.
  private static long othersLost(FaultTown town, FaultStory story, CrashTally tally) {
    long lost = 0;
    for (int n = 1; n <= FaultTown.CAMERAS; n++) {
      if (!story.affected().contains(n)) {
        long delivered = town.taps.get(n - 1).deliveries().count();
        long missing = delivered - tally.survived("m" + n);
        lost += Math.max(0, missing - (long) IN_FLIGHT * town.lives()) * PICTURE_MS;
      }
    }
    return lost;
  }

  private static void say(StringBuilder why, boolean so, String what) {
    if (so) {
      why.append(why.isEmpty() ? "" : "; ").append(what);
    }
  }

  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("gap_reason", gapReason);
    fields.put("alarm", alarm);
    fields.put("recovered_ms", recoveredMs);
    fields.put("others_lost_ms", othersLostMs);
    fields.put("ok", ok);
    return fields;
  }
}
