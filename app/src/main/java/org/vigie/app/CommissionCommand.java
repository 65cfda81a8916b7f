package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vigie commission`: from a rule that was drawn to one whose alerts reach operators.
@Command(
    name = "commission",
    mixinStandardHelpOptions = true,
    description = {
      "Brings rules out of shadow. A new or changed rule works in shadow first: what it raises is",
      "kept for you, and no operator sees it. It may be armed after the days that the legal profile",
      "names, or after scenes were staged by day and by night: some that it should find, and some",
      "that it should leave alone. A guided hour, once by day and once by night:",
      "",
      "  vigie commission scene --data DIR --camera C --rule R --light day --expect event \\",
      "      --seconds 120 --what 'someone walks in by the gate'",
      "  vigie commission scene ... --light day --expect nothing --what 'someone walks past outside'",
      "  vigie commission list --data DIR",
      "  vigie commission arm --data DIR --camera C --rule R --floor 0.7 --why 'accepted, report 12'",
      "",
      "design/commissioning.md says what is asked and why."
    },
    subcommands = {
      CommissionCommand.ListThem.class,
      CommissionCommand.Scene.class,
      CommissionCommand.Arm.class,
      CommissionCommand.Shadow.class
    })
final class CommissionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }

  private static int ask(Path data, Commissioner.Request request) throws IOException, BadInput {
    var folder = DataFolder.of(data);
    var answer = ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
    if (answer.isEmpty()) {
      throw new BadInput(
          data + ": no Vigie runs on this folder; start it (vigie serve), then commission");
    }
    if (!answer.get().error().isEmpty()) {
      System.err.println("vigie: " + answer.get().error());
      return 1;
    }
    answer.get().lines().forEach(System.out::println);
    return 0;
  }

  /// Which rule of which camera.
  private static final class Which {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Option(names = "--camera", required = true, paramLabel = "ID", description = "one camera's id")
    private String camera = "";

    @Option(names = "--rule", required = true, paramLabel = "ID", description = "one rule's id")
    private String rule = "";
  }

  /// `vigie commission list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Says for each rule how it stands, how it did, and what is missing to arm it.")
  static final class ListThem implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException, BadInput {
      return ask(data, Commissioner.Request.list());
    }
  }

  enum LightOption {
    day,
    night
  }

  enum ExpectOption {
    event,
    nothing
  }

  /// `vigie commission scene`.
  @Command(
      name = "scene",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Says that a scene is played before the camera from now on. What the rule raises until its",
        "end belongs to it, and counts neither for nor against the rule otherwise."
      })
  static final class Scene implements Callable<Integer> {
    @CommandLine.Mixin private Which which = new Which();

    @Option(names = "--light", required = true, description = "${COMPLETION-CANDIDATES}")
    private LightOption light = LightOption.day;

    @Option(
        names = "--expect",
        required = true,
        description = "whether the rule should raise something: ${COMPLETION-CANDIDATES}")
    private ExpectOption expect = ExpectOption.event;

    @Option(
        names = "--seconds",
        defaultValue = "120",
        description = "how long it takes, 1 to 1800 (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
        names = "--what",
        required = true,
        paramLabel = "TEXT",
        description = "what is played, in a few words; no names")
    private String what = "";

    @Override
    public Integer call() throws IOException, BadInput {
      return ask(
          which.data,
          new Commissioner.Request(
              Commissioner.Verb.SCENE,
              which.camera,
              which.rule,
              light == LightOption.day ? "DAY" : "NIGHT",
              expect == ExpectOption.event,
              seconds,
              0,
              what));
    }
  }

  /// `vigie commission arm`.
  @Command(
      name = "arm",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Lets a rule's signals reach operators. Refused while something is missing; the figures it",
        "rests on go into the ledger first."
      })
  static final class Arm implements Callable<Integer> {
    @CommandLine.Mixin private Which which = new Which();

    @Option(
        names = "--floor",
        required = true,
        paramLabel = "0..1",
        description = {
          "the share of confirmed alerts that is declared for it; below, over 7 days, it goes back",
          "into shadow by itself"
        })
    private double floor;

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "who accepted it on which report, for the ledger; no names")
    private String why = "";

    @Override
    public Integer call() throws IOException, BadInput {
      return ask(
          which.data,
          new Commissioner.Request(
              Commissioner.Verb.ARM, which.camera, which.rule, "", false, 0, floor, why));
    }
  }

  /// `vigie commission shadow`.
  @Command(
      name = "shadow",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Takes a rule back into shadow; what is measured begins anew.")
  static final class Shadow implements Callable<Integer> {
    @CommandLine.Mixin private Which which = new Which();

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "why, for the ledger")
    private String why = "";

    @Override
    public Integer call() throws IOException, BadInput {
      return ask(
          which.data,
          new Commissioner.Request(
              Commissioner.Verb.SHADOW, which.camera, which.rule, "", false, 0, 0, why));
    }
  }
}
