package org.vigie.custody.program;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that the program speaks.
enum Lang {
  EN(Locale.UK),
  FR(Locale.FRANCE);

  private final Locale locale;

  Lang(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  String tag() {
    return locale.getLanguage();
  }

  /// Whichever of them a browser asks for first; English if none.
  static Lang ofBrowser(Optional<String> acceptLanguage) {
    return ranges(acceptLanguage.orElse("")).stream()
        .map(range -> range.getRange().split("-", 2)[0])
        .flatMap(tag -> List.of(values()).stream().filter(lang -> lang.tag().equals(tag)))
        .findFirst()
        .orElse(EN);
  }

  private static List<Locale.LanguageRange> ranges(String header) {
    try {
      return header.isBlank() || header.length() > 300
          ? List.of()
          : Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException e) {
      // A browser that asks for no language that there could be.
      return List.of();
    }
  }
}
