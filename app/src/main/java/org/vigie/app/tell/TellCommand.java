package org.vigie.app.tell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Nearest;
import org.vigie.tell.ReceiverSettings;
import org.vigie.tell.Telling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie tell`: tries whether receivers of alarms are reached.
@Command(
    name = "tell",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends one message to each receiver of alarms that the configuration names (`tell`), or to",
      "one, and says what came of it. The message says that nothing has happened. For whoever has",
      "just written those lines; Vigie may run meanwhile. Exit code 1: somebody was not told."
    })
public final class TellCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration; design/examples/vigie.yaml explains `tell`")
  private Path config = Path.of("");

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "this receiver alone")
  private @Nullable String name;

  @Override
  public Integer call() throws BadInput, InterruptedException {
    var town = TownConfig.read(config);
    if (town.tell().isEmpty()) {
      throw BadInput.at(
          config,
          0,
          "it names no receiver of alarms: nobody is told anything outside this machine (`tell` in design/examples/vigie.yaml)");
    }
    boolean all = true;
    for (var receiver : chosen(town.tell())) {
      var why = Telling.tryOut(receiver, TownTelling.facts(town), Clocks.system());
      System.out.println(receiver.spoken() + ": " + why.map(w -> "not told: " + w).orElse("told"));
      all &= why.isEmpty();
    }
    return all ? 0 : 1;
  }

  private List<ReceiverSettings> chosen(List<ReceiverSettings> all) {
    if (name == null) {
      return all;
    }
    var names = all.stream().map(ReceiverSettings::name).toList();
    if (!names.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no receiver '%s' in %s%s"
              .formatted(
                  name,
                  config,
                  Nearest.to(name, names)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("; there are: " + String.join(", ", names))));
    }
    return all.stream().filter(one -> one.name().equals(name)).toList();
  }
}
