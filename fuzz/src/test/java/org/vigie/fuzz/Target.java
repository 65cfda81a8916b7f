package org.vigie.fuzz;

import java.util.ArrayList;
import java.util.List;

/// One parser of outside bytes, and what holds for every input of it. The table of all of them
/// stands in design/fuzzing.md.
///
/// @param name for the command line: lower-case words joined by hyphens
/// @param declared the errors it may throw, and no others
/// @param bound how much it may allocate
/// @param own inputs made by our own writers
/// @param foreign inputs found beside the project, if they are there
/// @param property reads an input, and checks what it promises of it
public record Target(
    String name,
    List<Class<? extends Throwable>> declared,
    Bound bound,
    Seeds own,
    Seeds foreign,
    Property property) {

  /// How many bytes one input may make the parser allocate, in all: what it keeps, and what it
  /// throws away again.
  public record Bound(long bytes, long perInputByte) {

    public static Bound of(long bytes, long perInputByte) {
      return new Bound(bytes, perInputByte);
    }

    long of(byte[] input) {
      return bytes + perInputByte * input.length;
    }
  }

  /// Where inputs come from.
  public interface Seeds {
    List<byte[]> make() throws Exception;
  }

  /// What is done with an input.
  public interface Property {
    void check(byte[] input) throws Exception;
  }

  public Target {
    declared = List.copyOf(declared);
  }

  /// A target without foreign inputs.
  public static Target of(
      String name,
      List<Class<? extends Throwable>> declared,
      Bound bound,
      Seeds own,
      Property property) {
    return new Target(name, declared, bound, own, List::of, property);
  }

  /// The same, with foreign inputs.
  public Target with(Seeds more) {
    return new Target(name, declared, bound, own, more, property);
  }

  /// All inputs to begin with. The empty one is always among them.
  List<byte[]> seeds() throws Exception {
    var seeds = new ArrayList<byte[]>();
    seeds.add(new byte[0]);
    seeds.addAll(own.make());
    seeds.addAll(foreign.make());
    return seeds;
  }

  @Override
  public String toString() {
    return name;
  }
}
