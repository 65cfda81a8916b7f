package org.vigie.server;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.server.door.Account;

/// The town's custodians: who they are, the first set, and the next ones that they sign.
final class CustodyApi {

  private static final int LONGEST_TEXT = 60_000;

  private final Town town;

  CustodyApi(Town town) {
    this.town = town;
  }

  ServerResponse get(ServerRequest request) {
    return Json.ok(answer());
  }

  /// The first set, from cards; or the next one, signed by two of the present one.
  ServerResponse name(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, SetOrder.class);
    var person = Asker.of(request).person();
    var custody = town.governance().custody();
    var cards = order.cards();
    var given = order.succession();
    if (cards == null == (given == null)) {
      throw Problem.badRequest("it should have cards, or a succession, and not both");
    }
    if (cards != null) {
      Gate.require(town.governance(), request, List.of(Right.ADMINISTER));
      var unused = OpeningApi.taken(() -> custody.name(person, cards));
    } else {
      var succession = DoorApi.required(given, "succession", LONGEST_TEXT);
      var unused = OpeningApi.taken(() -> custody.custodians().succeed(person, succession));
    }
    return Json.answer(HttpStatus.CREATED, answer());
  }

  private CustodyAnswer answer() {
    var set = town.governance().custody().custodians().current();
    return new CustodyAnswer(
        set.isPresent(),
        CustodianSet.FEWEST,
        CustodianSet.MOST,
        set.map(this::answer),
        town.governance().keys().surviveRestart());
  }

  private SetAnswer answer(CustodianSet set) {
    return new SetAnswer(
        set.number(),
        HexFormat.of().formatHex(set.hash()),
        set.text(),
        set.members().stream().map(member -> CustodianAnswer.of(town, member)).toList());
  }

  /// @param sealed whether footage past its review window opens with two custodians only
  record CustodyAnswer(
      boolean sealed,
      int fewest,
      int most,
      Optional<SetAnswer> set,
      boolean windowsSurviveRestart) {}

  record SetAnswer(int number, String fingerprint, String text, List<CustodianAnswer> custodians) {}

  record CustodianAnswer(String person, String name, String id, String fingerprint) {

    static CustodianAnswer of(Town town, Custodian custodian) {
      return new CustodianAnswer(
          custodian.person(),
          town.door().find(custodian.person()).map(Account::name).orElse(custodian.person()),
          custodian.id(),
          custodian.fingerprint());
    }
  }

  record SetOrder(@Nullable List<String> cards, @Nullable String succession) {}
}
