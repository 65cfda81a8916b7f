package org.vigie.server.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.vigie.governance.ledger.Checkpoint;
import org.vigie.server.notice.Tongue;

/// What commits to a printed document.
///
/// @param sha256 of what it says as text or data, in lower-case hexadecimal
/// @param entry the ledger's entry that has it
/// @param checkpoint a signed head that holds that entry
/// @param files what is attached to the printed document, by name
public record PaperProof(
    String sha256, long entry, Checkpoint checkpoint, Map<String, byte[]> files) {

  public PaperProof {
    files = Map.copyOf(files);
  }

  /// Prints what commits to the document, under a heading of its own.
  ///
  /// @param what the attached file of that hash
  /// @param explained how it is checked
  public void print(Column column, Tongue tongue, String what, String explained)
      throws IOException {
    column.heading(tongue.say("Ce qui l’engage", "What commits to it"));
    column.row(what + ", SHA-256", sha256);
    column.row(
        tongue.say("Registre", "Ledger"),
        tongue.say("inscription ", "entry ") + entry + ", " + checkpoint.origin());
    column.row(
        tongue.say("Tête signée", "Signed head"),
        tongue.count(checkpoint.size(), "inscription", "inscriptions", "entry", "entries")
            + tongue.say(", racine ", ", root ")
            + Base64.getEncoder().encodeToString(checkpoint.root()));
    column.paragraph(explained);
  }

  /// Attaches the files to the document.
  public void attach(PDDocument document) throws IOException {
    var named = new TreeMap<String, PDComplexFileSpecification>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      var embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(file.getValue()));
      embedded.setSize(file.getValue().length);
      var one = new PDComplexFileSpecification();
      one.setFile(file.getKey());
      one.setFileUnicode(file.getKey());
      one.setEmbeddedFile(embedded);
      named.put(file.getKey(), one);
    }
    var tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(named);
    var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
  }
}
