package org.vigie.server.door;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Codes on paper for whoever lost telephone and passkeys: ten letters each, 50 bits, without those
/// that are misread. Typed in any case, with or without the hyphen.
final class RecoveryCodes {

  static final int MANY = 10;
  static final int LETTERS = 10;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  /// New ones, as they are written down: `7K2QF-9XH3M`.
  static List<String> fresh() {
    return Stream.generate(RecoveryCodes::one).limit(MANY).toList();
  }

  private static String one() {
    var letters =
        RANDOM
            .ints(LETTERS, 0, ALPHABET.length())
            .mapToObj(i -> ALPHABET.substring(i, i + 1))
            .collect(Collectors.joining());
    return letters.substring(0, LETTERS / 2) + "-" + letters.substring(LETTERS / 2);
  }

  /// One code in one form, however it was typed.
  static String normal(String typed) {
    return typed
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }
}
