package org.vigie.eye;

import java.util.List;
import org.vigie.base.Clocks;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromDemuxer;
import org.vigie.link.wire.ToDemuxer;

/// The demuxer of one source that is not RTSP: takes the video out of the address that it is told,
/// for whoever listens at `--socket PATH`. Its other arguments are those of the eye.
public final class DemuxMain {

  private DemuxMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ProgramArguments.run(
            "demuxer",
            List.of(arguments),
            ProgramArguments.Needs.NOTHING,
            socket -> {
              var channel = new Channel<FromDemuxer, ToDemuxer>(socket, ToDemuxer.parser());
              new DemuxWork(channel, Clocks.system()).run();
            }));
  }
}
