package org.vigie.governance;

import java.util.regex.Pattern;

/// The names that acts in the ledger are done under.
///
/// A person appears only as a pseudonymous staff id: the name that belongs to it is the server's
/// concern and is never in the ledger.
public final class Actors {

  /// Vigie itself: what happens by itself, such as the end of an act or a deletion.
  public static final String VIGIE = "vigie";

  /// Whoever runs `vigie` on the machine itself. Has every right, because root on the machine could
  /// do the same without asking; so that it is at least on record.
  public static final String LOCAL_ADMINISTRATOR = "local-administrator";

  /// The town's own directory, as it speaks when somebody signs in through it: it gives and takes
  /// the habilitations of the people who come from there, and nothing else.
  public static final String IDENTITY_PROVIDER = "identity-provider";

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private Actors() {}

  /// Whether this can stand as an actor: lower-case letters, digits and hyphens, at most 40.
  public static boolean isValid(String actor) {
    return VALID.matcher(actor).matches();
  }

  /// Whether this is neither Vigie itself, nor the machine's administrator, nor the directory.
  public static boolean isPerson(String actor) {
    return isValid(actor)
        && !actor.equals(VIGIE)
        && !actor.equals(LOCAL_ADMINISTRATOR)
        && !actor.equals(IDENTITY_PROVIDER);
  }
}
