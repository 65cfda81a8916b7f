package org.vigie.server.dossier;

import java.io.IOException;
import org.vigie.server.notice.Tongue;
import org.vigie.server.paper.Column;

/// What no machine can say of a town's cameras, by the text that asks for it. Pure.
record LeftToSay(Tongue tongue) {

  private String say(String french, String english) {
    return tongue.say(french, english);
  }

  void print(Column column) throws IOException {
    column.heading(say("Ce que seule la collectivité peut dire", "What only the town can say"));
    column.paragraph(
        say(
            "Vigie n’en préremplit rien : ces réponses engagent ceux qui les écrivent.",
            "Vigie fills in none of it: these answers bind those who write them."));
    column.row(
        say("CSI, art. R252-3", "CSI, art. R252-3"),
        say(
            "le rapport de présentation ; le plan de masse avec les bâtiments des tiers ; les consignes aux personnels ; le service chargé de la maintenance ; la conformité aux normes techniques",
            "the presentation report; the site plan with others’ buildings; the instructions to staff; who maintains the system; conformity with the technical norms"));
    column.row(
        say("RGPD, art. 35 § 7 b", "GDPR, art. 35(7)(b)"),
        say(
            "pourquoi chaque caméra est nécessaire et proportionnée, et ce qui a été essayé d’autre",
            "why each camera is necessary and proportionate, and what else was tried"));
    column.row(
        say("RGPD, art. 35 § 7 c et d", "GDPR, art. 35(7)(c) and (d)"),
        say(
            "les risques pour les personnes filmées, et pourquoi les mesures ci-dessus y suffisent ou non",
            "the risks to people who are filmed, and why the measures above do or do not suffice"));
    column.row(
        say("RGPD, art. 35 § 2 et 9", "GDPR, art. 35(2) and (9)"),
        say(
            "l’avis du délégué à la protection des données, celui des personnes concernées",
            "the advice of the data-protection officer, and the views of those concerned"));
    column.row(
        say("Règlement sur l’IA, art. 27", "AI Act, art. 27"),
        say(
            "l’usage et sa fréquence, les groupes de personnes qui pourraient être touchés, les dommages possibles, et ce qui se fait s’ils surviennent",
            "the use and how often, the groups of people likely to be affected, the harm that may come to them, and what is done if it does"));
  }
}
