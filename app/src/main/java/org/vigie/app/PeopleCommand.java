package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie people`: the way back in where nobody who could help in the console can sign in.
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    description = {
      "Says who can sign in, and lets somebody in again. Everyday matters are done in the console,",
      "on the page People; this is for the machine, when the only administrator has lost their",
      "telephone and their recovery codes, forgotten their password, or left:",
      "",
      "  vigie people list --data DIR",
      "  vigie people reset NAME --data DIR --why 'telephone lost, identity checked at the desk'",
      "  vigie people link NAME --data DIR --why 'password forgotten'",
      "  vigie people administrator NAME --data DIR --why 'the former one has left'",
      "",
      "Vigie must be running on the folder. Each order is an entry of the ledger, under the name of",
      "the machine's administrator, and the person is told of it when they next sign in."
    },
    subcommands = {
      PeopleCommand.ListThem.class,
      PeopleCommand.Reset.class,
      PeopleCommand.Link.class,
      PeopleCommand.Administrator.class
    })
final class PeopleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }

  private static int ask(Path data, PeopleClerk.Request request) throws IOException, BadInput {
    var folder = DataFolder.of(data);
    var answer = ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
    if (answer.isEmpty()) {
      throw new BadInput(
          data + ": no Vigie runs on this folder; start it (vigie serve), then ask again");
    }
    return answer.get().print();
  }

  /// `vigie people list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Says who can sign in: id, name, roles and until when, second factor.")
  static final class ListThem implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException, BadInput {
      return ask(data, PeopleClerk.Request.list());
    }
  }

  /// Whom an order is about, and why.
  private static final class Order {
    @Parameters(paramLabel = "NAME", description = "whom: the name to sign in with, or the id")
    private String person = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "for the ledger: what happened and how it was checked; no names")
    private String why = "";

    int give(PeopleClerk.Verb verb) throws IOException, BadInput {
      return ask(data, new PeopleClerk.Request(verb, person, why));
    }
  }

  /// `vigie people reset`.
  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = {
        "Takes all second factors of a person away: app, recovery codes, passkeys. Their sessions",
        "end; the password stays good."
      })
  static final class Reset implements Callable<Integer> {
    @CommandLine.Mixin private Order order = new Order();

    @Override
    public Integer call() throws IOException, BadInput {
      return order.give(PeopleClerk.Verb.RESET);
    }
  }

  /// `vigie people link`.
  @Command(
      name = "link",
      mixinStandardHelpOptions = true,
      description = {
        "Prints a link, good once, with which a person chooses a new password. It signs nobody else",
        "in: their second factor is asked for too."
      })
  static final class Link implements Callable<Integer> {
    @CommandLine.Mixin private Order order = new Order();

    @Override
    public Integer call() throws IOException, BadInput {
      return order.give(PeopleClerk.Verb.LINK);
    }
  }

  /// `vigie people administrator`.
  @Command(
      name = "administrator",
      mixinStandardHelpOptions = true,
      description = {
        "Adds an administrator for a year and prints their invitation: where the only one has left,",
        "or their habilitation has ended."
      })
  static final class Administrator implements Callable<Integer> {
    @CommandLine.Mixin private Order order = new Order();

    @Override
    public Integer call() throws IOException, BadInput {
      return order.give(PeopleClerk.Verb.ADMINISTRATOR);
    }
  }
}
