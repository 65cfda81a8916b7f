package org.vigie.tell;

import java.util.Locale;

/// In which language a receiver is told.
public enum Language {
  FR,
  EN;

  /// As RFC 5646 writes it.
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
