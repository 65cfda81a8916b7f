package org.vigie.app;

import java.time.Duration;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.ingest.Origin;
import org.vigie.ingest.Reader;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.VideoReceiver;

/// Where nothing comes from: a source whose footage comes as files. Nobody can open it.
final class FilesAlone implements Origin {

  @Override
  public Reader open(
      String label,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException {
    throw new MediaException.Refused(label + ": has no stream; its footage comes as files");
  }

  @Override
  public String toString() {
    return SourceConfig.FILES;
  }
}
