package org.vigie.app.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.app.CameraConfig;
import org.vigie.app.CameraStanding;
import org.vigie.base.BadInput;
import org.vigie.base.login.CameraTrust;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.OnvifException;
import org.vigie.onvif.StreamProfile;

/// One camera of an inventory.
///
/// @param facts what it says of itself; absent where it does not answer
/// @param why it does not; empty where it does
/// @param standing absent where no Vigie runs
record InventoryLine(
    CameraConfig camera,
    Optional<DeviceFacts> facts,
    String why,
    Optional<CameraStanding> standing) {

  static final List<String> HEADS =
      List.of(
          "id",
          "name",
          "address",
          "maker",
          "model",
          "firmware",
          "serial",
          "recorded stream",
          "eye's stream",
          "clock",
          "certificate",
          "act",
          "last frame",
          "last alert",
          "last opened",
          "removal",
          "remark");

  static InventoryLine ask(CameraConfig camera, Optional<CameraStanding> standing) {
    try (var onvif = AskedCamera.open(camera)) {
      return new InventoryLine(camera, Optional.of(onvif.describe()), "", standing);
    } catch (OnvifException | BadInput e) {
      return new InventoryLine(camera, Optional.empty(), String.valueOf(e.getMessage()), standing);
    }
  }

  /// As [#HEADS] have them.
  ///
  /// @param unused after which a camera that nobody needed is named for removal
  List<String> cells(Instant now, Duration unused) {
    var cells = new ArrayList<String>();
    cells.add(camera.id().value());
    cells.add(camera.name());
    cells.add(AskedCamera.address(camera).map(Object::toString).orElse(""));
    cells.add(facts.map(DeviceFacts::maker).orElse(""));
    cells.add(facts.map(DeviceFacts::model).orElse(""));
    cells.add(facts.map(DeviceFacts::firmware).orElse(""));
    cells.add(facts.map(DeviceFacts::serial).orElse(""));
    cells.add(stream(Optional.of(camera.main())));
    cells.add(stream(camera.sub()));
    cells.add(facts.map(one -> FactsText.clock(one.clock())).orElse(""));
    cells.add(certificate());
    cells.add(standing.flatMap(CameraStanding::act).orElse(""));
    cells.add(text(standing.flatMap(CameraStanding::lastRecorded)));
    cells.add(text(standing.flatMap(CameraStanding::lastAlert)));
    cells.add(text(standing.flatMap(CameraStanding::lastOpened)));
    cells.add(removal(now, unused).orElse(""));
    cells.add(facts.map(one -> String.join("; ", one.remarks())).orElse(why));
    return cells;
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  private String stream(Optional<String> address) {
    if (address.isEmpty() || facts.isEmpty()) {
      return "";
    }
    var ours = AskedCamera.plain(address.get());
    return facts.get().profiles().stream()
        .filter(
            profile ->
                ours.isPresent() && profile.address().flatMap(AskedCamera::plain).equals(ours))
        .findFirst()
        .map(StreamProfile::described)
        .orElse("none of those that it offers");
  }

  private String certificate() {
    if (AskedCamera.address(camera).filter(address -> address.secure()).isEmpty()) {
      return "none: asked in clear";
    }
    if (facts.isEmpty()) {
      return "not known";
    }
    return switch (camera.trust()) {
      case CameraTrust.Fingerprint f -> "the one that is pinned";
      case CameraTrust.Authority a -> "of the town's authority";
      case CameraTrust.Usual u -> "of an authority";
    };
  }

  /// Why the camera may be one to take down; nothing where it is needed, or that is not known.
  Optional<String> removal(Instant now, Duration unused) {
    if (standing.isEmpty()) {
      return Optional.empty();
    }
    if (standing.get().act().isEmpty()) {
      return Optional.of("no act covers it");
    }
    var from = now.minus(unused);
    boolean needed =
        standing.get().lastAlert().filter(at -> at.isAfter(from)).isPresent()
            || standing.get().lastOpened().filter(at -> at.isAfter(from)).isPresent();
    return needed
        ? Optional.empty()
        : Optional.of(
            "no alert, and nobody looked at what is recorded of it, for %d days"
                .formatted(unused.toDays()));
  }
}
