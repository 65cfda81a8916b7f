package org.vigie.eye;

import org.vigie.link.Channel;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// The eye: connects to `--socket PATH`, judges and masks what comes in, and ends when the socket
/// closes. [ProgramArguments] says what else it can be asked.
public final class EyeMain {

  private EyeMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ProgramArguments.run(
            "eye",
            arguments,
            socket -> {
              try (var eye = new Eye(new Channel<FromEye, ToEye>(socket, ToEye.parser()))) {
                eye.run();
              }
            }));
  }
}
