package org.vigie.bench.mask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Boxes that a detector, not the eye's own, found in a real clip: NAME.yolo-boxes.json beside
/// NAME.mp4, a list of pictures (`frame_id`, counted from 1) and their `objects`
/// (`relative_coordinates`: centre and size as fractions of the picture). Not truth: they may be
/// wrong, are wider than what they hold, and include what never moves.
///
/// @param byPicture by number of the picture, from 0
record KnownBoxes(Path clip, Map<Integer, List<Box>> byPicture) {

  private static final String SUFFIX = ".yolo-boxes.json";

  /// Counted in pixels of a picture of this size, whatever the clip's own.
  private static final int WIDTH = 640;

  private static final int HEIGHT = 360;

  /// Those that lie in a folder or its folder `video`.
  static List<KnownBoxes> in(Path folder) throws IOException {
    var found = new ArrayList<KnownBoxes>();
    var video = Files.isDirectory(folder.resolve("video")) ? folder.resolve("video") : folder;
    try (var files = Files.list(video)) {
      for (var file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        var name = file.getFileName().toString();
        var clip = file.resolveSibling(name.replace(SUFFIX, ".mp4"));
        found.add(new KnownBoxes(clip, read(file)));
      }
    }
    return found;
  }

  private static Map<Integer, List<Box>> read(Path file) throws IOException {
    try {
      var byPicture = new LinkedHashMap<Integer, List<Box>>();
      for (var picture : JsonMapper.builder().build().readTree(Files.readString(file))) {
        var boxes = new ArrayList<Box>();
        for (var object : picture.path("objects")) {
          var at = object.path("relative_coordinates");
          double width = at.path("width").asDouble();
          double height = at.path("height").asDouble();
          boxes.add(
              new Box(
                  at.path("center_x").asDouble() - width / 2,
                  at.path("center_y").asDouble() - height / 2,
                  width,
                  height));
        }
        byPicture.put(picture.path("frame_id").asInt() - 1, boxes);
      }
      return byPicture;
    } catch (JacksonException e) {
      throw new IOException(file + " is no list of boxes: " + e.getMessage(), e);
    }
  }

  /// What the masks left clear inside the boxes and outside them, in the pictures that were not
  /// masked whole.
  ///
  /// @param units of the whole clip
  Map<String, Object> score(List<AccessUnit> units, List<BlockMask> masks) {
    var grid = new Grid(masks.getFirst().columns(), masks.getFirst().rows(), WIDTH, HEIGHT);
    var shown = new Shown(masks);
    var inOrder = units.stream().sorted(Comparator.comparing(AccessUnit::taken)).toList();
    var inside = new long[2];
    var outside = new long[2];
    int frames = 0;
    int boxes = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      var masked = shown.masked(inOrder.get(i).taken(), grid);
      var known = byPicture.getOrDefault(i, List.of());
      if (!known.isEmpty() && !isWhole(masked)) {
        frames++;
        boxes += known.size();
        count(known, masked, grid, inside, outside);
      }
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("clip", String.valueOf(clip.getFileName()));
    fields.put("frames", frames);
    fields.put("boxes", boxes);
    fields.put("box_clear_share", share(inside));
    fields.put("outside_clear_share", share(outside));
    return fields;
  }

  private static double share(long[] counted) {
    return counted[0] == 0 ? 0 : Math.round(1e6 * counted[1] / counted[0]) / 1e6;
  }

  private static boolean isWhole(boolean[] masked) {
    for (boolean block : masked) {
      if (!block) {
        return false;
      }
    }
    return true;
  }

  /// Adds all pixels of a picture, and the clear ones.
  private static void count(
      List<Box> boxes, boolean[] masked, Grid grid, long[] inside, long[] outside) {
    var boxed = new BitSet(WIDTH * HEIGHT);
    for (var box : boxes) {
      int left = Math.clamp(Math.round(box.left() * WIDTH), 0, WIDTH);
      int right = Math.clamp(Math.round((box.left() + box.width()) * WIDTH), left, WIDTH);
      int top = Math.clamp(Math.round(box.top() * HEIGHT), 0, HEIGHT);
      int bottom = Math.clamp(Math.round((box.top() + box.height()) * HEIGHT), top, HEIGHT);
      for (int y = top; y < bottom; y++) {
        boxed.set(y * WIDTH + left, y * WIDTH + right);
      }
    }
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      var counted = boxed.get(pixel) ? inside : outside;
      counted[0]++;
      counted[1] += masked[grid.block(pixel % WIDTH, pixel / WIDTH)] ? 0 : 1;
    }
  }
}
