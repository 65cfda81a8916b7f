package org.vigie.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.link.detector.DetectorCatalogue;
import org.vigie.link.detector.DetectorFile;
import org.vigie.link.detector.DetectorManifest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie models`: which detectors a town's eyes may use.
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Detectors that tell people from vehicles and find who stands still. None comes with Vigie;",
      "design/models.md says what passes, what is refused, and where to fetch one."
    },
    subcommands = {ModelsCommand.Add.class, ModelsCommand.ListThem.class})
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }

  /// `vigie models add`.
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Checks a model and keeps a copy of it in a town's folder, under its hash; the ledger says",
        "which. Refused is whatever says more than boxes, scores and coarse classes."
      })
  static final class Add implements Callable<Integer> {

    private static final long MOST_BYTES = DetectorFile.MOST_BYTES;

    @Parameters(paramLabel = "FILE|URL", description = "an ONNX file, or its http(s) address")
    private String source = "";

    @Option(
        names = "--manifest",
        paramLabel = "M",
        description = "what it is; not needed for one that Vigie knows by its hash")
    private @Nullable Path manifest;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException, BadInput, InterruptedException {
      var folder = DataFolder.of(data);
      if (!source.startsWith("http://") && !source.startsWith("https://")) {
        return add(folder, Path.of(source));
      }
      var fetched = Files.createTempFile("vigie-model", ".onnx");
      try {
        fetch(fetched);
        return add(folder, fetched);
      } finally {
        Files.deleteIfExists(fetched);
      }
    }

    private Integer add(DataFolder folder, Path file) throws IOException, BadInput {
      var request =
          new ModelKeeper.Request(
              file.toAbsolutePath().toString(),
              manifest == null ? "" : manifest.toAbsolutePath().toString());
      var running = ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
      var answer = running.isPresent() ? running.get() : addAlone(folder, request);
      return answer.print();
    }

    /// No Vigie runs on the folder: its ledger is opened for this one entry.
    private static ControlAnswer addAlone(DataFolder folder, ModelKeeper.Request request)
        throws IOException, BadInput {
      var config = TownConfig.read(folder.config());
      var law = TownActs.take(config, Clocks.system());
      try (var governance =
          Governance.open(
              folder.root(), config.town(), law.profile(), law.acts(), Clocks.system())) {
        return new ModelKeeper(folder.root(), governance).add(request);
      }
    }

    private void fetch(Path to) throws IOException, BadInput, InterruptedException {
      var request = HttpRequest.newBuilder(address()).timeout(Duration.ofMinutes(2)).build();
      try (var client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(Duration.ofSeconds(30))
              .build()) {
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
          if (response.statusCode() != 200) {
            throw new IOException(source + ": the server answers " + response.statusCode());
          }
          keep(body, to);
        }
      }
    }

    private URI address() throws BadInput {
      try {
        return URI.create(source);
      } catch (IllegalArgumentException e) {
        throw new BadInput(source + " is no address: " + e.getMessage());
      }
    }

    private void keep(InputStream body, Path to) throws IOException, BadInput {
      var bytes = body.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInput(source + ": is larger than 256 MiB; is it the right file?");
      }
      Files.write(to, bytes);
    }
  }

  /// `vigie models list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Lists the models in a town's folder, and those that Vigie knows by their hash.")
  static final class ListThem implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, BadInput {
      int refused = 0;
      if (data != null) {
        var kept = TownModels.in(DataFolder.of(data).root()).list();
        System.out.println(
            kept.isEmpty() ? "No model in " + data + "." : "In " + data + ", ready to be used:");
        for (var one : kept) {
          one.model().ifPresent(model -> print(model.manifest()));
          if (one.model().isEmpty()) {
            refused++;
            System.out.println("  " + one.sha256() + "\n    not usable: " + one.refusal());
          }
        }
        System.out.println();
      }
      System.out.println("Known by their hash; none comes with Vigie:");
      DetectorCatalogue.list().forEach(ListThem::print);
      return refused == 0 ? 0 : 1;
    }

    private static void print(DetectorManifest model) {
      System.out.printf(
          "  %s%n    %s, for %s%n    says %s; licence %s%n    from %s%n",
          model.sha256(),
          model.name(),
          model.purpose(),
          String.join(", ", model.says()),
          model.licence(),
          model.source());
    }
  }
}
