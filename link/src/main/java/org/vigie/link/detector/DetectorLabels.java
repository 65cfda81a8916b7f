package org.vigie.link.detector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.model.CoarseClass;

/// The closed list of labels that a detector may have: those that become a coarse class, and those
/// that are never said. A label that is on neither refuses its model (R9).
public final class DetectorLabels {

  /// The 80 names of the COCO data set, in its order.
  public static final List<String> COCO =
      List.of(
          ("person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,"
                  + "stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,"
                  + "zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,"
                  + "sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,"
                  + "tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,"
                  + "sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,"
                  + "potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,"
                  + "cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,"
                  + "teddy bear,hair drier,toothbrush")
              .split(","));

  private static final Map<String, CoarseClass> SAID = new HashMap<>();

  static {
    say(CoarseClass.PERSON, "person,people,pedestrian");
    say(CoarseClass.TWO_WHEELER, "bicycle,motorcycle,motorbike,bike,scooter,cyclist,rider");
    say(CoarseClass.CAR, "car,van");
    say(CoarseClass.HEAVY_VEHICLE, "truck,lorry,bus,train,tram,heavy vehicle");
    say(CoarseClass.OBJECT, "backpack,suitcase,handbag,bag,luggage");
    say(
        CoarseClass.ANIMAL,
        "bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,boar,deer,animal");
  }

  /// What COCO and its older spellings name beside these: found and dropped, never said.
  private static final Set<String> DROPPED = new HashSet<>(COCO);

  static {
    DROPPED.removeAll(SAID.keySet());
    DROPPED.addAll(
        List.of("background", "aeroplane", "sofa", "pottedplant", "diningtable", "tvmonitor"));
  }

  /// Words of what Vigie never looks for, and what each would be.
  private static final Map<String, String> NEVER = new HashMap<>();

  static {
    never("faces", "face,faces,head,heads,facial,iris,eye,eyes,mouth,nose,ear,beard,mask");
    never(
        "number plates",
        "plate,plates,licence,license,lp,lpr,anpr,alpr,numberplate,ocr,text,character,digit");
    never(
        "points of the body or the face",
        "landmark,landmarks,keypoint,keypoints,kpt,kpts,kps,pose,skeleton,joint,joints,gait");
    never(
        "the appearance of a person",
        "embedding,embeddings,embed,reid,feature,features,feat,feats,descriptor,descriptors,"
            + "appearance,identity,identities,id,vector");
    never(
        "attributes of a person",
        "attribute,attributes,attr,attrs,age,gender,sex,male,female,man,men,woman,women,boy,girl,"
            + "child,children,adult,elderly,ethnicity,race,skin,emotion,emotions,happy,sad,angry,"
            + "expression,hair,hat,cap,glasses,shirt,trousers,coat,dress,clothes,clothing,shoes,"
            + "hijab,veil,headscarf,turban,uniform");
    never("weapons, which no detector has been shown to find", "weapon,gun,pistol,rifle");
  }

  /// Of these, those that mean something else in the name of a tensor: detectors have heads, and
  /// the last node of many is called Identity.
  private static final Set<String> NOT_IN_NAMES =
      Set.of("head", "heads", "mask", "id", "identity", "vector", "text");

  private DetectorLabels() {}

  private static void say(CoarseClass kind, String labels) {
    Arrays.stream(labels.split(",")).forEach(label -> SAID.put(label, kind));
  }

  private static void never(String what, String words) {
    Arrays.stream(words.split(",")).forEach(word -> NEVER.put(word, what));
  }

  /// The class that a label is said as; nothing for one that is dropped or unknown.
  public static Optional<CoarseClass> coarse(String label) {
    return Optional.ofNullable(SAID.get(plain(label)));
  }

  /// Why a label refuses its model; nothing if it is on the list.
  static Optional<String> refusal(String label) {
    var plain = plain(label);
    if (SAID.containsKey(plain) || DROPPED.contains(plain)) {
      return Optional.empty();
    }
    return Optional.of(
        forbidden(label)
            .map(
                what -> "its label '" + label + "' is about " + what + ": Vigie never looks for it")
            .orElse(
                "its label '"
                    + label
                    + "' is not on the list of what a detector may tell apart (design/models.md)"));
  }

  /// What a label speaks of, if it is something that Vigie never looks for.
  static Optional<String> forbidden(String label) {
    return words(label).map(NEVER::get).filter(Objects::nonNull).findFirst();
  }

  /// What the name of an input or output speaks of, if it is something that Vigie never looks for.
  static Optional<String> forbiddenInName(String name) {
    return words(name)
        .filter(word -> !NOT_IN_NAMES.contains(word))
        .map(NEVER::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /// What a maker's note speaks of, beside the labels that are on the list: COCO has a hair drier.
  static Optional<String> forbiddenInNote(String note) {
    var rest = plain(note);
    for (var label : DROPPED) {
      rest = rest.replace(label, " ");
    }
    return forbidden(rest);
  }

  /// The words of a name such as pred_kpts or personFace.
  private static Stream<String> words(String name) {
    var apart = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return Arrays.stream(apart.split("[^a-z]+"));
  }

  private static String plain(String label) {
    return label.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }
}
