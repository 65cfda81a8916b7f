package org.vigie.server.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vigie.governance.access.AccessAnswer;
import org.vigie.governance.access.AccessCase;
import org.vigie.governance.access.ExtensionGround;
import org.vigie.model.CameraId;
import org.vigie.server.notice.Html;
import org.vigie.server.notice.NoticeSettings;

/// The receipt and the answer as pages of A4 to print: plain HTML without scripts. What anybody
/// typed is escaped where it enters. Safe for any thread.
public final class Letters {

  private static final String STYLE =
      "@page{size:A4;margin:22mm}body{font:12pt/1.5 'IBM Plex Sans',Arial,sans-serif;max-width:42em;"
          + "margin:2em auto;padding:0 1em;color:#111;background:#fff}h1{font-size:15pt;margin:2em 0 1em}"
          + "address{font-style:normal;white-space:pre-line;margin:2em 0 2em 50%;min-width:12em}"
          + "table{border-collapse:collapse;width:100%;margin:1em 0}td,th{text-align:left;border-bottom:"
          + "1px solid #bbb;padding:.3em .6em .3em 0;vertical-align:top}footer{margin-top:3em;font-size:"
          + "10pt;color:#444}@media print{body{margin:0;max-width:none}}@media(max-width:30em){address{"
          + "margin-left:0}}";

  private final String town;
  private final NoticeSettings notice;
  private final ZoneId zone;
  private final Function<CameraId, String> names;

  /// @param names of cameras, for the public
  public Letters(
      String town, NoticeSettings notice, ZoneId zone, Function<CameraId, String> names) {
    this.town = town;
    this.notice = notice;
    this.zone = zone;
    this.names = names;
  }

  /// What the requester is given on the day.
  public String receipt(AccessCase one, Optional<Requester> requester, boolean french) {
    var title =
        french ? "Récépissé de votre demande d'accès" : "Receipt of your request for access";
    var html = head(title, one, requester, french);
    html.add(
        "<p>%s</p>\n",
        french
            ? "La ville a reçu %s, %s, votre demande d'accès aux images qui vous concernent (article 15 du RGPD ; article L253-5 du code de la sécurité intérieure). Elle porte le numéro %s."
                .formatted(
                    "le " + day(one.received(), true),
                    LetterWords.how(one.how(), true),
                    one.number())
            : "On %s the town received, %s, your request for access to pictures of you (GDPR, article 15; article L253-5 of the code of internal security). Its number is %s."
                .formatted(
                    day(one.received(), false), LetterWords.how(one.how(), false), one.number()));
    places(html, one, french);
    html.add(
        "<p>%s</p>\n",
        french
            ? "Une réponse vous sera donnée au plus tard le %s.".formatted(lastDay(one.due(), true))
            : "You will be answered by %s at the latest.".formatted(lastDay(one.due(), false)));
    html.add(
        "<p>%s</p>\n",
        french
            ? "Les images sont détruites au terme fixé par l'acte qui les autorise ; une demande ne le repousse pas. La copie qui vous est destinée est faite avant, si vous y figurez ; toute autre personne y est masquée."
            : "Pictures are destroyed at the limit of the act that allows them; a request does not put it off. The copy for you is made before, if you are in them; everybody else in it is masked.");
    html.add(
        "<p>%s</p>\n",
        french
            ? "Votre nom et votre adresse ne servent qu'à vous répondre ; ils sont détruits %d jours après la réponse."
                .formatted(AccessCase.KEEP_WORDS.toDays())
            : "Your name and address serve to answer you and nothing else; they are destroyed %d days after the answer."
                .formatted(AccessCase.KEEP_WORDS.toDays()));
    return foot(html, french);
  }

  /// The answer.
  ///
  /// @throws IllegalArgumentException if there is none yet
  public String answer(AccessCase one, Optional<Requester> requester, boolean french) {
    var answered =
        one.answered()
            .orElseThrow(() -> new IllegalArgumentException("not answered: " + one.number()));
    var title = french ? "Réponse à votre demande d'accès" : "Answer to your request for access";
    var html = head(title, one, requester, french);
    html.add(
        "<p>%s</p>\n",
        french
            ? "Vous avez demandé, le %s, l'accès aux images qui vous concernent."
                .formatted(day(one.received(), true))
            : "On %s you asked for access to pictures of you."
                .formatted(day(one.received(), false)));
    places(html, one, french);
    one.extended().ifPresent(ground -> html.add("<p>%s</p>\n", extension(ground, french)));
    switch (answered.answer()) {
      case AccessAnswer.Copy() -> copy(html, one, french);
      case AccessAnswer.Nothing(var finding, var before) ->
          html.add(
              "<p>%s</p>\n",
              LetterWords.finding(
                  finding, before.map(at -> moment(at, french)).orElse(""), french));
      case AccessAnswer.Refusal(var ground) ->
          html.add(
              "<p>%s</p>\n",
              french
                  ? "L'accès vous est refusé pour ce motif : %s."
                      .formatted(LetterWords.ground(ground, true))
                  : "Access is refused for this reason: %s."
                      .formatted(LetterWords.ground(ground, false)));
    }
    html.add("<p>%s</p>\n", appeal(french));
    return foot(html, french);
  }

