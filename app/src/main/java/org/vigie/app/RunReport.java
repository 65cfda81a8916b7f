package org.vigie.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.recording.Audit;
import org.vigie.verify.VerifyMain;
import tools.jackson.databind.json.JsonMapper;

/// What a run left behind: footage reread from the disk by an audit, the ledger checked by the
/// independent verifier, and beside them what the running parts counted.
///
/// @param audit of the footage, after everything was closed
/// @param live what only the running program knew
record RunReport(Audit.Report audit, boolean checkpointVerified, Live live) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Figures of the running program.
  ///
  /// @param durableMsP99 99 % of the parts were safely on disk so long after their first picture
  /// @param firstPartMs from the first call to a camera until the first part was durable; null if
  ///     none was
  /// @param firstAlertMs from the same moment until the first alert was raised; null if none was
  record Live(
      long observations,
      long signals,
      long alerts,
      long ledgerEntries,
      long eyeRestarts,
      long lostPackets,
      int durableMsP99,
      @Nullable Long firstPartMs,
      @Nullable Long firstAlertMs) {}

  /// Writes only what the running program knew, without reading anything again.
  static void write(Live live, Path file) throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields(live)));
  }

  /// Reads the folder of a town that has been closed.
  ///
  /// @param until the moment just before it was stopped; gaps count up to here
  static RunReport make(Path data, Instant until, Live live) throws IOException {
    var keys = ReelKeys.open(data.resolve("keys/reels"));
    var audit =
        Audit.run(data.resolve("footage"), Optional.of(data.resolve("index.db")), keys, until);
    boolean verified = ledgerVerifies(data);
    return new RunReport(audit, verified, live);
  }

  /// Whether the independent checker finds nothing wrong with a data folder's ledger; what it finds
  /// is printed.
  static boolean ledgerVerifies(Path data) {
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return VerifyMain.run(List.of("ledger", data.toString()), silent, System.err) == 0;
  }

  boolean hasGap() {
    return audit.cameras().stream().anyMatch(camera -> !camera.gaps().isEmpty());
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields()));
  }

  private Map<String, @Nullable Object> fields() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("cameras", audit.cameras().stream().map(RunReport::fields).toList());
    fields.put("checkpoint_verified", checkpointVerified);
    fields.putAll(fields(live));
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Live live) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("observations", live.observations());
    fields.put("signals", live.signals());
    fields.put("alerts", live.alerts());
    fields.put("ledger_entries", live.ledgerEntries());
    fields.put("eye_restarts", live.eyeRestarts());
    fields.put("lost_packets", live.lostPackets());
    fields.put("durable_ms_p99", live.durableMsP99());
    fields.put("first_part_ms", live.firstPartMs());
    fields.put("first_alert_ms", live.firstAlertMs());
    return fields;
  }

  private static Map<String, Object> fields(Audit.Camera camera) {
    List<Map<String, Object>> gaps =
        camera.gaps().stream()
            .map(
                gap ->
                    Map.<String, Object>of(
                        "from", gap.from().toString(),
                        "to", gap.to().toString(),
                        "reason", gap.reason().name()))
            .toList();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", camera.id().value());
    fields.put("recorded_seconds", camera.recorded().toMillis() / 1000.0);
    fields.put("gaps", gaps);
    fields.put("parts", camera.parts());
    fields.put("bytes", camera.bytes());
    fields.put("access_units", camera.accessUnits());
    fields.put("unreadable_parts", camera.unreadableParts());
    fields.put("index_mismatches", camera.indexMismatches());
    return fields;
  }
}
