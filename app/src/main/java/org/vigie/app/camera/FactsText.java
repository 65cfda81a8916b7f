package org.vigie.app.camera;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.onvif.ClockFacts;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.StreamChoice;
import org.vigie.onvif.StreamProfile;

/// What a camera says of itself, as lines for a terminal.
final class FactsText {

  private FactsText() {}

  static List<String> lines(
      OnvifAddress address, DeviceFacts facts, Optional<StreamChoice> choice) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s, firmware %s, serial number %s"
            .formatted(
                address.shown(),
                (facts.maker() + " " + facts.model()).strip(),
                facts.firmware(),
                facts.serial()));
    lines.add("  clock     " + clock(facts.clock()));
    var head = "  streams   ";
    for (var profile : facts.profiles()) {
      lines.add(head + profile.described() + use(profile, choice));
      head = "            ";
    }
    if (facts.profiles().isEmpty()) {
      lines.add(head + "none");
    }
    lines.add(
        "  moves     "
            + facts
                .ptz()
                .map(
                    ptz ->
                        "yes, %d presets, %s%s"
                            .formatted(
                                ptz.presets(),
                                ptz.home() ? "a home" : "no home",
                                ptz.devices().isEmpty()
                                    ? ""
                                    : "; at its lens " + String.join(", ", ptz.devices())))
                .orElse("no"));
    lines.add(
        "  masks     "
            + facts
                .masks()
                .map(
                    masks ->
                        "up to %d inside the camera%s"
                            .formatted(masks.most(), masks.rectanglesOnly() ? ", rectangles" : ""))
                .orElse("none inside the camera; privacy_masks in the configuration do it here"));
    facts
        .fingerprint()
        .ifPresent(print -> lines.add("  TLS       certificate " + print + ", to be compared"));
    facts.remarks().forEach(remark -> lines.add("  remark    " + remark));
    return lines;
  }

  static String clock(ClockFacts clock) {
    var kept = clock.ntp() ? "; follows a time server" : "; follows no time server";
    if (!clock.isOff()) {
      return "right to a few seconds" + kept;
    }
    return "%s %s%s"
        .formatted(
            spoken(clock.ahead().abs()), clock.ahead().isNegative() ? "behind" : "ahead", kept);
  }

  private static String spoken(Duration length) {
    return length.toDays() >= 2
        ? length.toDays() + " days"
        : length.toMinutes() >= 2 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  private static String use(StreamProfile profile, Optional<StreamChoice> choice) {
    if (choice.isEmpty()) {
      return "";
    }
    if (profile.equals(choice.get().main())) {
      return choice.get().sub().isPresent() ? "  -> recorded" : "  -> recorded and seen by the eye";
    }
    return choice.get().sub().filter(profile::equals).map(sub -> "  -> seen by the eye").orElse("");
  }
}
