package org.vigie.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.footage.FootageAudit;
import org.vigie.verify.footage.FootageReport;
import org.vigie.verify.footage.Reel;

/// What lies on the disk of a data folder, read by code that shares nothing with its writer: the
/// footage by `verify`, the index compared with it, the ledger checked.
///
/// @param indexFaults where index and disk differ, one sentence each
/// @param ledgerFault what does not hold of the ledger; empty if all does
record DiskAudit(FootageReport footage, List<String> indexFaults, String ledgerFault) {

  DiskAudit {
    indexFaults = List.copyOf(indexFaults);
  }

  /// Reads a data folder; each camera's time ends with its last footage.
  static DiskAudit of(Path data) throws IOException {
    return of(data, FootageAudit.Where.in(data), FootageAudit.UNTIL_LAST_FOOTAGE);
  }

  /// Reads a data folder; time without footage counts up to `until`.
  static DiskAudit of(Path data, Instant until) throws IOException {
    return of(data, FootageAudit.Where.in(data), ChronoUnit.MICROS.between(Instant.EPOCH, until));
  }

  /// As the other, and shows every reel to somebody else too.
  static DiskAudit of(Path data, Instant until, Consumer<Reel> each) throws IOException {
    var where = FootageAudit.Where.in(data);
    return of(data, where, ChronoUnit.MICROS.between(Instant.EPOCH, until), each);
  }

  /// Reads a data folder whose footage lies on other volumes, or is to be read in part.
  static DiskAudit of(Path data, FootageAudit.Where where, long untilMicros) throws IOException {
    return of(data, where, untilMicros, reel -> {});
  }

  private static DiskAudit of(
      Path data, FootageAudit.Where where, long untilMicros, Consumer<Reel> each)
      throws IOException {
    var index = new IndexComparison(data.resolve("index.db"));
    var footage =
        FootageAudit.run(
            where,
            untilMicros,
            reel -> {
              index.add(reel);
              each.accept(reel);
            });
    return new DiskAudit(footage, index.faults(where.volumes()), ledgerFault(data));
  }

  long indexMismatches() {
    return indexFaults.size();
  }

  boolean ledgerOk() {
    return ledgerFault.isEmpty();
  }

  /// Whether everything on the disk is readable, promised parts are there, and index and ledger
  /// agree.
  boolean holds() {
    return footage.holds() && indexFaults.isEmpty() && ledgerOk();
  }

  /// Says on standard error what does not hold.
  void complain() {
    footage.faults().forEach(System.err::println);
    indexFaults.forEach(System.err::println);
    if (!ledgerOk()) {
      System.err.println(ledgerFault);
    }
  }

  private static String ledgerFault(Path data) {
    if (!Files.isDirectory(data.resolve("ledger"))) {
      return "There is no ledger in " + data + ".";
    }
    var said = new java.io.ByteArrayOutputStream();
    int code =
        VerifyMain.run(
            List.of("ledger", data.toString()),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    return code == 0 ? "" : said.toString(StandardCharsets.UTF_8).strip();
  }
}
