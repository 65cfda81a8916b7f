package org.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.Sha256;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.server.dossier.DossierPrinter;
import org.vigie.server.paper.PaperProof;

/// The file for the authorities, on paper and as data. That it was made, and the hash of what it
/// says, is an entry before it leaves.
final class DossierApi {

  private final Town town;
  private final DossierFacts facts;

  DossierApi(Town town, NoticeBoard board) {
    this.town = town;
    this.facts = new DossierFacts(town, board);
  }

  /// `GET /api/dossier`: PDF, with the same as JSON, its proof and the signed head attached.
  ServerResponse paper(ServerRequest request) throws IOException, Refused {
    var person = Asker.of(request).person();
    var right = town.governance().holds(person, Right.INSPECT) ? Right.INSPECT : Right.ADMINISTER;
    var every = town.cameras().list().stream().map(CameraView::id).collect(Collectors.toSet());
    var permit =
        town.governance()
            .permit(person, right, every, Optional.empty(), "make the file for the authorities");
    permit.use(right);
    var dossier = facts.gather();
    var data = Json.bytes(dossier);
    var sha256 = HexFormat.of().formatHex(Sha256.digest().digest(data));
    var ledger = town.governance().ledger();
    long entry =
        town.governance()
            .note("dossier.made", person, Map.of("permit", permit.id(), "data_sha256", sha256));
    var unused = ledger.publish();
    var inclusion = ledger.prove(entry);
    var proof =
        new PaperProof(
            sha256,
            entry,
            inclusion.checkpoint(),
            Map.of(
                "dossier.json", data,
                "proof.json", Json.bytes(LedgerApi.ProofAnswer.of(entry, inclusion)),
                "checkpoint.txt", inclusion.checkpoint().note().getBytes(UTF_8)));
    var tongue = Query.tongue(request);
    var pdf = new DossierPrinter(dossier, proof, tongue, town.settings().zone()).print();
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"vigie-dossier-%s.pdf\""
                .formatted(dossier.made().atZone(town.settings().zone()).toLocalDate()))
        .body(pdf);
  }
}
