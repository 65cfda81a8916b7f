package org.vigie.ingest;

import java.time.Duration;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtsp.RtspClient;
import org.vigie.media.rtsp.RtspUrl;

/// A camera that is asked by RTSP.
record RtspOrigin(RtspUrl url) implements Origin {

  @Override
  public Reader open(
      String label,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException {
    return new Opened(RtspClient.open(label, url, patience, receiver, clocks, opening));
  }

  @Override
  public String toString() {
    return url.toString();
  }

  private record Opened(RtspClient client) implements Reader {

    @Override
    public void read(Duration most) throws MediaException {
      client.read(most);
    }

    @Override
    public boolean isDrained() {
      return client.isDrained();
    }

    @Override
    public long lostPackets() {
      return client.lostPackets();
    }

    @Override
    public long strayPackets() {
      return client.strayPackets();
    }

    @Override
    public void wake() {
      client.wake();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
