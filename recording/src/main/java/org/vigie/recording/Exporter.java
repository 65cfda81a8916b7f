package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.vigie.governance.Permit;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// Copies footage into MP4 files, one for each format. They are written under other names, flushed,
/// and named only once the ledger holds their hashes: no export that is unknown to the ledger has
/// its name.
final class Exporter {

  private final Notary notary;

  Exporter(Notary notary) {
    this.notary = notary;
  }

  Export export(Permit permit, CameraId camera, Span span, Footage footage, Path out)
      throws IOException {
    try (var drafts = FilmDrafts.write(footage::next, out)) {
      var export = exported(drafts, camera, span, footage);
      announce(permit, camera, span, export);
      drafts.name();
      return export;
    }
  }

  /// The same into a folder that has no name of its own yet, and told by nobody: [#announce] comes
  /// before the folder's name.
  static Export draft(CameraId camera, Span span, Footage footage, Path out) throws IOException {
    try (var drafts = FilmDrafts.write(footage::next, out)) {
      var export = exported(drafts, camera, span, footage);
      drafts.name();
      return export;
    }
  }

  private static Export exported(FilmDrafts drafts, CameraId camera, Span span, Footage footage)
      throws IOException {
    var files = drafts.files();
    if (files.isEmpty()) {
      throw new IOException(
          "there is no readable footage of %s from %s to %s"
              .formatted(camera, span.from(), span.to()));
    }
    long pictures = files.stream().mapToLong(Export.File::pictures).sum();
    return new Export(files, pictures, footage.unreadableParts(), footage.uncertainty());
  }

  /// Tells the ledger that footage was copied out.
  void announce(Permit permit, CameraId camera, Span span, Export export) {
    notary.append(
        new Entry(
            "footage.exported",
            permit.person(),
            Map.of(
                "permit",
                permit.id(),
                "camera",
                camera,
                "from",
                span.from(),
                "to",
                span.to(),
                "unreadable_parts",
                export.unreadableParts(),
                "uncertainty_ms",
                export.uncertainty().toMillis(),
                "files",
                export.files().stream().map(Exporter::fact).toList())));
  }

  private static Map<String, Object> fact(Export.File file) {
    return Map.of(
        "sha256", file.sha256(),
        "bytes", file.bytes(),
        "pictures", file.pictures(),
        "first", file.first());
  }
}
