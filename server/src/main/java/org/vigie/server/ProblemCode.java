package org.vigie.server;

import java.util.Locale;
import java.util.Map;

/// What can be wrong with a request: an HTTP status, what happened, and what to do next, in the two
/// languages of the product. `{name}` stands for a parameter, `{length}` for the parameter
/// `seconds` as
/// people say it.
enum ProblemCode {
  SIGN_IN_NEEDED(
      401,
      "You are not signed in.",
      "Sign in again.",
      "Vous n'êtes pas connecté.",
      "Connectez-vous de nouveau."),
  WRONG_PASSWORD(
      401,
      "Name and password do not match.",
      "Check both; an administrator can send you a new link.",
      "Le nom et le mot de passe ne correspondent pas.",
      "Vérifiez les deux ; un administrateur peut vous envoyer un nouveau lien."),
  WRONG_CODE(
      401,
      "This code is not good.",
      "Type the one that your app shows now; each works once. A recovery code works too, or ask an administrator.",
      "Ce code n'est pas bon.",
      "Saisissez celui que votre application affiche maintenant ; chacun sert une fois. Un code de secours convient aussi, ou demandez à un administrateur."),
  SIGN_IN_OVER(
      410, "This took too long.", "Begin again.", "Cela a pris trop de temps.", "Recommencez."),
  SECOND_FACTOR_NEEDED(
      403,
      "This town requires a second factor, and you have none yet.",
      "Set one up: the page that opens when you sign in leads through it.",
      "Cette commune exige un second facteur, et vous n'en avez pas encore.",
      "Configurez-en un : la page qui s'ouvre à la connexion vous guide."),
  LOCKED(
      423,
      "This workstation is locked.",
      "Unlock it, or sign in as somebody else.",
      "Ce poste est verrouillé.",
      "Déverrouillez-le, ou connectez-vous sous un autre nom."),
  CANNOT_LOCK(
      409,
      "You have nothing to unlock with.",
      "Choose a password on the page of your account, or sign out.",
      "Vous n'avez rien pour déverrouiller.",
      "Choisissez un mot de passe à la page de votre compte, ou déconnectez-vous."),
  NO_PASSKEYS_HERE(
      409,
      "Browsers make no passkeys for this address.",
      "Open the console by its name over HTTPS, such as https://vigie.example.org, or as http://localhost on the machine itself.",
      "Les navigateurs ne créent pas de clé d'accès pour cette adresse.",
      "Ouvrez la console par son nom en HTTPS, comme https://vigie.example.org, ou par http://localhost sur la machine même."),
  NO_SUCH_PASSKEY(
      404,
      "You have no such passkey.",
      "It was removed already; reload the page.",
      "Vous n'avez pas cette clé d'accès.",
      "Elle a déjà été retirée ; rechargez la page."),
  PASSKEY_REFUSED(
      401,
      "This passkey was not taken.",
      "Try again, or sign in with your password. A passkey is good only for the address that it was made for.",
      "Cette clé d'accès n'a pas été acceptée.",
      "Réessayez, ou connectez-vous avec votre mot de passe. Une clé d'accès ne vaut que pour l'adresse pour laquelle elle a été créée."),
  NO_PROVIDER(
      409,
      "There is no provider for this.",
      "Sign in with name and password. A provider is named in vigie.yaml, under sign_in: oidc.",
      "Il n'y a pas de fournisseur pour cela.",
      "Connectez-vous avec nom et mot de passe. Un fournisseur se nomme dans vigie.yaml, sous sign_in: oidc."),
  PROVIDER_UNREACHABLE(
      503,
      "The identity provider cannot be used now.",
      "What is wrong with it: {reason}. Who has a password here signs in with it meanwhile; vigie doctor says more to whoever runs this machine.",
      "Le fournisseur d'identité ne peut pas servir pour l'instant.",
      "Ce qui ne va pas : {reason_fr}. Qui a un mot de passe ici se connecte avec lui en attendant ; vigie doctor en dit plus à qui administre cette machine."),
  PROVIDER_NOT_BELIEVED(
      401,
      "What the identity provider said was not taken.",
      "The reason: {reason}. Begin again; if it stays so, tell whoever runs the directory.",
      "Ce qu'a dit le fournisseur d'identité n'a pas été accepté.",
      "La raison : {reason_fr}. Recommencez ; si cela persiste, prévenez qui administre l'annuaire."),
  NO_ROLE_FROM_PROVIDER(
      403,
      "The directory knows you, and gives you no role here.",
      "Ask whoever runs it to put you into one of the groups that vigie.yaml names, then sign in again. Nothing was created.",
      "L'annuaire vous connaît, et ne vous donne aucun rôle ici.",
      "Demandez à qui l'administre de vous mettre dans l'un des groupes que nomme vigie.yaml, puis connectez-vous de nouveau. Rien n'a été créé."),
  ROLES_CLASH(
      403,
      "The directory gives you roles that nobody may hold together here.",
      "Whoever administers sees no pictures: ask to be taken out of one of the groups, then sign in again.",
      "L'annuaire vous donne des rôles que personne ne peut cumuler ici.",
      "Qui administre ne voit pas d'images : demandez à être retiré de l'un des groupes, puis connectez-vous de nouveau."),
  KEPT_OUT(
      403,
      "An administrator has ended your access.",
      "Ask them to let you in again, on the page People.",
      "Un administrateur a mis fin à votre accès.",
      "Demandez-lui de vous admettre de nouveau, à la page Personnes."),
  SOMEBODY_ELSE(
      403,
      "You are not the person whose workstation this is.",
      "Choose \"Sign in as somebody else\" on the lock; their session then ends.",
      "Vous n'êtes pas la personne à qui est ce poste.",
      "Choisissez « Se connecter sous un autre nom » sur le verrou ; sa session prend alors fin."),
  THROUGH_PROVIDER(
      409,
      "This person signs in through the town's directory, and has no password here.",
      "Use the button on the sign-in page. A forgotten password is the directory's to change.",
      "Cette personne se connecte par l'annuaire de la commune, et n'a pas de mot de passe ici.",
      "Utilisez le bouton de la page de connexion. Un mot de passe oublié se change dans l'annuaire."),
  LOCAL_SIGN_IN_CLOSED(
      403,
      "Passwords are for administrators here.",
      "Use the button of the town's directory. vigie.yaml says so: sign_in: oidc: local_sign_in.",
      "Les mots de passe sont ici pour les administrateurs.",
      "Utilisez le bouton de l'annuaire de la commune. vigie.yaml le veut : sign_in: oidc: local_sign_in."),
  PROOF_NEEDED(
      403,
      "Prove first that it is you.",
      "Give your password or a code, then do it again.",
      "Prouvez d'abord que c'est bien vous.",
      "Donnez votre mot de passe ou un code, puis recommencez."),
  LAST_FACTOR(
      409,
      "This is your last second factor, and this town requires one.",
      "Set up another one first.",
      "C'est votre dernier second facteur, et cette commune en exige un.",
      "Configurez-en d'abord un autre."),
  TOO_MANY_TRIES(
      429,
      "Too many attempts.",
      "Wait {seconds} s, then try again.",
      "Trop de tentatives.",
      "Attendez {seconds} s, puis réessayez."),
  LINK_SPENT(
      410,
      "This link has been used, replaced or has expired.",
      "Ask an administrator for a new one, or restart Vigie to get a new first link.",
      "Ce lien a déjà servi, a été remplacé ou a expiré.",
      "Demandez-en un nouveau à un administrateur, ou redémarrez Vigie pour un premier lien."),
  PASSWORD_TOO_WEAK(
      400,
      "This password is too easy.",
      "Choose at least {least} characters, at least five of them different, without your name.",
      "Ce mot de passe est trop facile.",
      "Choisissez au moins {least} caractères, dont cinq différents, sans votre nom."),
  CSRF(
      403,
      "This page is out of date.",
      "Reload it and try again.",
      "Cette page n'est plus à jour.",
      "Rechargez-la et réessayez."),
  REFUSED(
      403,
      "You may not do this: {reason}",
      "Ask whoever manages habilitations; the refusal is in the ledger.",
      "Vous ne pouvez pas faire cela : {reason}",
      "Adressez-vous à qui gère les habilitations ; le refus est au registre."),
  PROGRAM_READS(
      403,
      "A program's key reads, and never decides.",
      "Only GET is taken from it; what changes anything is a person's.",
      "La clé d'un programme lit, et ne décide jamais.",
      "Seul GET lui est permis ; ce qui change quelque chose revient à une personne."),
  NO_SUCH_KEY(
      404,
      "There is no such key.",
      "Reload the page.",
      "Cette clé n'existe pas.",
      "Rechargez la page."),
  TOO_MANY_KEYS(
      409,
      "The town has a hundred keys of programs.",
      "End one that nothing uses any more.",
      "La ville a déjà cent clés de programmes.",
      "Mettez fin à une clé qui ne sert plus."),
  NO_SUCH_VISIT(
      404,
      "There is no such maintenance visit.",
      "Reload the page.",
      "Cette visite de maintenance n'existe pas.",
      "Rechargez la page."),
  TOO_MANY_VISITS(
      409,
      "Two maintenance visits are open already.",
      "End one of them first.",
      "Deux visites de maintenance sont déjà ouvertes.",
      "Mettez d'abord fin à l'une d'elles."),
  NO_COMPANION(
      409,
      "Somebody else of the town must accompany this visit.",
      "Name a colleague whose habilitation is in force.",
      "Quelqu'un d'autre de la ville doit accompagner cette visite.",
      "Nommez un collègue dont l'habilitation est en vigueur."),
  VISIT_UNCONFIRMED(
      409,
      "This visit is not confirmed yet.",
      "Whoever accompanies it confirms it in their own session; then open the link again.",
      "Cette visite n'est pas encore confirmée.",
      "Qui l'accompagne la confirme dans sa propre session ; rouvrez ensuite le lien."),
  GUEST_SHUT(
      403,
      "A maintenance visit does not open this.",
      "Ask whoever accompanies you; the refusal is on the record of the visit.",
      "Une visite de maintenance n'ouvre pas cela.",
      "Adressez-vous à qui vous accompagne ; le refus est au compte rendu de la visite."),
  NOT_FOUND(
      404,
      "There is nothing at this address.",
      "Check the address.",
      "Il n'y a rien à cette adresse.",
      "Vérifiez l'adresse."),
  NO_SUCH_CAMERA(
      404,
      "There is no camera {camera} for you here.",
      "Choose one from the list of cameras.",
      "Il n'y a pas ici de caméra {camera} pour vous.",
      "Choisissez-en une dans la liste des caméras."),
  NOT_STEERABLE(
      409,
      "Nobody steers this camera.",
      "An administrator lets it be steered with `steer` in vigie.yaml, if it can move.",
      "Personne ne dirige cette caméra.",
      "Un administrateur le permet par `steer` dans vigie.yaml, si elle bouge."),
  STEER_HELD(
      409,
      "{name} steers it.",
      "It is free {length} after their last order, or when they let it go. A supervisor can take it over.",
      "{name} la dirige.",
      "Elle est libre {length} après son dernier ordre, ou quand la personne la lâche. Un chef de salle peut la prendre."),
  NO_SUCH_PRESET(
      404,
      "The camera remembers no such place.",
      "Choose one from its list.",
      "La caméra n'a pas ce point mémorisé.",
      "Choisissez-en un dans sa liste."),
  CAMERA_DISOBEYS(
      502,
      "The camera did not do it: {reason}",
      "Try again; if it goes on, see to its network, its password and its motor.",
      "La caméra ne l'a pas fait : {reason}",
      "Réessayez ; si cela dure, voyez son réseau, son mot de passe et son moteur."),
  NO_SUCH_ALERT(
      404,
      "There is no alert {alert} for you here.",
      "Choose one from the list of alerts.",
      "Il n'y a pas ici d'alerte {alert} pour vous.",
      "Choisissez-en une dans la liste des alertes."),
  NO_SUCH_LAYOUT(
      404,
      "There is no such layout.",
      "Somebody has removed it; choose another one from the list.",
      "Cette disposition n'existe pas.",
      "Quelqu'un l'a supprimée ; choisissez-en une autre dans la liste."),
  LAYOUT_NAME_TAKEN(
      409,
      "Another layout is called {name}.",
      "Choose another name, or change that one.",
      "Une autre disposition s'appelle {name}.",
      "Choisissez un autre nom, ou modifiez celle-là."),
  TOO_MANY_LAYOUTS(
      409,
      "The town has {most} layouts already.",
      "Remove one that nobody uses any more.",
      "La ville a déjà {most} dispositions.",
      "Supprimez-en une qui ne sert plus."),
  LAYOUT_SHARED(
      403,
      "{name} has cameras that you may not watch.",
      "Save yours under another name: changing this one would take them away from others.",
      "{name} contient des caméras que vous ne pouvez pas regarder.",
      "Enregistrez la vôtre sous un autre nom : modifier celle-ci les retirerait aux autres."),
  NO_SUCH_INCIDENT(
      404,
      "There is no incident {incident} for you here.",
      "Choose one from the shift log.",
      "Il n'y a pas ici d'incident {incident} pour vous.",
      "Choisissez-en un dans la main courante."),
  NO_SUCH_SHIFT(
      404,
      "There is no shift {shift}.",
      "Choose one from the shift log, or ask for the present one.",
      "Il n'y a pas de service {shift}.",
      "Choisissez-en un dans la main courante, ou demandez celui en cours."),
  DESK_NOT_SO(
      409,
      "This cannot be done now: {reason}",
      "Look again: somebody else may have been faster.",
      "Cela ne peut pas se faire maintenant : {reason}",
      "Regardez de nouveau : quelqu'un a pu être plus rapide."),
  NO_SUCH_PERSON(
      404,
      "There is no person {person}.",
      "Choose one from the list of people.",
      "Il n'y a pas de personne {person}.",
      "Choisissez-en une dans la liste des personnes."),
  NO_SUCH_SESSION(
      404,
      "There is no such session.",
      "It has ended already; reload the list.",
      "Cette session n'existe pas.",
      "Elle est déjà terminée ; rechargez la liste."),
  NAME_TAKEN(
      409,
      "Another person has this name.",
      "Choose another.",
      "Une autre personne porte ce nom.",
      "Choisissez-en un autre."),
  DRAWING_INVALID(
      400,
      "This cannot be drawn or asked so: {what}",
      "Put that right; nothing was changed.",
      "Cela ne peut pas être tracé ou demandé ainsi : {what}",
      "Corrigez cela ; rien n'a été changé."),
  DRAWING_CHANGED(
      409,
      "Somebody else has changed what is drawn on this camera meanwhile.",
      "Look at what is there now, then make your change again; nothing of theirs or yours is lost.",
      "Quelqu'un d'autre a changé entre-temps ce qui est tracé sur cette caméra.",
      "Regardez ce qui s'y trouve maintenant, puis refaites votre changement ; rien n'est perdu."),
  RULES_UNREADABLE(
      409,
      "The rules file cannot be used as it is: {what}",
      "Put it right by hand; until then the rules in force stay in force.",
      "Le fichier des règles est inutilisable en l'état : {what}",
      "Corrigez-le à la main ; d'ici là, les règles en vigueur le restent."),
  RULES_NOT_WRITTEN(
      507,
      "The rules file could not be written: {reason}",
      "Let Vigie's account write it, or make room on its disk, then try again; nothing was changed.",
      "Le fichier des règles n'a pas pu être écrit : {reason}",
      "Donnez à Vigie le droit d'y écrire, ou faites de la place, puis réessayez ; rien n'a été changé."),
  NO_SUCH_VERSION(
      404,
      "There is no such version of what was drawn on this camera.",
      "Choose one from the list of versions.",
      "Il n'y a pas de telle version de ce qui a été tracé sur cette caméra.",
      "Choisissez-en une dans la liste des versions."),
  ALREADY_JUDGED(
      409,
      "This alert has its verdict already.",
      "Somebody was faster; the list shows who and why.",
      "Cette alerte a déjà son verdict.",
      "Quelqu'un a été plus rapide ; la liste dit qui et pourquoi."),
  BAD_REQUEST(
      400,
      "The request cannot be understood: {what}",
      "Correct it and send it again.",
      "La demande n'est pas compréhensible : {what}",
      "Corrigez-la et renvoyez-la."),
  REASON_NEEDED(
      400,
      "A reason is needed.",
      "Say in a few words why; it goes into the ledger.",
      "Il faut un motif.",
      "Dites pourquoi en quelques mots ; le motif va au registre."),
  SPAN_TOO_LONG(
      400,
      "That is too much at once.",
      "Ask for at most {length}.",
      "C'est trop à la fois.",
      "Demandez au plus {length}."),
  NO_SUCH_YEARS(
      400,
      "The ledger has nothing of that time.",
      "Ask for days of the years it holds (UTC): {years}.",
      "Le registre n'a rien de cette période.",
      "Demandez des jours des années qu'il contient (UTC) : {years}."),
  NO_FOOTAGE(
      404,
      "Nothing is recorded of {camera} then.",
      "The time line shows what is, and why the rest is not.",
      "Rien n'est enregistré de {camera} à ce moment.",
      "La frise montre ce qui l'est, et pourquoi le reste ne l'est pas."),
  LIFT_OVER(
      410,
      "You no longer see this camera clear.",
      "Lift its mask again, with a reason.",
      "Vous ne voyez plus cette caméra en clair.",
      "Levez de nouveau son masque, avec un motif."),
  SEALED(
      403,
      "This footage of {camera} is sealed: its review window has ended.",
      "Ask two custodians to open it, in Review.",
      "Cet enregistrement de {camera} est scellé : sa fenêtre de relecture est passée.",
      "Demandez à deux dépositaires de l'ouvrir, dans Relecture."),
  NOT_SEALED(
      409,
      "Nothing there is sealed.",
      "What is inside its review window can be seen without custodians; the time line shows what is there.",
      "Rien n'y est scellé.",
      "Ce qui est dans sa fenêtre de relecture se voit sans dépositaires ; la frise montre ce qu'il y a."),
  NO_WORDS(
      409,
      "That entry holds nothing that was typed.",
      "It had none, or they were erased before.",
      "Cette inscription ne contient aucun texte saisi.",
      "Elle n'en avait pas, ou il a déjà été effacé."),
  ACCESS_NOT_SO(
      409,
      "This cannot be done with the request: {reason}",
      "Look at the case again: it may have moved on.",
      "Cela ne peut pas se faire avec cette demande : {reason}",
      "Regardez de nouveau le dossier : il a pu avancer."),
  OPENING_REFUSED(
      409,
      "It was not taken: {reason}",
      "The refusal is in the ledger.",
      "Cela n'a pas été accepté : {reason}",
      "Le refus est au registre."),
  COSIGNATURE_REFUSED(
      409,
      "The cosignature was not taken: {reason}",
      "Compare the witness' own folder with the town's configuration (ledger: witnesses).",
      "La cosignature n'a pas été acceptée : {reason}",
      "Comparez le dossier du témoin avec la configuration de la ville (ledger: witnesses)."),
  SIGNAL_NOT_SIGNED(
      401,
      "The signal was not taken: no source of this town has signed it in the last five minutes.",
      "Compare name, key (signals: secret_file) and clock; design/outside.md says what is signed.",
      "Le signalement n'a pas été accepté : aucune source de cette ville ne l'a signé dans les cinq dernières minutes.",
      "Comparez le nom, la clé (signals: secret_file) et l'horloge ; design/outside.md dit ce qui est signé."),
  NO_CUSTODIANS(
      404,
      "This town has no custodians.",
      "An administrator names them on the page Custody.",
      "Cette ville n'a pas de dépositaires.",
      "Un administrateur les nomme à la page Scellés."),
  NO_CUSTODIAN(
      401,
      "This call is signed by no custodian of this town: {reason}",
      "Use the key file whose card the town was given.",
      "Cet appel n'est signé par aucun dépositaire de la ville : {reason}",
      "Utilisez le fichier de clés dont la ville a reçu la carte."),
  NOTICE_NOT_PUBLISHED(
      404,
      "The town has not published its page yet.",
      "An administrator publishes it: the pages Acts and Public page, or POST /api/notice/publish.",
      "La ville n'a pas encore publié sa page.",
      "Un administrateur la publie : pages Arrêtés et Page publique, ou POST /api/notice/publish."),
  NO_PUBLIC_ADDRESS(
      404,
      "There is no sign: it would lead nowhere.",
      "Add the page's address to vigie.yaml, public.address, and start Vigie again.",
      "Il n'y a pas de panneau : il ne mènerait nulle part.",
      "Ajoutez l'adresse de la page à vigie.yaml, public.address, et redémarrez Vigie."),
  NOTICE_INCOMPLETE(
      409,
      "The public page does not say everything it must: {missing}",
      "Add these keys to vigie.yaml and start Vigie again.",
      "La page publique ne dit pas tout ce qu'elle doit dire : {missing}",
      "Ajoutez ces clés à vigie.yaml et redémarrez Vigie."),
  NO_ROOM_FOR_COPY(
      507,
      "There is too little room for this copy: about {needed} MiB are needed, {free} MiB are free.",
      "Ask for less at once, or have an administrator make room where the data folder lies.",
      "Il n'y a pas assez de place pour cette copie : il faut environ {needed} Mio, {free} Mio sont libres.",
      "Demandez moins à la fois, ou faites faire de la place là où est le dossier de données."),
  KEYS_TOO_FAR_APART(
      409,
      "This camera's key pictures are more than {seconds} s apart: no viewing copy can be made.",
      "Ask again without a viewing copy, and have the key pictures set to 1 to 4 s in the camera. Nothing was handed over.",
      "Les images clés de cette caméra sont à plus de {seconds} s l'une de l'autre : pas de copie de visionnage possible.",
      "Redemandez sans copie de visionnage, et faites régler les images clés de 1 à 4 s dans la caméra. Rien n'a été remis."),
  COPIES_WAITING(
      429,
      "{most} copies of yours wait here already, or are being made.",
      "Fetch them, then delete one here, or let one expire: each goes by itself after {minutes} minutes.",
      "{most} copies à vous attendent déjà ici, ou sont en cours.",
      "Téléchargez-les, puis supprimez-en une ici, ou laissez-la expirer : chacune disparaît seule après {minutes} minutes."),
  COPIES_BUSY(
      503,
      "Copies are being made already, {most} at once at most. Nothing was made.",
      "Try again in a minute; long stretches take longer.",
      "Des copies sont déjà en cours, {most} à la fois au plus. Rien n'a été fait.",
      "Réessayez dans une minute ; de longs passages prennent plus longtemps."),
  LETTER_NOT_TAKEN(
      400,
      "The letter was not taken: it should be a PDF, JPEG or PNG of at most 10 MB.",
      "Choose its scan again, or leave it out; its content counts, not its name. Nothing was handed over.",
      "La lettre n'a pas été acceptée : il faut un PDF, JPEG ou PNG de 10 Mo au plus.",
      "Choisissez de nouveau sa copie, ou laissez-la ; son contenu compte, non son nom. Rien n'a été remis."),
  NO_STILL(
      404,
      "No picture is kept of this alert.",
      "Its clip is cut from the recording, as long as that can be read.",
      "Aucune image n'est conservée de cette alerte.",
      "La séquence est prise dans l'enregistrement tant qu'il est lisible."),
  MAP_LAYER_UNREADABLE(
      503,
      "The layer {layer} of the map cannot be shown: {reason}",
      "Have its file put right; it is read again with the next request.",
      "La couche {layer} de la carte ne peut pas être montrée : {reason}",
      "Faites corriger son fichier ; il est relu à la demande suivante."),
  MASKING_UNAVAILABLE(
      503,
      "The masked copy could not be made.",
      "Vigie restarts its eye by itself; try again in a few seconds.",
      "La copie masquée n'a pas pu être faite.",
      "Vigie relance son œil lui-même ; réessayez dans quelques secondes."),
  MASKING_BUSY(
      503,
      "Other masked copies are being made.",
      "Try again in a few seconds.",
      "D'autres copies masquées sont en cours.",
      "Réessayez dans quelques secondes."),
  UNAVAILABLE(
      503,
      "Vigie cannot do this now.",
      "Try again; if it lasts, the administrator finds the reason in the server's log.",
      "Vigie ne peut pas le faire maintenant.",
      "Réessayez ; si cela dure, l'administrateur trouvera la raison dans le journal du serveur.");

