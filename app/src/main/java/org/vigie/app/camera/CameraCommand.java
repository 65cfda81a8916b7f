package org.vigie.app.camera;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `vigie camera`: cameras found, added and compared, over ONVIF.
@Command(
    name = "camera",
    mixinStandardHelpOptions = true,
    description = {
      "Cameras that speak ONVIF: who is there, what one is, and whether it is still what the",
      "configuration says. What they make of their pictures by themselves is never asked for."
    },
    subcommands = {FindCommand.class, AddCommand.class, CheckCommand.class})
public final class CameraCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }
}
