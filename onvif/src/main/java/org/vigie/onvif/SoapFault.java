package org.vigie.onvif;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a camera says no.
///
/// @param codes from the general to the particular, without their prefixes
/// @param reason in words; may be empty
record SoapFault(List<String> codes, String reason) {

  /// What cameras call a login that they do not take.
  private static final List<String> LOGIN =
      List.of("notauthorized", "failedauthentication", "invalidsecurity", "invalidusername");

  /// What they call what they do not have.
  private static final List<String> ABSENT =
      List.of(
          "actionnotsupported",
          "optionalactionnotimplemented",
          "notsupported",
          "nosuchservice",
          "ptznotsupported",
          "mustunderstand");

  SoapFault {
    codes = List.copyOf(codes);
  }

  boolean isLogin() {
    return has(LOGIN);
  }

  boolean isAbsent() {
    return has(ABSENT);
  }

  private boolean has(List<String> known) {
    return codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).anyMatch(known::contains);
  }

  /// For people: the reason, and the most particular code.
  String said() {
    var code = codes.isEmpty() ? Optional.<String>empty() : Optional.of(codes.getLast());
    var words = reason.isEmpty() ? "no reason" : "\"" + reason + "\"";
    return code.map(c -> words + " (" + c + ")").orElse(words);
  }
}
