package org.vigie.verify;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;

/// The Merkle tree of RFC 6962 section 2.1, grown leaf by leaf: a stack of perfect subtrees.
final class Hashes {

  private record Subtree(int height, byte[] hash) {}

  private final Deque<Subtree> stack = new ArrayDeque<>();
  private long size;

  void add(byte[] leafHash) {
    size++;
    var grown = new Subtree(0, leafHash);
    while (!stack.isEmpty() && stack.peek().height == grown.height) {
      grown = new Subtree(grown.height + 1, node(stack.pop().hash, grown.hash));
    }
    stack.push(grown);
  }

  long size() {
    return size;
  }

  byte[] root() {
    byte[] root = sha256();
    boolean first = true;
    for (var subtree : stack) {
      root = first ? subtree.hash : node(subtree.hash, root);
      first = false;
    }
    return root;
  }

  static byte[] leaf(byte[] data) {
    return sha256(new byte[] {0}, data);
  }

  static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  static byte[] sha256(byte[]... parts) {
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
  static final class Level extends ByteArrayOutputStream {

    long count() {
      return size() / 32;
    }

    /// The hash at a place; 32 bytes.
    byte[] get(long index) {
      return java.util.Arrays.copyOfRange(buf, (int) index * 32, (int) index * 32 + 32);
    }
  }
}
