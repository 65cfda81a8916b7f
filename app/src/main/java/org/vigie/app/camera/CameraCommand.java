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
      "The town's cameras: who is there, what one is, and whether it is still what the"
          + " configuration",
      "says, over ONVIF; all of them from a table and as one. What cameras make of their pictures"
          + " by",
      "themselves is never asked for."
    },
    subcommands = {
      FindCommand.class,
      AddCommand.class,
      CheckCommand.class,
      MasksCommand.class,
      PasswordCommand.class,
      ClockCommand.class,
      InventoryCommand.class,
      ReplaceCommand.class,
      ImportCommand.class,
      ExportCommand.class
    })
public final class CameraCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }
}
