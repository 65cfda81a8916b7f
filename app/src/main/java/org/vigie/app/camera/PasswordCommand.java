package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie camera password`.
@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Gives cameras new random passwords, over ONVIF, for the user that the configuration names.",
      "",
      "  vigie camera password gate --config vigie.yaml",
      "  vigie camera password --all --config vigie.yaml",
      "",
      "Of each camera: the new password is written beside the old one's file (FILE.next), the"
          + " camera",
      "is told, it is asked with the new one, over ONVIF and for its stream, and only then the new"
          + " one",
      "takes the old one's place. Whatever breaks in between leaves a camera that opens; what"
          + " broke",
      "off is finished or undone by the next call. A password in the configuration itself, or in a",
      "file that cameras share, moves into a file of its own (passwords/ID.txt). A running Vigie"
          + " takes",
      "the new one at once; it must be running, for its ledger. The user must be an administrator"
          + " of",
      "the camera: no other may set passwords. No password is shown, unless --show-password asks.",
      "Exit code 1: a camera has no new password; its line says why."
    })
final class PasswordCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "a camera of the configuration, by id or name")
  private @Nullable String name;

  @Option(names = "--all", description = "every camera that is asked with a user")
  private boolean all;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the town's configuration")
  private Path config = Path.of("vigie.yaml");

  @Option(
      names = "--in-clear",
      description = {
        "also cameras that are asked by http://, where the new password can be read on the way; on",
        "a network that is the cameras' alone"
      })
  private boolean inClear;

  @Option(names = "--show-password", description = "print the new passwords")
  private boolean show;

  @Override
  public Integer call() throws BadInput, IOException {
    var town = TownConfig.read(config);
    if (all == (name != null)) {
      throw new BadInput("name one camera, or say --all");
    }
    boolean changed = true;
    for (var login : chosen(town)) {
      var fate = change(login);
      System.out.printf(
          "%-8s %-20s %s%n",
          switch (fate.kind()) {
            case CHANGED -> "changed";
            case KEPT -> "kept";
            case UNSURE -> "UNSURE";
          },
          login.shown(),
          fate.said());
      changed &= fate.kind() == PasswordChange.Fate.Kind.CHANGED;
      if (show && fate.kind() == PasswordChange.Fate.Kind.CHANGED) {
        var now = AskedCamera.named(TownConfig.read(config), login.first().id().value());
        System.out.printf("%-8s %-20s %s%n", "", "", now.login().orElseThrow().password());
      }
    }
    if (all) {
      for (var camera : town.cameras()) {
        if (SharedLogin.of(town).stream().noneMatch(one -> one.cameras().contains(camera))) {
          System.out.printf(
              "%-8s %-20s %s%n",
              "left",
              camera.id(),
              "no `user`, or nowhere to ask: a password in its address is changed by hand");
        }
      }
    }
    return changed ? 0 : 1;
  }

  private List<SharedLogin> chosen(TownConfig town) throws BadInput {
    var accounts = SharedLogin.of(town);
    if (name == null) {
      return accounts;
    }
    var camera = AskedCamera.named(town, name);
    var found = accounts.stream().filter(one -> one.cameras().contains(camera)).toList();
    if (found.isEmpty()) {
      throw new BadInput(
          "%s: %s has no `user` with a password, or nowhere to be asked"
              .formatted(town.file(), camera.id()));
    }
    return found;
  }

  /// Each by the configuration as it is now: a change before it may have edited it. What goes wrong
  /// with one leaves the others to be asked.
  private PasswordChange.Fate change(SharedLogin login) {
    try {
      var address = AskedCamera.address(login.first()).orElseThrow();
      if (!address.secure() && !inClear) {
        return new PasswordChange.Fate(
            PasswordChange.Fate.Kind.KEPT,
            "it is asked by http://, where the new password can be read on the way: give its"
                + " https:// address as `onvif`, or say --in-clear");
      }
      return new PasswordChange(TownConfig.read(config), login).run();
    } catch (BadInput | IOException e) {
      return new PasswordChange.Fate(
          login.isBegun(config) ? PasswordChange.Fate.Kind.UNSURE : PasswordChange.Fate.Kind.KEPT,
          e instanceof IOException
              ? "cannot be read or written: %s; the next call goes on from there"
                  .formatted(e.getMessage())
              : String.valueOf(e.getMessage()));
    }
  }
}