  private final int status;
  private final String title;
  private final String detail;
  private final String titleFr;
  private final String detailFr;

  ProblemCode(int status, String title, String detail, String titleFr, String detailFr) {
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.titleFr = titleFr;
    this.detailFr = detailFr;
  }

  int status() {
    return status;
  }

  /// The whole answer, RFC 9457.
  Body body(Map<String, String> params, boolean french) {
    return new Body(
        "urn:vigie:" + name().toLowerCase(Locale.ROOT).replace('_', '-'),
        fill(french ? titleFr : title, params, french),
        status,
        fill(french ? detailFr : detail, params, french),
        name(),
        params);
  }

  record Body(
      String type,
      String title,
      int status,
      String detail,
      String code,
      Map<String, String> params) {}

  private static String fill(String text, Map<String, String> params, boolean french) {
    var filled = text;
    for (var param : params.entrySet()) {
      filled = filled.replace("{" + param.getKey() + "}", param.getValue());
    }
    var seconds = params.get("seconds");
    return seconds == null
        ? filled
        : filled.replace("{length}", length(Long.parseLong(seconds), french));
  }

  /// In the largest unit of which it is a whole number; a day is 24 hours.
  private static String length(long seconds, boolean french) {
    if (seconds > 86_400 && seconds % 86_400 == 0) {
      return count(seconds / 86_400, french ? "jour" : "day");
    }
    if (seconds % 3_600 == 0) {
      return count(seconds / 3_600, french ? "heure" : "hour");
    }
    return seconds % 60 == 0
        ? count(seconds / 60, "minute")
        : count(seconds, french ? "seconde" : "second");
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
