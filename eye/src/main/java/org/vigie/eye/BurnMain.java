package org.vigie.eye;

import java.util.List;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromBurner;
import org.vigie.link.wire.ToBurner;

/// The burner of one camera's stream: paints its privacy masks into every picture and codes it
/// again, for whoever listens at `--socket PATH`. Its other arguments are those of the eye.
public final class BurnMain {

  private BurnMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ProgramArguments.run(
            "burner",
            List.of(arguments),
            ProgramArguments.Needs.NOTHING,
            socket -> {
              var channel = new Channel<FromBurner, ToBurner>(socket, ToBurner.parser());
              try (var burner = new Burner(channel)) {
                burner.work();
              }
            }));
  }
}
