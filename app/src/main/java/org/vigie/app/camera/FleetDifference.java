package org.vigie.app.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.onvif.OnvifAddress;

/// A camera of the configuration as a row of a table, and where another row says something else.
/// Pure.
final class FleetDifference {

  /// Up to the last sign that parts a login from a host.
  private static final Pattern LOGIN = Pattern.compile("^.*@(?=[\\p{Alnum}\\[])");

  private static final Pattern IN_PATH =
      Pattern.compile("(?i)\\b((?:pass|password|passwd|pwd|pw)=)[^&/?#]*");

  private FleetDifference() {}

  /// The camera that already has a row's stream or address.
  static Optional<CameraConfig> sameAddress(FleetTable.Row row, TownConfig town) {
    if (row.get(FleetColumn.ID).isPresent()) {
      return Optional.empty();
    }
    return town.cameras().stream()
        .filter(
            camera ->
                row.get(FleetColumn.MAIN).filter(camera.main()::equals).isPresent()
                    || row.get(FleetColumn.ONVIF)
                        .flatMap(FleetDifference::onvif)
                        .filter(at -> camera.onvif().filter(at::equals).isPresent())
                        .isPresent())
        .findFirst();
  }

  /// The columns in which a row says something else than the configuration does. What a row leaves
  /// out is no difference.
  static List<String> of(FleetTable.Row row, CameraConfig camera) {
    var differs = new ArrayList<String>();
    for (var column : FleetColumn.values()) {
      var said = row.get(column);
      if (said.isPresent() && compares(column) && !isSame(column, said.get(), camera)) {
        differs.add(column.head());
      }
    }
    return differs;
  }

  /// Files lie elsewhere on another machine, and a norm may come from the act.
  private static boolean compares(FleetColumn column) {
    return switch (column) {
      case ID, PASSWORD_FILE, RULES, NORM -> false;
      default -> true;
    };
  }

  /// An address is the same with the password that the configuration has in it, and without.
  private static boolean isSame(FleetColumn column, String said, CameraConfig camera) {
    var configured = cell(column, camera);
    return switch (column) {
      case MAIN -> said.equals(configured) || said.equals(camera.main());
      case SUB -> said.equals(configured) || camera.sub().filter(said::equals).isPresent();
      case LATITUDE, LONGITUDE, DIRECTION, ANGLE, REACH -> number(said).equals(number(configured));
      case ONVIF -> onvif(said).equals(onvif(configured));
      case GROUPS -> words(said).equals(words(configured));
      case FACES_DWELLINGS, PURPOSE -> yes(said).equalsIgnoreCase(yes(configured));
      default -> said.equals(configured);
    };
  }

  private static String number(String text) {
    try {
      return Double.toString(Double.parseDouble(text.replace(',', '.').replace("°", "").strip()));
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static String yes(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "oui", "true", "vrai", "1", "x" -> "yes";
      case "non", "false", "faux", "0" -> "no";
      default -> text;
    };
  }

  private static List<String> words(String text) {
    return List.of(text.split("\\s*[|,;/]\\s*", -1));
  }

  private static Optional<OnvifAddress> onvif(String text) {
    try {
      return Optional.of(OnvifAddress.parse(text));
    } catch (BadInput e) {
      return Optional.empty();
    }
  }

  /// What a table says of a camera; empty where the configuration says nothing. Never a password.
  static String cell(FleetColumn column, CameraConfig camera) {
    var site = camera.site();
    return switch (column) {
      case ID -> camera.id().value();
      case NAME -> camera.name();
      case GROUPS -> String.join(" | ", camera.groups());
      case PLACE -> site.place();
      case LATITUDE -> site.position().map(at -> plain(at.latitude())).orElse("");
      case LONGITUDE -> site.position().map(at -> plain(at.longitude())).orElse("");
      case DIRECTION -> site.view().map(view -> plain(view.direction())).orElse("");
      case ANGLE -> site.view().map(view -> plain(view.angle())).orElse("");
      case REACH -> site.view().map(view -> plain(view.reach())).orElse("");
      case PURPOSE -> site.purpose().map(Enum::name).orElse("");
      case MAIN -> withoutPassword(camera.main());
      case SUB -> camera.sub().map(FleetDifference::withoutPassword).orElse("");
      case ONVIF -> camera.onvif().map(OnvifAddress::toString).orElse("");
      case USER -> camera.login().map(CameraConfig.Login::user).orElse("");
      case NORM -> camera.norm().map(norm -> norm.name().toLowerCase(Locale.ROOT)).orElse("");
      case VOLUME -> camera.footage().volume().orElse("");
      case COPY_TO -> camera.footage().copyTo().orElse("");
      case FACES_DWELLINGS -> camera.facesDwellings() ? "yes" : "";
      case PASSWORD_FILE, RULES -> "";
    };
  }

  /// Whether an address of a camera holds what [#withoutPassword] leaves out.
  static boolean holdsPassword(CameraConfig camera) {
    return !withoutPassword(camera.main()).equals(camera.main())
        || camera.sub().filter(sub -> !withoutPassword(sub).equals(sub)).isPresent();
  }

  /// Without the login before the host, which may hold any sign unencoded (as [RtspUrl] reads it),
  /// and without what cameras want of a password in their paths.
  private static String withoutPassword(String address) {
    int scheme = address.indexOf("://");
    if (scheme < 0) {
      return IN_PATH.matcher(address).replaceAll("$1***");
    }
    var rest = address.substring(scheme + 3);
    var login = LOGIN.matcher(rest);
    var plain = login.find() ? rest.substring(login.end()) : rest;
    return address.substring(0, scheme + 3) + IN_PATH.matcher(plain).replaceAll("$1***");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
