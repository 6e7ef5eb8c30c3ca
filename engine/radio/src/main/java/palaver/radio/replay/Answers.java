// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

/// The answers of the ports, in order. An engine that asks for something else than the recorded one
/// did has taken another way: that ends the replay.
final class Answers {

  /// The engine has taken another way than the recorded one.
  static final class OtherWay extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String asked;
    private final int found;

    OtherWay(String asked, int found) {
      super(asked, null, false, false);
      this.asked = asked;
      this.found = found;
    }

    /// What was asked for, and what the recorded one had got instead.
    String said() {
      boolean nothing = found == TapeReader.END || found >= Tape.OUTCOME || found <= Tape.FULL;
      String recorded = nothing ? "nothing more" : Tape.name(found);
      return "asks for " + asked + "; recorded: " + recorded;
    }
  }

  private final TapeReader in;

  Answers(TapeReader in) {
    this.in = in;
  }

  TapeReader in() {
    return in;
  }

  void expect(int tag) {
    if (in.peek() != tag) {
      throw new OtherWay(Tape.name(tag), in.peek());
    }
    in.tag();
  }

  /// Which of two answers it was: true for `first`.
  boolean either(int first, int second) {
    int found = in.peek();
    if (found != first && found != second) {
      throw new OtherWay(Tape.name(first), found);
    }
    return in.tag() == first;
  }

  void raw(byte[] out, int at, int length) {
    if (!in.raw(out, at, length)) {
      throw new OtherWay(length + " bytes", TapeReader.END);
    }
  }
}
