package org.vigie.verify;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;

/// The Merkle tree of RFC 6962 section 2.1, grown leaf by leaf: a stack of perfect subtrees.
public final class Hashes {

  private record Subtree(int height, byte[] hash) {}

  private final Deque<Subtree> stack = new ArrayDeque<>();
  private long size;

  /// Adds a leaf by its hash.
  public void add(byte[] leafHash) {
    size++;
    var grown = new Subtree(0, leafHash);
    while (!stack.isEmpty() && stack.peek().height == grown.height) {
      grown = new Subtree(grown.height + 1, node(stack.pop().hash, grown.hash));
    }
    stack.push(grown);
  }

  /// How many leaves it has.
  public long size() {
    return size;
  }

  /// The tree hash of all leaves so far.
  public byte[] root() {
    byte[] root = sha256();
    boolean first = true;
    for (var subtree : stack) {
      root = first ? subtree.hash : node(subtree.hash, root);
      first = false;
    }
    return root;
  }

  /// The hash of a leaf's data.
  public static byte[] leaf(byte[] data) {
    return sha256(new byte[] {0}, data);
  }

  /// The hash above two others.
  public static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  /// SHA-256 of the parts, one behind the other.
  public static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The hashes of one level, end to end.
  public static final class Level extends ByteArrayOutputStream {

    /// How many there are.
    public long count() {
      return size() / 32;
    }

    /// The hash at a place; 32 bytes.
    public byte[] get(long index) {
      return java.util.Arrays.copyOfRange(buf, (int) index * 32, (int) index * 32 + 32);
    }
  }
}
