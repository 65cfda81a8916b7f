package org.vigie.recording;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.governance.ledger.Checkpoint;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// What whoever receives a package signs for.
///
/// @param town its id
/// @param order who asked
/// @param footage stretch by stretch
/// @param manifest SHA-256 of the manifest, in lower-case hexadecimal
/// @param files how many files the manifest names with their hashes
/// @param bytes over those
/// @param entry the ledger's entry of the manifest
/// @param checkpoint a signed head of the ledger that covers it
public record CaseReceipt(
    String town,
    CaseOrder order,
    Instant made,
    List<Handed> footage,
    String manifest,
    int files,
    long bytes,
    long entry,
    Checkpoint checkpoint) {

  public CaseReceipt {
    footage = List.copyOf(footage);
  }

  /// One stretch of one camera.
  ///
  /// @param bytes of its films
  /// @param viewing how many films of its masked copy there are
  public record Handed(
      CameraId camera,
      Span span,
      long pictures,
      long bytes,
      int unreadableParts,
      Duration uncertainty,
      int viewing) {

    static Handed of(CaseOrder.Piece piece, Recorder.Proven proven) {
      var export = proven.export();
      return new Handed(
          piece.camera(),
          piece.span(),
          export.pictures(),
          export.files().stream().mapToLong(Export.File::bytes).sum(),
          export.unreadableParts(),
          export.uncertainty(),
          proven.viewing().size());
    }
  }

  /// Prints receipts. The ledger holds the hash of each: they say the manifest's, so it cannot hold
  /// theirs.
  public interface Printer {

    /// The files' names, at least one.
    List<String> names();

    /// One of them.
    byte[] print(String name, CaseReceipt receipt) throws IOException;
  }
}
