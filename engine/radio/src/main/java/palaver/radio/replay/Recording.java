// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

/// One tape, from the start of a node to its end or to the bound. It goes out in blocks: when one
/// is large enough or a second old, and between two inputs only, so that what is kept of a node
/// that dies ends with a whole input.
///
/// A tape that reaches its bound ends there: what comes later cannot be played again, for the
/// engine's state is what all inputs since its start made of it.
public final class Recording {
  private static final int BLOCK_BYTES = 1 << 15;
  private static final long BLOCK_NS = 1_000_000_000L;

  /// Takes blocks, on the node's thread; it must be quick and keeps the array.
  @FunctionalInterface
  public interface Sink {
    void block(byte[] bytes);
  }

  private final long bytesMax;
  private final Sink sink;
  private final TapeWriter out = new TapeWriter();
  private long gone;
  private long blockSinceNs;
  private long lastNs;
  private boolean on = true;
  private long inputs;

  /// A tape of at most about `bytesMax` bytes.
  public Recording(long bytesMax, Sink sink) {
    this.bytesMax = bytesMax;
    this.sink = sink;
    out.raw(Tape.MAGIC, 0, Tape.MAGIC.length);
  }

  /// Whether inputs still go to the tape.
  public boolean isOn() {
    return on;
  }

  /// How long the tape is, in bytes.
  public long length() {
    return gone + out.length();
  }

  /// How many inputs are on it.
  public long inputs() {
    return inputs;
  }

  TapeWriter out() {
    return out;
  }

  /// An input begins.
  TapeWriter input(int tag, long nowNs) {
    inputs++;
    out.tag(tag).signed(nowNs - lastNs);
    lastNs = nowNs;
    return out;
  }

  /// An input has ended.
  void done() {
    if (length() >= bytesMax) {
      out.tag(Tape.FULL);
      on = false;
      flush();
    } else if (out.length() >= BLOCK_BYTES || lastNs - blockSinceNs >= BLOCK_NS) {
      flush();
    }
  }

  /// Gives out what there is, between two inputs.
  public void flush() {
    blockSinceNs = lastNs;
    gone += out.length();
    if (out.length() > 0) {
      sink.block(out.take());
    }
  }
}
