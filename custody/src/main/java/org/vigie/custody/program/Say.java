package org.vigie.custody.program;

import java.util.Arrays;

/// What the program says to a custodian, in both languages. `%s` stand for what it is about, in the
/// same order.
enum Say {
  OWN_REQUEST(
      "You asked for this yourself: another custodian has to approve it.",
      "Vous êtes à l'origine de cette demande : c'est à un autre dépositaire de l'approuver."),
  ENDED("This request ended on %s.", "Cette demande a pris fin le %s."),
  NO_SET(
      "Your program does not know your town's custodians yet. Compare the set's fingerprint with"
          + " another custodian first.",
      "Votre programme ne connaît pas encore les dépositaires de votre commune. Comparez d'abord"
          + " l'empreinte du groupe avec un autre dépositaire."),
  STRANGE_SET(
      "This asks a set of custodians that your program does not know and that does not follow from"
          + " the one it knows. Somebody may have put another set in its place. Do not approve;"
          + " call the other custodians.",
      "Cette demande s'adresse à un groupe de dépositaires que votre programme ne connaît pas et qui"
          + " ne succède pas à celui qu'il connaît. Quelqu'un a pu le remplacer. N'approuvez pas ;"
          + " appelez les autres dépositaires."),
  OTHER_TOWN(
      "This is about footage of %s; you are a custodian of %s.",
      "Il s'agit d'images de %s ; vous êtes dépositaire de %s."),
  NOT_OF_SET(
      "You are not one of the custodians that this asks.",
      "Vous ne faites pas partie des dépositaires à qui ceci est demandé."),
  OLDER_SET(
      "This asks set %s, which set %s has replaced: the footage was sealed before that.",
      "Cette demande s'adresse au groupe %s, remplacé depuis par le groupe %s : les images ont été"
          + " scellées avant."),
  ASKED_LATER(
      "By your clock this will be asked only on %s: one of the two clocks is wrong.",
      "D'après votre horloge, ceci ne sera demandé que le %s : l'une des deux horloges est fausse."),
  LEDGER_NOT_NAMED(
      "It names no checkpoint of the ledger, so it does not say what the ledger held when it was"
          + " asked.",
      "Elle ne cite aucun point de contrôle du registre : elle ne dit pas ce que le registre"
          + " contenait à ce moment."),
  LEDGER_UNREADABLE(
      "What it names as the ledger's checkpoint is none.",
      "Ce qu'elle cite comme point de contrôle du registre n'en est pas un."),
  LEDGER_SHORTER(
      "It names a ledger of %s entries; an earlier request named %s. Entries are missing: the ledger"
          + " may have been put back to an older copy. Call the data-protection officer before you"
          + " approve.",
      "Elle cite un registre de %s entrées ; une demande antérieure en citait %s. Il en manque : le"
          + " registre a pu être remplacé par une copie plus ancienne. Appelez le délégué à la"
          + " protection des données avant d'approuver."),
  LEDGER_OTHER(
      "It names a ledger of %s entries with other contents than an earlier request named: the past"
          + " was rewritten. Call the data-protection officer before you approve.",
      "Elle cite un registre de %s entrées dont le contenu diffère de celui qu'une demande antérieure"
          + " citait : le passé a été réécrit. Appelez le délégué à la protection des données avant"
          + " d'approuver."),
  UNREADABLE(
      "The server sent a request that is not shown, because it is not what it should be: %s",
      "Le serveur a envoyé une demande qui n'est pas affichée, car elle n'est pas conforme. Le"
          + " programme dit : « %s »"),
  REFUSED("It was not signed: %s", "Rien n'a été signé. Le programme dit : « %s »"),
  WRONG_PASSPHRASE(
      "That is not the passphrase of your key file. Nothing was signed or sent.",
      "Ce n'est pas la phrase secrète de votre fichier de clés. Rien n'a été signé ni envoyé."),
  KEYS_UNREADABLE(
      "Your key file cannot be read: %s", "Votre fichier de clés est illisible : « %s »"),
  NOT_READ(
      "Tick that you have read the request, then approve.",
      "Cochez que vous avez lu la demande, puis approuvez."),
  GONE(
      "This request is no longer on the server's list.",
      "Cette demande n'est plus sur la liste du serveur."),
  SENT_ALREADY(
      "You approved this already; it is not sent twice.",
      "Vous avez déjà approuvé cette demande ; rien n'est envoyé deux fois."),
  SENT("Signed and sent. The server says: %s", "Signé et envoyé. Le serveur répond : « %s »"),
  SERVER_REFUSED(
      "Signed and sent, and the server did not take it. It says: %s",
      "Signé et envoyé, mais le serveur ne l'a pas accepté. Il répond : « %s »"),
  LIST_REFUSED(
      "The server did not give you its list of requests. It says: %s",
      "Le serveur ne vous a pas donné sa liste de demandes. Il répond : « %s »"),
  SERVER_WRONG(
      "The server's answer is not what it should be: %s",
      "La réponse du serveur n'est pas conforme. Le programme dit : « %s »"),
  UNREACHABLE("The server %s does not answer: %s", "Le serveur %s ne répond pas : « %s »"),
  NOT_SENT(
      "You approved; it was signed, but may not have arrived. Approve again when the server answers:"
          + " it takes your approval once only.",
      "Vous avez approuvé ; c'est signé, mais ce n'est peut-être pas arrivé. Approuvez de nouveau"
          + " quand le serveur répondra : il ne prend votre accord qu'une fois."),
  SET_REPLACED(
      "Set %s has taken the place of set %s, signed by %s. Your program has checked and remembered"
          + " it.",
      "Le groupe %s a remplacé le groupe %s ; signé par %s. Votre programme l'a vérifié et retenu."),
  SET_SWAPPED(
      "The server names a set of custodians that does not follow from the one you know: set %s, %s."
          + " Footage may be sealed to people whom nobody chose. Call the other custodians and the"
          + " data-protection officer. If two of you signed the change, 'vigie custodian set accept'"
          + " takes their file.",
      "Le serveur annonce un groupe de dépositaires qui ne succède pas à celui que vous connaissez :"
          + " groupe %s, %s. Des images sont peut-être scellées pour des personnes que nul n'a"
          + " désignées. Appelez les autres dépositaires et le délégué à la protection des données. Si deux"
          + " d'entre vous ont signé le changement, « vigie custodian set accept » prend leur fichier."),
  SET_BACK(
      "The server names set %s again, although set %s has taken its place.",
      "Le serveur annonce de nouveau le groupe %s, que le groupe %s a pourtant remplacé."),
  SET_WITHOUT_YOU(
      "Your keys are not in the town's set of custodians. Hand your card to whoever sets them up.",
      "Vos clés ne figurent pas dans le groupe de dépositaires de la commune. Remettez votre carte à"
          + " la personne qui le constitue."),
  PINNED("Set %s is remembered from now on.", "Le groupe %s est désormais retenu."),
  NOT_PINNED("It was not remembered: %s", "Rien n'a été retenu. Le programme dit : « %s »"),
  UNLOCKED("Your keys are open until %s.", "Vos clés sont ouvertes jusqu'à %s."),
  LOCKED(
      "Your keys are closed and wiped from memory.",
      "Vos clés sont fermées et effacées de la mémoire.");

  private final String english;
  private final String french;

  Say(String english, String french) {
    this.english = english;
    this.french = french;
  }

  String in(Lang lang, Object... about) {
    var words =
        switch (lang) {
          case EN -> english;
          case FR -> french;
        };
    return words.formatted(about);
  }

  /// The same about something.
  Notice of(Object... about) {
    return new Notice(this, Arrays.asList(about));
  }
}
