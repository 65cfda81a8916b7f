package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.testkit.HeapDump;

/// What an eye still holds of those it has followed, once the view is over (R11, R12): no id, and
/// nothing that has the shape of an appearance vector.
///
/// Whatever its numbers are, such a vector has the same length, 64 to 2048, for everyone, and there
/// is one for each track. So after more tracks there would be that many more arrays of one element
/// type and one length, or that many times 64 more boxed numbers. Bytes count too: vectors are also
/// kept as eight-bit numbers. Not seen: what native libraries keep outside the heap.
@Timeout(120)
class EyeForgetsTest {

  /// Eight people cross the view, each alone, from one side to the other.
  private static final String PEOPLE =
      "color=c=0x808878:s=640x360:r=10:d=26,noise=c0s=4:c0f=t:all_seed=7[street];"
          + "color=c=0x202838:s=40x90:r=10:d=26[someone];"
          + "[street][someone]overlay=x='-60+mod(t\\,3)*250':y='if(lt(t\\,2)\\,500\\,200)'";

  private static final int LEAST = 64;
  private static final int MOST = 2048;

  @TempDir Path folder;

  /// What was found after more had been followed than before.
  ///
  /// @param tracks how many more
  /// @param ids how many of their ids are in the memory
  /// @param grown by how many each kind of thing has grown that has grown as often as `tracks`
  private record Kept(int tracks, int ids, Map<String, Integer> grown) {}

  @Test
  void nothing_of_those_it_has_followed_outlives_the_view() throws Exception {
    var kept = look(EyeMain.class);

    assertThat(kept.tracks).isGreaterThanOrEqualTo(20);
    assertThat(kept.ids).as("ids in the memory").isZero();
    assertThat(kept.grown).as("kept for each track").isEmpty();
  }

  @Test
  void an_eye_that_kept_vectors_would_be_found_out() throws Exception {
    var kept = look(KeepingEyeMain.class);

    assertThat(kept.ids).isGreaterThanOrEqualTo(kept.tracks);
    assertThat(kept.grown).containsEntry("float[128]", kept.tracks);
  }

  private Kept look(Class<?> main) throws Exception {
    var clip = Clip.coded(List.of("-f", "lavfi", "-i", PEOPLE), 640, 10);
    try (var eye = BareEye.start(folder, main)) {
      // Once to have everything loaded.
      var ids = new HashSet<>(eye.show(clip));
      var before = dump(eye, "before");
      var more = new HashSet<String>();
      for (int i = 0; i < 4; i++) {
        more.addAll(eye.show(clip));
      }
      ids.addAll(more);
      var after = dump(eye, "after");
      return new Kept(more.size(), found(ids), grown(before, after, more.size()));
    }
  }

  private HeapDump dump(BareEye eye, String name) throws Exception {
    var file = folder.resolve(name + ".hprof");
    HeapDump.take(eye.pid(), file);
    return HeapDump.read(file);
  }

  private int found(HashSet<String> ids) throws Exception {
    int found = 0;
    for (var id : ids) {
      boolean there =
          HeapDump.contains(folder.resolve("after.hprof"), id.getBytes(StandardCharsets.US_ASCII));
      found += there ? 1 : 0;
    }
    return found;
  }

  private static Map<String, Integer> grown(HeapDump before, HeapDump after, int tracks) {
    var grown = new TreeMap<String, Integer>();
    after
        .arrays()
        .forEach(
            (kind, count) -> {
              int more = count - before.arrays().getOrDefault(kind, 0);
              if (more >= tracks && isLongEnough(kind)) {
                grown.put(kind, more);
              }
            });
    for (var boxed : List.of("java/lang/Float", "java/lang/Double")) {
      int more =
          after.instances().getOrDefault(boxed, 0) - before.instances().getOrDefault(boxed, 0);
      if (more >= LEAST * tracks) {
        grown.put(boxed, more);
      }
    }
    return grown;
  }

  private static boolean isLongEnough(String kind) {
    int length = Integer.parseInt(kind.substring(kind.indexOf('[') + 1, kind.length() - 1));
    return length >= LEAST && length <= MOST;
  }
}
