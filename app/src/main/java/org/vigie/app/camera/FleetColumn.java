package org.vigie.app.camera;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a table of cameras can say of each, with the heads that it may stand under. Heads are read
/// without regard to case, accents, spaces and underscores.
enum FleetColumn {
  ID("id", "identifiant"),
  NAME("name", "nom"),
  GROUPS("groups", "groupes"),
  PLACE("place", "lieu"),
  LATITUDE("latitude", "lat"),
  LONGITUDE("longitude", "lon"),
  DIRECTION("direction"),
  ANGLE("angle", "ouverture"),
  REACH("reach", "portee"),
  PURPOSE("purpose", "finalite"),
  MAIN("main", "flux principal"),
  SUB("sub", "flux secondaire"),
  ONVIF("onvif", "address", "adresse"),
  USER("user", "utilisateur"),
  PASSWORD_FILE("password file", "fichier du mot de passe"),
  NORM("norm", "norme"),
  VOLUME("volume"),
  COPY_TO("copy to", "copie"),
  RULES("rules", "regles"),
  FACES_DWELLINGS("faces dwellings", "donne sur des habitations");

  private final List<String> heads;

  FleetColumn(String... heads) {
    this.heads = List.of(heads);
  }

  /// The head that a table of ours has.
  String head() {
    return heads.getFirst().replace(' ', '_');
  }

  static Optional<FleetColumn> of(String head) {
    var plain = plain(head);
    return Arrays.stream(values()).filter(column -> column.heads.contains(plain)).findFirst();
  }

  /// Lower-case letters and single spaces.
  static String plain(String head) {
    return Normalizer.normalize(head, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_-]+", " ")
        .strip();
  }

  static String all() {
    return Stream.of(values()).map(FleetColumn::head).collect(Collectors.joining(", "));
  }
}
