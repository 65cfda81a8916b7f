package org.vigie.custody.program;

import java.util.List;
import java.util.Optional;
import org.vigie.custody.Bundle;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;

/// The page, written whole for each look at it; no script, nothing from elsewhere.
final class PageHtml {

  private final Session session;
  private final Times times;
  private final Lang lang;
  private final String root;

  /// @param root where the page lives: a path that ends in a slash
  PageHtml(Session session, Times times, String root) {
    this.session = session;
    this.times = times;
    this.lang = times.lang();
    this.root = root;
  }

  /// What waits, and how the town's custodians stand.
  String list() {
    var html = begin(session.openUntil().isPresent());
    session.first().ifPresent(set -> firstSet(html, set));
    html.element("h1", "", PageWords.WAITING.in(lang));
    for (var entry : session.waiting().entrySet()) {
      ask(html, entry.getKey(), entry.getValue());
    }
    if (session.waiting().isEmpty() && session.listed()) {
      html.element("p", "", PageWords.NOTHING.in(lang));
    }
    if (session.openUntil().isEmpty()) {
      html.raw("<section>");
      if (!session.listed()) {
        html.element("h2", "", PageWords.NOT_LOOKED.in(lang));
      }
      form(html, "look");
      passphrase(html);
      html.element("button", "", PageWords.LOOK.in(lang)).raw("</form></section>\n");
    }
    return end(html);
  }

  private void ask(Html html, String id, Bundle bundle) {
    var scrutiny = session.scrutiny(bundle);
    html.raw("<a class=\"ask\" href=\"" + root + "request/" + id + "\">");
    html.element("b", "", new RequestWords(bundle.request(), times).title());
    html.element("span", "", PageWords.QUOTED.in(lang, Plain.text(bundle.request().reason())));
    if (session.isTaken(id)) {
      html.raw("<br>").element("small", "", PageWords.APPROVED.in(lang));
    } else if (!scrutiny.hindrances().isEmpty()) {
      html.raw("<br>").element("small", "", PageWords.HINDERED.in(lang));
    }
    html.raw("</a>\n");
  }

  private void firstSet(Html html, CustodianSet set) {
    html.raw("<section>").element("h1", "", PageWords.FIRST_SET.in(lang));
    html.element("p", "", PageWords.COMPARE.in(lang));
    html.raw("<dl>");
    html.element("dt", "", PageWords.SET_OF.in(lang, set.number(), Plain.text(set.town())));
    for (var member : set.members()) {
      html.element("dd", "", member.toString());
    }
    html.element("dt", "", Label.FINGERPRINT.in(lang));
    html.element("dd", " class=\"print\"", set.fingerprint()).raw("</dl>");
    form(html, "pin");
    html.raw("<input type=\"hidden\" name=\"set\" value=\"");
    html.text(Fingerprints.hex(set.hash())).raw("\">");
    html.element("button", "", PageWords.PIN.in(lang)).raw("</form></section>\n");
  }

  /// One request in full, and the person's decision.
  String request(String id, Bundle bundle) throws CustodyRefused {
    var html = begin(false);
    html.raw("<p><a href=\"" + root + "\">").text(PageWords.BACK.in(lang)).raw("</a></p>\n");
    html.element("h1", "", PageWords.REQUEST.in(lang));
    var scrutiny = session.scrutiny(bundle);
    session.outcome(id).ifPresent(outcome -> notice(html, kind(outcome), outcome));
    scrutiny.notes().forEach(note -> notice(html, "note", note));
    details(html, bundle);
    if (!session.isTaken(id)) {
      scrutiny.hindrances().forEach(hindrance -> notice(html, "bad", hindrance));
      if (scrutiny.hindrances().isEmpty()) {
        decision(html, id);
      }
    }
    return end(html);
  }

