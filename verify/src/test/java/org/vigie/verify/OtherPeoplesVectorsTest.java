package org.vigie.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The checker against values that nobody here made.
class OtherPeoplesVectorsTest {

  /// From the documentation of Go's golang.org/x/mod/sumdb/note.
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String SIGNATURE =
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

  @Test
  void the_note_of_gos_documentation_holds() throws Fault {
    var key = VerifierKey.read(PETER, "peter");
    var signature = Base64.getDecoder().decode(SIGNATURE);
    assertThat(Arrays.copyOf(signature, 4)).isEqualTo(key.id());
    assertThat(key.verifies(TEXT, Arrays.copyOfRange(signature, 4, signature.length))).isTrue();
    assertThat(key.verifies(TEXT + "x", Arrays.copyOfRange(signature, 4, signature.length)))
        .isFalse();
  }

  @Test
  void a_key_whose_id_does_not_fit_is_refused() {
    assertThatThrownBy(() -> VerifierKey.read(PETER.replace("c74f", "c74e"), "peter"))
        .hasMessage("peter is not a verifier key: its id does not fit.");
    assertThatThrownBy(() -> VerifierKey.read("nobody", "peter"))
        .hasMessage("peter is not a verifier key (NAME+ID+KEY).");
  }

  /// The tree that the tests of Certificate Transparency logs share.
  @Test
  void the_roots_of_certificate_transparencys_test_tree_are_found() {
    var leaves =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    var roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    var tree = new Hashes();
    for (int i = 0; i < leaves.size(); i++) {
      tree.add(Hashes.leaf(HexFormat.of().parseHex(leaves.get(i))));
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(roots.get(i));
    }
  }

  @Test
  void tiles_are_named_as_the_specification_names_them() {
    assertThat(TileTree.path(1234067)).isEqualTo("x001/x234/067");
    assertThat(TileTree.path(5)).isEqualTo("005");
  }

  @Test
  void only_canonical_json_is_canonical() {
    assertThat(Canonical.read("{\"a\":[1,true,\"é\\n\\u0001\"],\"b\":{}}"))
        .isEqualTo(Map.of("a", List.of(1L, true, "é\n\u0001"), "b", Map.of()));
    for (var other :
        List.of(
            "{\"b\":1,\"a\":2}",
            "{\"a\": 1}",
            "{\"a\":01}",
            "{\"a\":1,\"a\":1}",
            "\"\\u00e9\"",
            "\"\\/\"",
            "{\"a\":1}}",
            "{\"a\":1",
            "[1,]",
            "[1.5]",
            "null",
            "\"\\u\"",
            "{\"a\"",
            "\"",
            "")) {
      assertThatThrownBy(() -> Canonical.read(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Canonical.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_checkpoint_is_read_strictly() throws Fault {
    var key = VerifierKey.read(PETER, "peter");
    for (var note :
        List.of("", "\n\n", "PeterNeumann\n1\nAAAA\n", "PeterNeumann\n1\nAAAA\n\nx\n")) {
      assertThatThrownBy(() -> Head.read(note, key, "checkpoint"))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith("checkpoint ");
    }
  }
}
