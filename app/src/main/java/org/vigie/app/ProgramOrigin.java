package org.vigie.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.ingest.Origin;
import org.vigie.ingest.Reader;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.sight.Demuxed;
import org.vigie.sight.Demuxers;

/// A stream that a demuxer takes out of its source: joins `sight`, which runs the demuxer, to
/// `ingest`, which makes runs of what comes.
///
/// A file that is not to be played again and again is played once, whatever the session tries
/// afterwards.
final class ProgramOrigin implements Origin {

  /// Opening a source takes longer than asking a camera: the demuxer looks at its first seconds.
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

  private final SourceAddress source;
  private final boolean loop;
  private final Demuxers demuxers;
  private final AtomicBoolean finished = new AtomicBoolean();

  ProgramOrigin(SourceAddress source, boolean loop, Demuxers demuxers) {
    this.source = source;
    this.loop = loop;
    this.demuxers = demuxers;
  }

  @Override
  public Reader open(
      String label,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException {
    if (finished.get()) {
      throw new MediaException.Refused(
          label + ": the file has been played to its end; with 'loop: yes' it begins again");
    }
    var longer = patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience;
    var asked =
        new Demuxers.Source(source.address(), source.file().isEmpty(), source.file(), loop, longer);
    try {
      var demuxed = demuxers.open(label.replace(' ', '-'), asked, opening);
      return new Opened(label, demuxed, new ProgramPictures(receiver));
    } catch (IOException e) {
      throw new MediaException.Unreachable(label + ": " + source + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return source.toString();
  }

  private final class Opened implements Reader {

    private final String label;
    private final Demuxed demuxed;
    private final ProgramPictures pictures;

    Opened(String label, Demuxed demuxed, ProgramPictures pictures) {
      this.label = label;
      this.demuxed = demuxed;
      this.pictures = pictures;
    }

    @Override
    public void read(Duration most) throws MediaException {
      try {
        var end = demuxed.read(most, pictures);
        if (end.isPresent()) {
          throw failure(end.get());
        }
      } catch (IOException e) {
        throw new MediaException.Broken(label + ": " + source + ": " + e.getMessage());
      }
    }

    private MediaException failure(Demuxed.End end) {
      if (end.finished()) {
        finished.set(true);
      }
      var message = label + ": " + source + ": " + end.sentence();
      return end.refused() || end.finished() && !loop
          ? new MediaException.Refused(message)
          : new MediaException.Unreachable(message);
    }

    @Override
    public boolean isDrained() {
      return demuxed.isDrained();
    }

    @Override
    public long lostPackets() {
      return pictures.losses();
    }

    @Override
    public long strayPackets() {
      return 0;
    }

    @Override
    public void wake() {
      demuxed.wake();
    }

    @Override
    public void close() {
      demuxed.close();
    }
  }
}
