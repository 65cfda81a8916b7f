package org.vigie.custody;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.fuzz.Target;
import org.vigie.recording.RecordingTargets;
import org.vigie.verify.footage.Header;
import org.vigie.verify.footage.Unreadable;

/// What a town, its custodians and their machines hand to each other.
public final class CustodyTargets {

  private static final Instant NOON = Instant.parse("2031-03-30T12:00:00Z");

  private CustodyTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "custody-set",
            List.of(CustodyRefused.class),
            Target.Bound.of(256 << 10, 256),
            () -> texts(set().text(), set().member(1).card()),
            CustodyTargets::set),
        Target.of(
            "custody-envelope",
            List.of(CustodyRefused.class),
            Target.Bound.of(64 << 10, 64),
            () -> List.of(envelope().encode()),
            CustodyTargets::envelope),
        Target.of(
            "custody-request",
            List.of(CustodyRefused.class),
            Target.Bound.of(256 << 10, 512),
            () -> texts(request().text()),
            CustodyTargets::request),
        Target.of(
            "custody-approval",
            List.of(CustodyRefused.class),
            Target.Bound.of(256 << 10, 512),
            () ->
                texts(new Approval(new byte[32], "0", List.of(new byte[80]), new byte[64]).text()),
            CustodyTargets::approval),
        Target.of(
            "custody-bundle",
            List.of(CustodyRefused.class),
            Target.Bound.of(512 << 10, 1024),
            () -> texts(bundle().text()),
            CustodyTargets::bundle),
        Target.of(
            "custody-bundle-list",
            List.of(CustodyRefused.class),
            Target.Bound.of(512 << 10, 1024),
            () -> texts("", BundleList.text(List.of(bundle(), bundle()))),
            CustodyTargets::bundleList),
        Target.of(
            "custody-succession",
            List.of(CustodyRefused.class),
            Target.Bound.of(512 << 10, 512),
            () -> texts(succession().text(), Succession.draft(set(), SIGNERS_SET).text()),
            CustodyTargets::succession),
        Target.of(
            "custody-pins",
            List.of(CustodyRefused.class),
            Target.Bound.of(512 << 10, 512),
            () -> texts(Pins.none().text(), Pins.none().pin(SIGNERS_SET).see(request()).text()),
            CustodyTargets::pins),
        Target.of(
            "custody-call",
            List.of(CustodyRefused.class),
            Target.Bound.of(512 << 10, 64),
            () -> texts(call().sign(SIGNERS.getFirst(), NOON)),
            CustodyTargets::call));
  }

  private static void set(byte[] input) throws CustodyRefused {
    var set = CustodianSet.read(text(input));
    require(set.text().equals(text(input)), "a set has one form");
    require(set.members().size() >= CustodianSet.FEWEST, "a set has enough custodians");
  }

  /// The hash at the end is made right, so that what lies behind it is reached.
  private static void envelope(byte[] input) throws CustodyRefused {
    var bytes = input.clone();
    int body = bytes.length - Envelope.HASH_BYTES;
    if (body > 0) {
      System.arraycopy(Texts.sha256(Arrays.copyOf(bytes, body)), 0, bytes, body, 32);
    }
    require(Arrays.equals(Envelope.decode(bytes).encode(), bytes), "an envelope has one form");
  }

  private static void request(byte[] input) throws CustodyRefused {
    var request = OpeningRequest.read(text(input));
    require(request.text().equals(text(input)), "a request has one form");
    for (var reel : request.reels()) {
      require(request.cameras().contains(reel.camera()), "nothing is asked for but what is said");
    }
  }

  private static void approval(byte[] input) throws CustodyRefused {
    var approval = Approval.read(text(input));
    require(approval.text().equals(text(input)), "an approval has one form");
  }

  private static void bundle(byte[] input) throws CustodyRefused {
    var bundle = Bundle.read(text(input));
    require(bundle.text().equals(text(input)), "a bundle has one form");
    for (var envelope : bundle.envelopes()) {
      require(
          Arrays.equals(envelope.setHash(), bundle.request().set()),
          "a bundle's envelopes are of one set");
    }
  }

  private static void bundleList(byte[] input) throws CustodyRefused {
    for (var bundle : BundleList.read(text(input))) {
      try {
        bundle(Texts.utf8(bundle));
      } catch (CustodyRefused e) {
        // Shown as one that cannot be read; the others of the list are read all the same.
      }
    }
  }

  private static void succession(byte[] input) throws CustodyRefused {
    var succession = Succession.read(text(input));
    require(succession.text().equals(text(input)), "a succession has one form");
    require(succession.check(SIGNERS_SET).size() >= 2, "no set follows without two signatures");
  }

  private static void pins(byte[] input) throws CustodyRefused {
    var pins = Pins.read(text(input));
    require(pins.text().equals(text(input)), "what is remembered has one form");
    require(pins.see(request()).judge(request()) != Pins.Ledger.SHORTER, "nothing forgets itself");
  }

  private static void call(byte[] input) throws CustodyRefused {
    var signer = SIGNERS.getFirst().custodian();
    var caller =
        call().caller(text(input), id -> Optional.of(signer).filter(s -> s.id().equals(id)), NOON);
    require(caller.equals(signer), "a call is its signer's");
  }

  private static CustodianCall call() {
    return new CustodianCall("GET", "/api/custodian/requests", "vigie.example", new byte[0]);
  }

  /// Made once for the whole run: keys that sign, of which no input holds the private half.
  private static final List<CustodianKeys> SIGNERS = signers();

  private static final CustodianSet SIGNERS_SET =
      new CustodianSet("Town", 7, SIGNERS.stream().map(CustodianKeys::custodian).toList());

  private static List<CustodianKeys> signers() {
    var signers = new ArrayList<CustodianKeys>();
    for (byte i = 1; i <= 3; i++) {
      var secret = new byte[32];
      Arrays.fill(secret, i);
      signers.add(CustodianKeys.of("custodian-" + i, secret.clone(), secret));
    }
    return signers;
  }

  private static Succession succession() throws CustodyRefused {
    var next = new CustodianSet("Town", 8, SIGNERS_SET.members().reversed());
    return Succession.draft(SIGNERS_SET, next)
        .sign(SIGNERS.get(0), SIGNERS_SET)
        .sign(SIGNERS.get(2), SIGNERS_SET);
  }

  private static Bundle bundle() throws Unreadable {
    var header = Header.read(RecordingTargets.header());
    return new Bundle(request(), List.of(Envelope.seal(new byte[32], header.hash(), set())));
  }

  private static CustodianSet set() {
    var members = new ArrayList<Custodian>();
    for (byte i = 1; i <= 3; i++) {
      var sealing = new byte[32];
      var signing = new byte[32];
      Arrays.fill(sealing, i);
      Arrays.fill(signing, (byte) (16 * i));
      members.add(new Custodian("custodian-" + i, sealing, signing));
    }
    return new CustodianSet("Town", 1, members);
  }

  private static Envelope envelope() {
    return Envelope.seal(new byte[32], new byte[32], set());
  }

  private static OpeningRequest request() {
    return new OpeningRequest(
        "Exempleville",
        "1",
        "officer-1",
        Set.of("cam-1"),
        RecordingTargets.START,
        RecordingTargets.START.plusSeconds(60),
        OpeningRequest.Use.EXPORT,
        "a letter",
        NOON,
        NOON.plusSeconds(600),
        set().hash(),
        new byte[32],
        "vigie/exempleville/2031 17 abc=",
        List.of(RecordingTargets.header()));
  }
}
