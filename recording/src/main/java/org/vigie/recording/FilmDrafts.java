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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;
import org.vigie.base.Wipe;

/// Films that are written and flushed but do not have their names yet: one for each format. Closing
/// wipes those that were not named. Used by one thread.
final class FilmDrafts implements AutoCloseable {

  private final List<Draft> drafts = new ArrayList<>();

  private FilmDrafts() {}

  /// Gives footage piece by piece; nothing at the end.
  interface Pieces {
    Optional<Footage.Piece> next() throws IOException;
  }

  /// Writes all that `pieces` gives, flushed.
  ///
  /// @param out the file; a second format goes to `NAME-2.mp4` beside it, and so on
  /// @throws IOException with a plain message if one of those exists, or a disk fails; nothing is
  ///     left then
  static FilmDrafts write(Pieces pieces, Path out) throws IOException {
    var drafts = new FilmDrafts();
    try {
      drafts.take(pieces, out);
      return drafts;
    } catch (IOException | RuntimeException e) {
      drafts.close();
      throw e;
    }
  }

  private void take(Pieces pieces, Path out) throws IOException {
    @Nullable Draft draft = null;
    for (var piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
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

  /// What was written, under the names that it will have.
  List<Export.File> files() {
    return drafts.stream().map(Draft::file).toList();
  }

  /// Gives the films their names.
  void name() throws IOException {
    for (var draft : drafts) {
      Files.move(draft.temporary, draft.path);
      Disk.forceFolder(Disk.folderOf(draft.path));
    }
  }

  @Override
  public void close() throws IOException {
    for (var draft : drafts) {
      draft.discard();
    }
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
    private final MessageDigest digest = Sha256.digest();
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
      Wipe.all(temporary);
    }
  }
}
