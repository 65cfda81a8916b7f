package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.Limits;
import org.vigie.onvif.Onvif;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.OnvifException;
import org.vigie.onvif.StreamChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie camera add`.
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks a camera what it is, shows that, and adds it to the configuration: the largest stream",
      "to be recorded, a small one for the eye. Every other line of the file stays as it is.",
      "",
      "  vigie camera add 192.0.2.10 --user vigie --password-file gate.txt --config vigie.yaml",
      "  vigie camera add https://192.0.2.10 --user vigie --password-file gate.txt --print",
      "",
      "With https:// the certificate is shown and pinned: compare it with what the camera shows."
    })
final class AddCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ADDRESS", description = "HOST, HOST:PORT or http(s)://HOST[:PORT]/PATH")
  private String address = "";

  @Option(
      names = "--user",
      paramLabel = "U",
      description = "a user of the camera, best with no more rights than to see")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "F",
      description = "the file whose first line is the password; the configuration names it")
  private @Nullable Path passwordFile;

  @Option(
      names = "--name",
      paramLabel = "N",
      description = "what people call it; without it, its model and host")
  private @Nullable String name;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the town's configuration, to which it is added")
  private @Nullable Path config;

  @Option(names = "--print", description = "show the lines to add instead of adding them")
  private boolean print;

  @Option(names = "--dry-run", description = "show what would be done, and do nothing")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException, BadInput {
    var camera = OnvifAddress.parse(address);
    if (config == null && !print) {
      throw new BadInput(
          "--config FILE names the configuration that gets the camera; --print shows the lines"
              + " instead");
    }
    var town = config == null ? Optional.<TownConfig>empty() : Optional.of(TownConfig.read(config));
    DeviceFacts facts;
    try (var onvif =
        new Onvif(
            camera, credentials(), CertificateJudge.firstSight(), Clocks.system(), Limits.USUAL)) {
      facts = onvif.describe();
    } catch (OnvifException e) {
      throw new BadInput(e.getMessage());
    }
    var choice = StreamChoice.of(facts.profiles());
    FactsText.lines(camera, facts, choice).forEach(System.out::println);
    System.out.println();
    if (choice.isEmpty()) {
      throw new BadInput(
          camera.shown()
              + ": offers no H.264 or H.265 stream; switch one on in the camera's own page, and ask"
              + " again");
    }
    var block =
        CameraBlock.of(
            camera,
            facts,
            choice.get(),
            Optional.ofNullable(name),
            Optional.ofNullable(user),
            Optional.ofNullable(passwordFile).map(this::named),
            town.map(AddCommand::ids).orElse(Set.of()));
    town.ifPresent(t -> remarkKnown(t, block));
    write(block);
    return 0;
  }

  private void write(CameraBlock block) throws IOException, BadInput {
    if (print || dryRun || config == null) {
      System.out.println(
          config == null || print
              ? "The lines for `cameras` of the configuration:"
              : "These lines would be added to " + config + ":");
      System.out.println();
      block.lines("  ").forEach(System.out::println);
      return;
    }
    ConfigEdit.add(config, block);
    System.out.println(
        """
        Added to %s as camera %s. Next:
          say in an act that it is recorded, and whether it is watched: ./vigie acts check
          say of it where it stands and whether dwellings are in its picture (design/examples/vigie.yaml)
          start Vigie again: it reads its configuration when it starts\
        """
            .formatted(config, block.id()));
  }

  private static Set<String> ids(TownConfig town) {
    var ids = new HashSet<String>();
    town.cameras().forEach(camera -> ids.add(camera.id().value()));
    return ids;
  }

  private static void remarkKnown(TownConfig town, CameraBlock block) {
    for (var camera : town.cameras()) {
      if (camera.onvif().filter(block.onvif()::equals).isPresent()
          || camera.main().equals(block.main())) {
        System.out.printf(
            "Camera %s of the configuration has this address already.%n%n", camera.id().value());
      }
    }
  }

  private Optional<Credentials> credentials() throws BadInput, IOException {
    if (user == null) {
      if (passwordFile != null) {
        throw new BadInput("--password-file wants --user U beside it");
      }
      return Optional.empty();
    }
    if (passwordFile == null) {
      throw new BadInput(
          "--user wants --password-file F beside it: a password on the command line is seen by"
              + " everybody on this machine");
    }
    try {
      return Optional.of(new Credentials(user, Files.readString(passwordFile).strip()));
    } catch (NoSuchFileException e) {
      throw BadInput.at(passwordFile, 0, "there is no such file");
    }
  }

  /// As the configuration names it: from its own folder where it lies below, else in full.
  private String named(Path file) {
    var full = file.toAbsolutePath().normalize();
    var folder = config == null ? null : config.toAbsolutePath().normalize().getParent();
    return folder != null && full.startsWith(folder)
        ? folder.relativize(full).toString()
        : full.toString();
  }
}
