package org.vigie.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Says a [DiskDemand] to people, and to programs.
final class SizeReport {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_LINES = 40;

  private SizeReport() {}

  static List<String> table(DiskDemand demand) {
    var lines = new ArrayList<String>();
    lines.add(
        "%-24s %10s %10s  %-18s %9s %6s %10s"
            .formatted("camera", "average", "busy hour", "from", "kept", "copies", "disk"));
    demand.cameras().stream().limit(MOST_LINES).forEach(camera -> lines.add(line(camera)));
    if (demand.cameras().size() > MOST_LINES) {
      lines.add("... and %d more".formatted(demand.cameras().size() - MOST_LINES));
    }
    lines.add("");
    lines.add(
        "%d cameras: %s of footage; %s with %d %% margin."
            .formatted(
                demand.cameras().size(),
                bytes(demand.bytes()),
                bytes(demand.withMargin()),
                demand.marginPercent()));
    lines.add(
        "Written: %.1f MB/s on average, %.1f MB/s if all were busy at once; %s a day."
            .formatted(
                demand.averageBytesPerSecond() / 1e6,
                demand.busyBytesPerSecond() / 1e6,
                bytes(demand.averageBytesPerSecond() * 86_400)));
    for (var volume : demand.volumes()) {
      lines.add(line(volume));
    }
    return lines;
  }

  private static String line(DiskDemand.Camera camera) {
    return "%-24s %10s %10s  %-18s %9s %6d %10s"
        .formatted(
            camera.id(),
            rate(camera.averageBytesPerSecond()),
            rate(camera.busyBytesPerSecond()),
            camera.isAssumed() ? "assumed" : "measured, " + time(camera.measured()),
            camera.retention().isZero() ? "no act" : time(camera.retention()),
            camera.copies(),
            bytes(camera.bytes() * camera.copies()));
  }

  private static String line(DiskDemand.Volume volume) {
    var has =
        volume.hasBytes() < 0
            ? "its folder is not there"
            : "has " + bytes(volume.hasBytes()) + (volume.isTooSmall() ? ": TOO SMALL" : "");
    return "Volume %s (%s) needs %s, %s."
        .formatted(volume.name(), volume.folder(), bytes(volume.needsBytes()), has);
  }

  static String json(DiskDemand demand) {
    var all = new LinkedHashMap<String, Object>();
    all.put("cameras", demand.cameras().stream().map(SizeReport::fact).toList());
    all.put("bytes", demand.bytes());
    all.put("margin_percent", demand.marginPercent());
    all.put("bytes_with_margin", demand.withMargin());
    all.put("average_bytes_per_second", demand.averageBytesPerSecond());
    all.put("busy_bytes_per_second", demand.busyBytesPerSecond());
    all.put("volumes", demand.volumes().stream().map(SizeReport::fact).toList());
    all.put("too_small", demand.isTooSmall());
    return JSON.writeValueAsString(all);
  }

  private static Map<String, Object> fact(DiskDemand.Camera camera) {
    var fact = new LinkedHashMap<String, Object>();
    fact.put("camera", camera.id());
    fact.put("average_bytes_per_second", camera.averageBytesPerSecond());
    fact.put("busy_bytes_per_second", camera.busyBytesPerSecond());
    fact.put("measured_seconds", camera.measured().toSeconds());
    fact.put("retention_seconds", camera.retention().toSeconds());
    fact.put("copies", camera.copies());
    fact.put("bytes", camera.bytes() * camera.copies());
    return fact;
  }

  private static Map<String, Object> fact(DiskDemand.Volume volume) {
    var fact = new LinkedHashMap<String, Object>();
    fact.put("volume", volume.name());
    fact.put("folder", volume.folder());
    fact.put("needs_bytes", volume.needsBytes());
    fact.put("has_bytes", volume.hasBytes() < 0 ? null : volume.hasBytes());
    fact.put("too_small", volume.isTooSmall());
    return fact;
  }

  private static String rate(long bytesPerSecond) {
    return "%.2f Mb/s".formatted(bytesPerSecond * 8 / 1e6);
  }

  private static String time(Duration time) {
    return time.toDays() > 1 ? time.toDays() + " d" : Math.max(1, time.toHours()) + " h";
  }

  /// Decimal, as on the label of a disk.
  static String bytes(long bytes) {
    if (bytes >= 1_000_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f TB", bytes / 1e12);
    }
    return bytes >= 1_000_000_000L
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }
}
