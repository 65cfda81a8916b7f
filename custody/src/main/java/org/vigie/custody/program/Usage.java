package org.vigie.custody.program;

/// What `vigie custodian --help` prints.
final class Usage {

  static final String TEXT =
      """
      vigie custodian: the program on a custodian's own machine. Two custodians of a town open
      footage that nobody else can; each reads the request here and decides here.

      vigie custodian new --person ID --keys FILE
                       make your keys, under a passphrase; ID is your staff id in the town's Vigie
      vigie custodian card --keys FILE
                       print your card (the public half, which the town needs) and its fingerprint
      vigie custodian page --keys FILE --server URL [--port N] [--ca FILE] [--unencrypted]
                       a page for your browser, on this machine only: what waits for you, in words;
                       --ca FILE     the town's own certificate or authority (PEM)
                       --unencrypted allow http:// to another machine, where a VPN protects the way
      vigie custodian show FILE
                       read a request, a set of custodians, a change of it or a card, in words
      vigie custodian approve FILE --keys FILE [--out F]
                       read a request that came as a file, agree, and write the approval to hand back
      vigie custodian set first --town TOWN --card CARD --card CARD --card CARD... --out F
                       the first set, of cards that were handed over (a file, or the line itself)
      vigie custodian set pin SETFILE --keys FILE
                       remember a set, after you have compared its fingerprint
      vigie custodian set next [--keep PERSON]... [--card CARD]... --keys FILE --out F
                       name the next set: who stays and who is new; signed by you
      vigie custodian set sign F --keys FILE
                       sign the next set that another custodian named;
                       both go on from the set that is remembered; --current SETFILE where none is
      vigie custodian set accept F --keys FILE
                       remember the next set, once two of the present one have signed it

      --passphrase-file F, with every verb that opens keys: the passphrase is F's first line, for
      scripts; else it is asked for.

      Beside FILE, FILE.set remembers the sets of custodians and the newest ledger seen: a request
      for a set that does not follow from them is refused.

      Exit codes: 0 done, 1 refused or failed, 2 wrong use.
      """;

  private Usage() {}
}
