package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
      var files = drafts.files();
      if (files.isEmpty()) {
        throw new IOException(
            "there is no readable footage of %s from %s to %s"
                .formatted(camera, span.from(), span.to()));
      }
      long pictures = files.stream().mapToLong(Export.File::pictures).sum();
      announce(permit, camera, span, files, footage);
      drafts.name();
      return new Export(files, pictures, footage.unreadableParts(), footage.uncertainty());
    }
  }

  private void announce(
      Permit permit, CameraId camera, Span span, List<Export.File> files, Footage footage) {
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
                footage.unreadableParts(),
                "uncertainty_ms",
                footage.uncertainty().toMillis(),
                "files",
                files.stream().map(Exporter::fact).toList())));
  }

  private static Map<String, Object> fact(Export.File file) {
    return Map.of(
        "sha256", file.sha256(),
        "bytes", file.bytes(),
        "pictures", file.pictures(),
        "first", file.first());
  }
}