  private void details(Html html, Bundle bundle) throws CustodyRefused {
    var set = session.pins().find(bundle.request().set());
    var lines = new RequestWords(bundle.request(), times).lines(set, Optional.of(session.self()));
    html.raw("<section><dl>");
    lines.forEach(
        (label, texts) -> {
          html.element("dt", "", label.in(lang));
          var kind = label == Label.FINGERPRINT ? " class=\"print\"" : "";
          texts.forEach(text -> html.element("dd", kind, text));
        });
    html.raw("</dl>");
    html.element(
        "p",
        " class=\"second\"",
        PageWords.WHOLE.in(lang) + " " + PageWords.ZONE.in(lang, times.zone()));
    html.raw("</section>\n");
  }

  private void decision(Html html, String id) {
    html.raw("<section>").element("h1", "", PageWords.DECIDE.in(lang));
    html.element("p", "", PageWords.DECLINE.in(lang));
    form(html, "approve/" + id);
    html.raw("<label><input type=\"checkbox\" name=\"read\" value=\"yes\" required> ");
    html.text(PageWords.READ.in(lang)).raw("</label>\n");
    if (session.openUntil().isEmpty()) {
      passphrase(html);
    }
    html.element("button", "", PageWords.APPROVE.in(lang)).raw("</form></section>\n");
  }

  private void passphrase(Html html) {
    html.raw("<label>").text(PageWords.PASSPHRASE.in(lang));
    html.raw("<input type=\"password\" name=\"passphrase\" autocomplete=\"off\" required></label>");
    html.raw("<label><input type=\"radio\" name=\"keep\" value=\"once\" checked> ");
    html.text(PageWords.ONCE.in(lang)).raw("</label>\n");
    html.raw("<label><input type=\"radio\" name=\"keep\" value=\"while\"> ");
    html.text(PageWords.WHILE.in(lang)).raw("</label>\n");
  }

  private void form(Html html, String to) {
    html.raw("<form method=\"post\" action=\"" + root + to + "\">\n");
  }

  private Html begin(boolean looksAgain) {
    var html = new Html().raw("<!doctype html>\n<html lang=\"" + lang.tag() + "\"><head>");
    html.raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
    if (looksAgain) {
      html.raw("<meta http-equiv=\"refresh\" content=\"20\">");
    }
    long open = session.waiting().keySet().stream().filter(id -> !session.isTaken(id)).count();
    html.element("title", "", (open > 0 ? "(" + open + ") " : "") + PageWords.TITLE.in(lang));
    html.raw("<link rel=\"stylesheet\" href=\"" + root + "page.css\"></head>\n<body><header><div>");
    html.element("strong", "", PageWords.TITLE.in(lang));
    html.element("span", "", session.self().toString());
    html.element("span", "", session.server());
    var until = session.openUntil();
    if (until.isPresent()) {
      html.element("span", "", PageWords.OPEN_UNTIL.in(lang, times.clock(until.get())));
      form(html, "close");
      html.element("button", " class=\"quiet\"", PageWords.CLOSE.in(lang)).raw("</form>");
    } else {
      html.element("span", "", PageWords.KEYS_CLOSED.in(lang));
    }
    html.raw("</div></header>\n<main>\n");
    session.trouble().forEach(one -> notice(html, "bad", one));
    session.takeNews().forEach(one -> notice(html, kind(one), one));
    return html;
  }

  private String end(Html html) {
    html.raw("<footer>");
    session.looked().ifPresent(at -> html.text(PageWords.LOOKED.in(lang, times.clock(at)) + " "));
    if (session.openUntil().isPresent()) {
      html.text(PageWords.SELF_REFRESH.in(lang) + " ");
    }
    return html.text(PageWords.HERE_ONLY.in(lang))
        .raw("</footer></main></body></html>\n")
        .toString();
  }

  private void notice(Html html, String kind, Notice notice) {
    html.element("p", " class=\"notice " + kind + "\" role=\"status\"", notice.in(times));
  }

  private static String kind(Notice notice) {
    return GOOD.contains(notice.say()) ? "good" : "bad";
  }

  private static final List<Say> GOOD =
      List.of(Say.SENT, Say.SENT_ALREADY, Say.SET_REPLACED, Say.PINNED, Say.UNLOCKED, Say.LOCKED);
}
