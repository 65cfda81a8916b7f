package org.vigie.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.governance.Permit;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.Span;
import org.vigie.model.StreamSink;

/// Records cameras into sealed reels and gives footage back against a permit. Safe for any thread;
/// closed by whoever opened it, before the governance that it was given.
public final class Recorder implements AutoCloseable {

  private Recorder() {}

  /// Opens a volume, makes good what a crash left, finishes deletions that were begun, and warms
  // the
  /// cipher.
  ///
  /// @throws IOException with a plain message if the volume is in use, is not the one that the
  // index
  ///     knows, or cannot be written
  public static Recorder open(
      RecorderSettings settings, ReelKeys keys, Ledger ledger, Clocks clocks) throws IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// Where the recorded stream of a camera goes while `act` is valid. One session at a time per
  /// camera; its calls never wait for the disk.
  public StreamSink camera(CameraId camera, RecordingAct act) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Seals a block mask beside the footage of its time. Masks of times without footage are dropped.
  public void mask(CameraId camera, BlockMask mask) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Says why a camera that has no session is not recorded from `from` on, until its next run or
  // the
  /// next such call. Saying the same again changes nothing.
  public void gap(CameraId camera, Instant from, GapReason reason, String detail) {
    throw new UnsupportedOperationException("next slice");
  }

  /// The cameras of which anything is known, in order of their names.
  public Set<CameraId> cameras() {
    throw new UnsupportedOperationException("next slice");
  }

  /// What became of a camera's time; needs no permit, as it shows no picture.
  public Timeline timeline(CameraId camera, Span span) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Decrypts footage. Takes a permit to PLAY_BACK or EXPORT and uses it once.
  ///
  /// @throws IOException with a plain message if the disk fails
  public Footage read(Permit permit, CameraId camera, Span span) throws Refused, IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// Writes footage as fragmented MP4: one init segment for each format, then fragments whose times
  /// count from the first picture by wall time, so that gaps stay gaps. Takes a permit to PLAY_BACK
  /// and uses it once. Does not close `out`.
  public void play(Permit permit, CameraId camera, Span span, OutputStream out)
      throws Refused, IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// Copies footage, clear, into MP4 files that other software plays. Takes a permit to EXPORT and
  /// uses it once; the ledger holds the files' hashes before they get their names.
  ///
  /// @param out the file; a second format goes to `NAME-2.mp4` beside it, and so on
  /// @throws IOException with a plain message if there is no footage, `out` exists, or a disk fails
  public Export export(Permit permit, CameraId camera, Span span, Path out)
      throws Refused, IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// Destroys every reel whose oldest part has reached its act's limit: key first, then footage and
  /// masks. In the ledger before it happens; a crash in between is made good when the volume is
  /// opened next. Call it every few minutes, from one thread.
  public Deletion deleteExpired(Instant now) {
    throw new UnsupportedOperationException("next slice");
  }

  /// A person has seen that the wall clock jumped forward and is right: deletion goes on.
  public void confirmClock() {
    throw new UnsupportedOperationException("next slice");
  }

  /// What each camera's recording is doing now.
  public List<RecordingState> states() {
    throw new UnsupportedOperationException("next slice");
  }

  /// Tells `listener` whenever a camera begins or stops being recorded, on a thread of the
  // recorder;
  /// it must not wait.
  public void listen(Consumer<RecordingState> listener) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Ends all runs, makes everything durable, and lets go of the volume.
  @Override
  public void close() {}
}
