package org.vigie.server.notice;

import java.net.URI;
import java.util.Optional;

/// What the configuration says for the public (`public` in vigie.yaml).
///
/// @param address where the public finds the page; on the signs' QR codes
/// @param responsible who answers for the cameras, with a postal address
/// @param ask whom to ask, in words
/// @param dataProtection how to reach the data-protection officer, in words; no name
/// @param complain to whom one complains
/// @param answerWithinDays within which a question is answered, 1 to 31
public record NoticeSettings(
    Optional<URI> address,
    Optional<String> responsible,
    Optional<String> ask,
    Optional<String> dataProtection,
    String complain,
    int answerWithinDays) {

  /// The French authority, to whom anybody may complain.
  public static final String USUAL_COMPLAINTS =
      "CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr";

  /// A month, the law's longest.
  public static final int USUAL_DAYS = 30;

  /// Nothing is said.
  public static final NoticeSettings NONE =
      new NoticeSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          USUAL_COMPLAINTS,
          USUAL_DAYS);
}
