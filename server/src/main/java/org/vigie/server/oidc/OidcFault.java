package org.vigie.server.oidc;

/// Why somebody who came from the provider is not believed, in words that say what to look at.
public enum OidcFault {
  NO_ANSWER(true, "it does not answer ({detail})", "il ne répond pas ({detail})"),
  SLOW(
      true,
      "it had not answered in full after {detail} s",
      "il n'avait pas fini de répondre après {detail} s"),
  STATUS(true, "it answered {detail}", "il a répondu {detail}"),
  REDIRECTS(
      true,
      "it sends elsewhere, which is not followed ({detail})",
      "il renvoie ailleurs, ce qui n'est pas suivi ({detail})"),
  TOO_LARGE(true, "its answer is larger than {detail}", "sa réponse dépasse {detail}"),
  UNREADABLE(
      true,
      "its answer is cut short, or is not what it should be ({detail})",
      "sa réponse est tronquée, ou n'est pas ce qu'elle devrait être ({detail})"),
  OTHER_ISSUER(
      true,
      "it calls itself {detail}, which is not the issuer in vigie.yaml",
      "il se nomme {detail}, ce qui n'est pas l'issuer de vigie.yaml"),
  INCOMPLETE(
      true,
      "its description lacks {detail}, or names it without https",
      "sa description n'a pas {detail}, ou le nomme sans https"),
  CLIENT_REFUSED(
      true,
      "it does not take Vigie's client_id and secret ({detail})",
      "il n'accepte pas le client_id et le secret de Vigie ({detail})"),

  DENIED(false, "it did not let you in ({detail})", "il ne vous a pas laissé entrer ({detail})"),
  OTHER_STATE(
      false, "this is the answer to another sign-in", "c'est la réponse à une autre connexion"),
  MIXED_UP(
      false,
      "the answer comes from another provider ({detail})",
      "la réponse vient d'un autre fournisseur ({detail})"),
  NO_CODE(false, "the answer has no code", "la réponse n'a pas de code"),
  CODE_REFUSED(
      false,
      "the code was used before, or is too old ({detail})",
      "le code a déjà servi, ou est trop ancien ({detail})"),
  NO_TOKEN(false, "it gave no ID token", "il n'a pas donné de jeton d'identité"),
  TOKEN_UNREADABLE(
      false, "its token cannot be read ({detail})", "son jeton ne se lit pas ({detail})"),
  ALGORITHM(
      false,
      "its token is signed by {detail}, which is not taken",
      "son jeton est signé par {detail}, ce qui n'est pas accepté"),
  NO_SUCH_KEY(
      false,
      "its token is signed with a key that it does not publish",
      "son jeton est signé d'une clé qu'il ne publie pas"),
  WEAK_KEY(false, "its key has fewer than 2048 bits", "sa clé a moins de 2048 bits"),
  SIGNATURE(false, "the signature of its token is wrong", "la signature de son jeton est fausse"),
  WRONG_ISSUER(false, "its token was issued by {detail}", "son jeton a été émis par {detail}"),
  WRONG_AUDIENCE(
      false,
      "its token is for another program ({detail})",
      "son jeton est destiné à un autre programme ({detail})"),
  CLOCK(
      false,
      "its clock and this machine's differ by {detail} s; 60 are tolerated",
      "son horloge et celle de cette machine diffèrent de {detail} s ; 60 sont tolérées"),
  EXPIRED(false, "its token ended {detail} s ago", "son jeton a pris fin il y a {detail} s"),
  WRONG_NONCE(
      false, "its token belongs to another sign-in", "son jeton appartient à une autre connexion"),
  NO_AUTH_TIME(
      false,
      "it does not say when you signed in there (auth_time)",
      "il ne dit pas quand vous vous y êtes connecté (auth_time)"),
  NOT_ASKED_AGAIN(
      false,
      "it let you through without asking again who you are",
      "il vous a laissé passer sans redemander qui vous êtes");

  private final boolean unreachable;
  private final String en;
  private final String fr;

  OidcFault(boolean unreachable, String en, String fr) {
    this.unreachable = unreachable;
    this.en = en;
    this.fr = fr;
  }

  /// Whether it is the provider that cannot be used, rather than this answer of it.
  public boolean isUnreachable() {
    return unreachable;
  }

  public String en(String detail) {
    return en.replace("{detail}", detail);
  }

  public String fr(String detail) {
    return fr.replace("{detail}", detail);
  }
}
