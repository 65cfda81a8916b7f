package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.vigie.base.Durable;
import org.vigie.governance.keys.ReelKeys;

/// The file of a reel being recorded: made durable before its first part, appended to and flushed,
/// closed with a footer. Written by one flusher; what is acknowledged is read by any thread.
final class ReelFile {

  private final Path path;
  private final Path folder;
  private final ReelHeader header;
  private final byte[] encodedHeader;
  private final byte[] key;
  private final FileChannel channel;
  private final MaskWriter masks;
  private final PartList parts;
  private byte[] head;
  private boolean closed;

  private ReelFile(
      Path path,
      Path folder,
      ReelHeader header,
      byte[] encodedHeader,
      byte[] key,
      FileChannel channel,
      MaskWriter masks,
      byte[] init) {
    this.path = path;
    this.folder = folder;
    this.header = header;
    this.encodedHeader = encodedHeader;
    this.key = key;
    this.channel = channel;
    this.masks = masks;
    this.parts = new PartList(encodedHeader.length, Micros.of(header.start()));
    this.head = Sealer.hashOf(init);
    parts.add(PartFrame.read(init).orElseThrow());
  }

  /// Makes file and key, and flushes both and their folders. On failure neither is left behind,
  /// where the disk still allows it.
  static ReelFile create(
      OpenReel reel, String town, Volume volume, ReelKeys keys, Sealer sealer, ReelCipher cipher)
      throws IOException {
    volume.requireThere();
    var path = volume.reel(reel.camera, reel.start, reel.id);
    Disk.makeFolders(volume.folder(), Disk.folderOf(path));
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    var channel =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
    try {
      var made = keys.create(reel.id, reel.start, reel.act.reviewWindow());
      var key = made.key();
      var header =
          new ReelHeader(
              town,
              volume.id(),
              reel.camera,
              reel.id,
              reel.act.number(),
              reel.format.rfc6381(),
              reel.start,
              reel.act.retention(),
              reel.uncertainty,
              cipher.commitment(key, reel.id));
      var encoded = header.encode();
      var hash = ReelHeader.hash(encoded);
      var envelope = made.envelope(hash);
      if (envelope.isPresent()) {
        // Before anything is encrypted with the key: else a power cut could leave what nobody
        // opens.
        Durable.create(Volume.envelope(path), envelope.get(), mode);
      }
      var init = sealer.sealInit(reel.format, key, hash, Micros.of(reel.start));
      Disk.writeFully(channel, ByteBuffer.wrap(encoded));
      Disk.writeFully(channel, ByteBuffer.wrap(init));
      channel.force(true);
      Disk.forceFolder(Disk.folderOf(path));
      reel.ready(key, hash, Sealer.hashOf(init));
      var masks = new MaskWriter(Volume.masks(path), key, hash, sealer.another());
      return new ReelFile(path, volume.folder(), header, encoded, key, channel, masks, init);
    } catch (IOException | RuntimeException e) {
      abandon(channel, path, reel.id, keys);
      throw e;
    }
  }

  private static void abandon(FileChannel channel, Path path, String reel, ReelKeys keys) {
    try (channel) {
      Retention.destroy(keys, reel, path);
    } catch (IOException e) {
      // What stays behind has no part; the next opening of the volume removes it.
    }
  }

  ReelHeader header() {
    return header;
  }

  byte[] key() {
    return key;
  }

  Path path() {
    return path;
  }

  MaskWriter masks() {
    return masks;
  }

  /// Appends parts and flushes them once; only then are they part of the reel.
  ///
  /// @throws IOException after which nothing may be written to this reel any more
  void append(List<SealedPart> sealed) throws IOException {
    var buffers = new ByteBuffer[sealed.size()];
    long left = 0;
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] =
          ByteBuffer.wrap(sealed.get(i).buffer(), sealed.get(i).at(), sealed.get(i).length());
      left += sealed.get(i).length();
    }
    while (left > 0) {
      left -= channel.write(buffers);
    }
    channel.force(false);
    synchronized (this) {
      for (var part : sealed) {
        parts.add(part.frame());
      }
      head = sealed.getLast().hash();
    }
  }

  /// Ends the reel with its footer, durably.
  void close() throws IOException {
    try (channel) {
      masks.close();
      var footer = ReelFooter.encode(parts, head, Micros.of(header.start()));
      Disk.writeFully(channel, ByteBuffer.wrap(footer));
      channel.force(false);
    }
    synchronized (this) {
      closed = true;
    }
  }

  /// Lets go of a reel that can no longer be written; it has no footer, so the next opening of the
  /// volume reads it whole.
  void giveUp() {
    try (channel) {
      masks.close();
    } catch (IOException e) {
      // The disk has failed already: that is why we are here.
    }
  }

  /// When its first picture was taken, see [Micros].
  long start() {
    return Micros.of(header.start());
  }

  /// When its last durable picture ended.
  long end() {
    return parts.wallEnd();
  }

  /// How much of it is durable.
  long bytes() {
    return parts.end();
  }

  boolean hasPictures() {
    return parts.pictures() > 0;
  }

  /// How far the reel is durable.
  synchronized ReelRow row() {
    return new ReelRow(
        header.reel(),
        header.camera(),
        folder.relativize(path).toString(),
        header.act(),
        Micros.of(header.start()),
        parts.wallEnd(),
        Micros.of(header.expires()),
        encodedHeader.length,
        parts.copy(),
        head,
        closed,
        header.volume());
  }
}
