package org.vigie.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Durable;
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
    var drafts = new ArrayList<Draft>();
    try {
      write(footage, out, drafts);
      if (drafts.isEmpty()) {
        throw new IOException(
            "there is no readable footage of %s from %s to %s"
                .formatted(camera, span.from(), span.to()));
      }
      var files = drafts.stream().map(Draft::file).toList();
      long pictures = files.stream().mapToLong(Export.File::pictures).sum();
      announce(permit, camera, span, files, footage);
      for (var draft : drafts) {
        Files.move(draft.temporary, draft.path);
        Disk.forceFolder(Disk.folderOf(draft.path));
      }
      return new Export(files, pictures, footage.unreadableParts(), footage.uncertainty());
    } finally {
      for (var draft : drafts) {
        draft.discard();
      }
    }
  }

  private static void write(Footage footage, Path out, List<Draft> drafts) throws IOException {
    @Nullable Draft draft = null;
    for (var piece = footage.next(); piece.isPresent(); piece = footage.next()) {
      if (draft == null || !draft.takes(piece.get())) {
        if (draft != null) {
          draft.finish();
        }
        draft = new Draft(named(out, drafts.size() + 1), piece.get());
        drafts.add(draft);
      }
      draft.write(piece.get());
    }
    if (draft != null) {
      draft.finish();
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

  /// `NAME.mp4`, `NAME-2.mp4`, `NAME-3.mp4`.
  private static Path named(Path out, int number) throws IOException {
    var name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    var stem = dot > 0 ? name.substring(0, dot) : name;
    var suffix = dot > 0 ? name.substring(dot) : "";
    var path = number == 1 ? out : out.resolveSibling(stem + "-" + number + suffix);
    if (Files.exists(path)) {
      throw new FileAlreadyExistsException(path + " exists already; give another name");
    }
    return path;
  }

  /// A file that does not have its name yet.
  private static final class Draft {

    private final Path path;
    private final Path temporary;
    private final FileChannel channel;
    private final MessageDigest digest = Digests.export();
    private final OutputStream out;
    private final Mp4Stream stream;
    private final Footage.Piece firstPiece;
    private Optional<Export.File> file = Optional.empty();

    Draft(Path path, Footage.Piece first) throws IOException {
      this.path = path;
      this.temporary = path.resolveSibling(path.getFileName() + ".part");
      this.channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              Durable.PRIVATE_FILE);
      this.out =
          new BufferedOutputStream(
              new DigestOutputStream(Channels.newOutputStream(channel), digest), 1 << 16);
      this.stream = new Mp4Stream(out);
      this.firstPiece = first;
    }

    boolean takes(Footage.Piece piece) {
      return piece.format().equals(firstPiece.format());
    }

    void write(Footage.Piece piece) throws IOException {
      stream.write(piece, firstPiece.units().getFirst().ticks());
    }

    void finish() throws IOException {
      out.flush();
      channel.force(true);
      Instant first = firstPiece.units().getFirst().wall();
      var sha256 = HexFormat.of().formatHex(digest.digest());
      file = Optional.of(new Export.File(path, first, stream.pictures(), channel.size(), sha256));
      channel.close();
    }

    Export.File file() {
      return file.orElseThrow();
    }

    /// Does nothing once the file has its name.
    void discard() throws IOException {
      channel.close();
      Files.deleteIfExists(temporary);
    }
  }
}
