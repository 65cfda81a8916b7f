package org.vigie.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.BadInput;
import org.vigie.server.map.LayerFile;
import org.vigie.server.map.MapSettings;
import org.vigie.server.map.TileFile;
import org.vigie.server.notice.FieldOfView;
import org.vigie.server.notice.Position;

/// The map: where cameras stand and what they overlook, and the files that the town lays beneath
/// and over them.
final class MapApi {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");
  private static final MediaType GEO_JSON = MediaType.parseMediaType("application/geo+json");
  private static final Duration TILES_STAY = Duration.ofMinutes(10);

  private final MapSettings settings;
  private final Sights sights;

  MapApi(Town town) {
    this.settings = town.settings().map();
    this.sights = new Sights(town);
  }

  ServerResponse get(ServerRequest request) {
    var cameras = sights.list(Asker.of(request).person());
    var layers =
        IntStream.range(0, settings.layers().size())
            .mapToObj(n -> new LayerAnswer(String.valueOf(n + 1), settings.layers().get(n).name()))
            .toList();
    return Json.ok(
        new MapAnswer(cameras.stream().map(MapCamera::of).toList(), layers, tilesKind()));
  }

  /// Of a file that cannot be read any more nothing is said here: the map has its plain ground.
  private Optional<TileFile.Kind> tilesKind() {
    if (settings.tiles().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TileFile.kind(settings.tiles().get()));
    } catch (BadInput e) {
      return Optional.empty();
    }
  }

  ServerResponse layer(ServerRequest request) {
    var id = request.pathVariable("layer");
    long n = Query.number(id, ProblemCode.NOT_FOUND, "layer");
    if (n < 1 || n > settings.layers().size()) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    var layer = settings.layers().get((int) n - 1);
    try {
      return ServerResponse.ok()
          .contentType(GEO_JSON)
          .cacheControl(CacheControl.noStore())
          .body(Json.bytes(LayerFile.read(layer.file())));
    } catch (BadInput e) {
      throw new Problem(
          ProblemCode.MAP_LAYER_UNREADABLE,
          Map.of("layer", layer.name(), "reason", String.valueOf(e.getMessage())));
    }
  }

  /// One range of bytes of the town's tiles, never the whole file: it may be larger than memory.
  ServerResponse tiles(ServerRequest request) throws IOException {
    var file = settings.tiles().orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    var header = request.headers().firstHeader(HttpHeaders.RANGE);
    var range = RANGE.matcher(header == null ? "" : header);
    if (!range.matches()) {
      throw Problem.badRequest("the header Range should name one stretch, such as bytes=0-16383");
    }
    long first = Long.parseLong(range.group(1));
    var part = TileFile.part(file, first, Long.parseLong(range.group(2)));
    if (part.bytes().length == 0) {
      return ServerResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
          .header(HttpHeaders.CONTENT_RANGE, "bytes */" + part.size())
          .build();
    }
    return ServerResponse.status(HttpStatus.PARTIAL_CONTENT)
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.maxAge(TILES_STAY).cachePrivate())
        .eTag(tag(file))
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header(HttpHeaders.CONTENT_RANGE, part.range())
        .body(part.bytes());
  }

  /// Tells a browser that directories it has read are of another file.
  private static String tag(Path file) throws IOException {
    var modified = Files.getLastModifiedTime(file).toMillis();
    return "\"%x-%x\"".formatted(modified, Files.size(file));
  }

  /// The schema `Map`.
  record MapAnswer(
      List<MapCamera> cameras, List<LayerAnswer> layers, Optional<TileFile.Kind> tiles) {}

  record LayerAnswer(String id, String name) {}

  /// The schema `MapCamera`; what the configuration does not say is absent.
  record MapCamera(
      String id,
      String name,
      Optional<String> place,
      Optional<Position> position,
      Optional<FieldOfView> fieldOfView) {

    static MapCamera of(CameraView camera) {
      var site = camera.site();
      return new MapCamera(
          camera.id().value(),
          camera.name(),
          Optional.of(site.place()).filter(place -> !place.isBlank()),
          site.position(),
          site.view());
    }
  }
}
