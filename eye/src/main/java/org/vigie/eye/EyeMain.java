package org.vigie.eye;

import org.vigie.eye.scene.Scene;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// The eye: connects to `--socket PATH`, judges and masks what comes in, and ends when the socket
/// closes. [EyeModel] says how it is handed a model, [ProgramArguments] what else it can be asked.
public final class EyeMain {

  private EyeMain() {}

  public static void main(String[] arguments) {
    var model = EyeModel.from(arguments);
    System.exit(
        ProgramArguments.run(
            "eye",
            model.rest(),
            model,
            socket -> {
              var channel = new Channel<FromEye, ToEye>(socket, ToEye.parser());
              Scene.warmUp();
              try (var eye = new Eye(channel, model)) {
                eye.run();
              }
            }));
  }
}
