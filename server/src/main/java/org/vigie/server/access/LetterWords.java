package org.vigie.server.access;

import org.vigie.governance.access.AccessHow;
import org.vigie.governance.access.Finding;
import org.vigie.governance.access.RefusalGround;

/// What letters to people who were filmed say of closed lists, in French and English.
final class LetterWords {

  private LetterWords() {}

  static String how(AccessHow how, boolean french) {
    return switch (how) {
      case MAIL -> french ? "par courrier" : "by post";
      case EMAIL -> french ? "par courriel" : "by e-mail";
      case FORM -> french ? "par formulaire" : "by form";
      case COUNTER -> french ? "au guichet" : "at the counter";
    };
  }

  static String finding(Finding finding, String destroyedBefore, boolean french) {
    return switch (finding) {
      case DESTROYED ->
          french
              ? "Les images demandées ont été détruites au terme de leur durée de conservation :"
                  + " il n'en reste aucune d'avant le "
                  + destroyedBefore
                  + "."
              : "The pictures asked for have been destroyed at the end of their retention: none of"
                  + " before "
                  + destroyedBefore
                  + " is left.";
      case NOT_RECORDED ->
          french
              ? "Aucune caméra de la ville n'a enregistré d'images en ce lieu à ce moment."
              : "No camera of the town recorded pictures at that place and time.";
      case NOT_SEEN ->
          french
              ? "Les images de ces lieux et de ces moments ont été regardées : vous n'y figurez pas."
              : "The pictures of those places and times have been looked through: you are not in"
                  + " them.";
    };
  }

  static String ground(RefusalGround ground, boolean french) {
    return switch (ground) {
      case STATE_SECURITY ->
          french
              ? "la sûreté de l'État (article L253-5 du code de la sécurité intérieure)"
              : "the security of the State (article L253-5 of the code of internal security)";
      case DEFENCE ->
          french
              ? "la défense nationale (article L253-5 du code de la sécurité intérieure)"
              : "national defence (article L253-5 of the code of internal security)";
      case PUBLIC_SECURITY ->
          french
              ? "la sécurité publique (article L253-5 du code de la sécurité intérieure)"
              : "public security (article L253-5 of the code of internal security)";
      case JUDICIAL_PROCEEDINGS ->
          french
              ? "le déroulement d'une procédure engagée devant une juridiction ou d'opérations"
                  + " préliminaires (article L253-5 du code de la sécurité intérieure)"
              : "proceedings before a court, or what prepares them (article L253-5 of the code of"
                  + " internal security)";
      case RIGHTS_OF_OTHERS ->
          french
              ? "le droit des tiers, que le masquage ne suffit pas à protéger (article L253-5 du"
                  + " code de la sécurité intérieure ; article 15, paragraphe 4, du RGPD)"
              : "the rights of others, whom masking does not protect enough (article L253-5 of the"
                  + " code of internal security; GDPR, article 15(4))";
      case IDENTITY_NOT_ESTABLISHED ->
          french
              ? "votre identité n'a pas pu être établie (article 12, paragraphe 6, du RGPD)"
              : "your identity could not be established (GDPR, article 12(6))";
      case MANIFESTLY_EXCESSIVE ->
          french
              ? "la demande est manifestement infondée ou excessive (article 12, paragraphe 5, du"
                  + " RGPD)"
              : "the request is manifestly unfounded or excessive (GDPR, article 12(5))";
    };
  }
}