  private static void copy(Html html, AccessCase one, boolean french) {
    html.add(
        "<p>%s</p>\n",
        french
            ? "La copie des images où vous figurez vous est remise avec cette lettre. Toute autre personne y est masquée ; chaque image porte le numéro de votre demande."
            : "The copy of the pictures that you are in is handed to you with this letter. Everybody else in it is masked; each picture carries the number of your request.");
    html.add("<table><tr><th>%s</th><th>SHA-256</th></tr>\n", french ? "Fichier" : "File");
    for (var film : one.films()) {
      film.copy()
          .ifPresent(
              copied ->
                  html.add(
                      "<tr><td>access-%s-%s.mp4</td><td style=\"word-break:break-all\">%s</td></tr>\n",
                      one.number(), film.number(), copied.sha256()));
    }
    html.add("</table>\n");
    html.add(
        "<p>%s</p>\n",
        french
            ? "La ville détruit son exemplaire %d jours après cette réponse."
                .formatted(AccessCase.KEEP_COPY.toDays())
            : "The town destroys its own copy %d days after this answer."
                .formatted(AccessCase.KEEP_COPY.toDays()));
  }

  private static String extension(ExtensionGround ground, boolean french) {
    return switch (ground) {
      case COMPLEXITY ->
          french
              ? "Le délai de réponse a été prolongé de deux mois en raison de la complexité de la demande (article 12, paragraphe 3, du RGPD)."
              : "The time to answer was extended by two months because the request is complex (GDPR, article 12(3)).";
      case NUMBER ->
          french
              ? "Le délai de réponse a été prolongé de deux mois en raison du nombre de demandes (article 12, paragraphe 3, du RGPD)."
              : "The time to answer was extended by two months because of the number of requests (GDPR, article 12(3)).";
    };
  }

  private String appeal(boolean french) {
    return french
        ? "Si cette réponse ne vous satisfait pas, vous pouvez adresser une réclamation à : %s. Vous pouvez aussi saisir, dans les deux mois, la juridiction compétente, au besoin en référé (article L253-5 du code de la sécurité intérieure ; articles 77 à 79 du RGPD)."
            .formatted(notice.complain())
        : "If this answer does not satisfy you, you may complain to: %s. Within two months you may also turn to the competent court, in urgent proceedings if need be (article L253-5 of the code of internal security; GDPR, articles 77 to 79)."
            .formatted(notice.complain());
  }

  private Html head(String title, AccessCase one, Optional<Requester> requester, boolean french) {
    var html = new Html();
    html.add(
            "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">",
            french ? "fr" : "en")
        .add("<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>", title)
        .add("<style>")
        .add(STYLE)
        .add("</style></head><body>\n")
        .add("<p><strong>%s</strong><br>%s</p>\n", town, notice.responsible().orElse(""));
    requester.ifPresent(who -> html.add("<address>%s\n%s</address>\n", who.name(), who.address()));
    return html.add("<h1>%s</h1>\n", title)
        .add(
            "<p>%s %s<br>%s %s</p>\n",
            french ? "Demande n°" : "Request",
            one.number(),
            french ? "Votre référence :" : "Reference:",
            one.reference());
  }

  private void places(Html html, AccessCase one, boolean french) {
    html.add(
        "<table><tr><th>%s</th><th>%s</th><th>%s</th></tr>\n",
        french ? "Lieu" : "Place", french ? "Du" : "From", french ? "Au" : "To");
    for (var place : one.places()) {
      html.add(
          "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n",
          names.apply(place.camera()),
          moment(place.span().from(), french),
          moment(place.span().to(), french));
    }
    html.add("</table>\n");
  }

  private String foot(Html html, boolean french) {
    html.add(
        "<footer>%s%s</footer>\n</body></html>\n",
        french ? "Délégué à la protection des données : " : "Data-protection officer: ",
        notice.dataProtection().orElse(town));
    return html.toString();
  }

  private static Locale locale(boolean french) {
    return french ? Locale.FRANCE : Locale.UK;
  }

  private static String day(LocalDate day, boolean french) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu", locale(french)).format(day);
  }

  /// A deadline is the first instant that is too late: what is said is the day before it.
  private String lastDay(Instant due, boolean french) {
    return day(LocalDate.ofInstant(due.minusSeconds(1), zone), french);
  }

  private String moment(Instant at, boolean french) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", locale(french))
        .format(at.atZone(zone));
  }
}
