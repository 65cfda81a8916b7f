package org.vigie.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;

/// Through whose hands a copy went: `custody.json` of a package. For each reel when it was
/// recorded, under which act, how it was sealed and by which opening it was read; then who exported
/// it and to whom it was handed. People of the town are there by their pseudonymous ids.
final class CaseCustody {

  static final String NAME = "custody.json";
  private static final String FORMAT = "vigie-custody-1";

  /// An opening ends within 24 hours after it was asked for; clocks may be put back meanwhile.
  private static final Duration LONGEST_OPENING = Duration.ofHours(26);

  private static final int PAGE = 1000;

  private final Ledger ledger;
  private final Instant now;

  CaseCustody(Ledger ledger, Instant now) {
    this.ledger = ledger;
    this.now = now;
  }

  /// The whole list, as canonical JSON takes it.
  Map<String, Object> of(String town, CaseOrder order, List<Recorder.Proven> proven) {
    var recent = recent();
    var footage = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < proven.size(); i++) {
      footage.add(footage(order.pieces().get(i), proven.get(i), recent));
    }
    return Map.of(
        "format",
        FORMAT,
        "town",
        town,
        "footage",
        footage,
        "handed_over",
        Map.of(
            "at",
            now,
            "by",
            order.person(),
            "reference",
            order.reference(),
            "authority",
            order.authority(),
            "officer",
            order.officer()));
  }

  private Map<String, Object> footage(
      CaseOrder.Piece piece, Recorder.Proven proven, List<Recorded> recent) {
    var exported = new HashMap<String, Object>();
    exported.put("permit", piece.permit().id());
    exported.put("by", piece.permit().person());
    recent.stream()
        .filter(one -> one.entry().kind().equals("footage.exported"))
        .filter(one -> piece.permit().id().equals(one.entry().text("permit")))
        .findFirst()
        .ifPresent(
            one -> {
              exported.put("at", one.at());
              exported.put("entry", one.index());
            });
    return Map.of(
        "camera",
        piece.camera(),
        "from",
        piece.span().from(),
        "to",
        piece.span().to(),
        "reels",
        proven.reels().stream().map(reel -> reel(reel, openings(piece, recent))).toList(),
        "exported",
        exported);
  }

  private static Map<String, Object> reel(HandedReel reel, List<Map<String, Object>> openings) {
    var row = reel.row();
    var sealed = new HashMap<String, Object>(Map.of("entry", reel.slice().entry()));
    sealed.put("kept_by", reel.custodians().isPresent() ? "CUSTODIANS" : "MACHINE");
    reel.custodians().ifPresent(set -> sealed.put("custodians", set));
    return Map.of(
        "reel",
        row.reel(),
        "act",
        row.act(),
        "recorded",
        Map.of("from", Micros.instant(row.start()), "to", Micros.instant(row.end())),
        "destroyed_by",
        Micros.instant(row.expires()),
        "sealed",
        sealed,
        "opened",
        reel.opened() ? openings : List.of());
  }

  /// The openings that let whoever exports read that stretch now.
  private static List<Map<String, Object>> openings(CaseOrder.Piece piece, List<Recorded> recent) {
    var under = new TreeMap<Long, Map<String, Object>>();
    for (var one : recent.reversed()) {
      var entry = one.entry();
      long number = entry.facts().get("number") instanceof Long given ? given : -1;
      switch (entry.kind()) {
        case "opening.asked" -> {
          if (isFor(piece, one)) {
            var facts = new HashMap<String, Object>();
            facts.put("opening", number);
            facts.put("asked_by", entry.actor());
            facts.put("asked", one.at());
            facts.put("approved_by", new ArrayList<String>());
            under.put(number, facts);
          }
        }
        case "opening.approved" -> {
          if (under.containsKey(number)
              && under.get(number).get("approved_by") instanceof List<?> already) {
            var approved = new ArrayList<Object>(already);
            approved.add(entry.text("custodian"));
            under.get(number).put("approved_by", approved);
          }
        }
        case "opening.opened" -> {
          if (under.containsKey(number)) {
            under.get(number).put("opened", one.at());
            under.get(number).put("entry", one.index());
          }
        }
        case "opening.ended" -> under.remove(number);
        default -> {
          // Not about openings.
        }
      }
    }
    return under.values().stream().filter(facts -> facts.containsKey("opened")).toList();
  }

  private static boolean isFor(CaseOrder.Piece piece, Recorded asked) {
    var entry = asked.entry();
    return entry.actor().equals(piece.permit().person())
        && entry.text("use").equals("EXPORT")
        && entry.facts().get("cameras") instanceof List<?> cameras
        && cameras.contains(piece.camera().value())
        && Instant.parse(entry.text("from")).isBefore(piece.span().to())
        && Instant.parse(entry.text("to")).isAfter(piece.span().from());
  }

  /// What the ledger was told of openings and exports lately, newest first in each.
  private List<Recorded> recent() {
    long first = new CommittedHeads(ledger).firstSince(now.minus(LONGEST_OPENING), ledger.size());
    var found = new ArrayList<Recorded>();
    for (var kind : List.of("opening.", "footage.exported")) {
      for (long before = Long.MAX_VALUE; before > first; ) {
        var page = ledger.page(new Query(before, PAGE, "", kind));
        page.entries().stream().filter(one -> one.index() >= first).forEach(found::add);
        before = page.next();
      }
    }
    return found;
  }
}
