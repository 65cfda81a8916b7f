package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.StreamChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private CameraLogin login = new CameraLogin();

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

  @Option(
      names = "--again",
      description = "add it although a camera of the configuration has its address")
  private boolean again;

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
    var facts = login.describe(camera);
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
            login.user(),
            login.fileFor(config),
            town.map(AddCommand::ids).orElse(Set.of()));
    if (town.isPresent() && !again) {
      requireNew(town.get(), camera, choice.get());
    }
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
    ConfigEdit.add(config, List.of(block));
    System.out.println(
        """
        Added to %s as camera %s. Next:
          say in an act that it is recorded, and whether it is watched: vigie acts check
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

  /// A camera that is there twice is recorded twice.
  private static void requireNew(TownConfig town, OnvifAddress address, StreamChoice choice)
      throws BadInput {
    for (var camera : town.cameras()) {
      if (camera.onvif().filter(address::equals).isPresent()
          || choice.main().address().filter(camera.main()::equals).isPresent()) {
        throw new BadInput(
            "camera %s of the configuration has this address already; --again adds it once more"
                .formatted(camera.id().value()));
      }
    }
  }
}
