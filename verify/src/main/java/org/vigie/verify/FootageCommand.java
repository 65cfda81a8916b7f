package org.vigie.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vigie.verify.footage.FootageAudit;
import org.vigie.verify.footage.FootageReport;

/// `vigie verify footage`: what lies in a data folder, camera by camera, and what does not hold.
final class FootageCommand {

  private static final int MOST_FAULTS = 50;

  private FootageCommand() {}

  static int run(List<String> args, PrintStream out, PrintStream err) {
    var volumes = new ArrayList<Path>();
    for (int i = 2; i < args.size(); i += 2) {
      if (!args.get(i).equals("--volume") || i + 1 == args.size()) {
        return VerifyMain.wrongUse(err, "unknown option " + args.get(i) + ", or it needs a folder");
      }
      volumes.add(Path.of(args.get(i + 1)));
    }
    var data = Path.of(args.get(1));
    var usual = FootageAudit.Where.in(data);
    var where =
        volumes.isEmpty() ? usual : new FootageAudit.Where(volumes, usual.keys(), usual.ledger());
    for (var volume : where.volumes()) {
      if (!Files.isDirectory(volume)) {
        err.println(volume + ": there is no such folder of footage.");
        return 1;
      }
    }
    try {
      var report = FootageAudit.run(where, FootageAudit.UNTIL_LAST_FOOTAGE, reel -> {});
      report.cameras().forEach(camera -> out.println(sentence(camera)));
      report.faults().stream().limit(MOST_FAULTS).forEach(err::println);
      if (report.faults().size() > MOST_FAULTS) {
        err.println("and " + (report.faults().size() - MOST_FAULTS) + " more.");
      }
      return report.holds() ? 0 : 1;
    } catch (IOException e) {
      err.println(data + " cannot be read: " + e.getMessage());
      return 1;
    }
  }

  private static String sentence(FootageReport.Camera camera) {
    long unexplained =
        camera.coverage().gaps().stream().filter(gap -> gap.reason().equals("RESTART")).count();
    return "%s: %s of footage in %d reels, %d parts, %d pictures%s; %d gaps (%d of them restarts); %d unreadable parts; %d parts not yet in the ledger."
        .formatted(
            camera.id(),
            length(camera.coverage().recordedMicros()),
            camera.reels(),
            camera.parts(),
            camera.pictures(),
            camera.keylessReels() == 0
                ? ""
                : " (of %d reels without a key, as they say)".formatted(camera.keylessReels()),
            camera.coverage().gaps().size(),
            unexplained,
            camera.unreadableParts(),
            camera.partsBeyond());
  }

  private static String length(long micros) {
    var length = Duration.ofMillis(micros / 1000);
    return "%d:%02d:%02d"
        .formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart());
  }
}
