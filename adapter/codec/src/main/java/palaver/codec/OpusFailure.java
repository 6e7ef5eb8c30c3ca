// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.io.Serial;

/// libopus refused a call that our own code made wrong, or ran out of memory. Damaged packets are
/// no failure: decoders answer them with 0.
public final class OpusFailure extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  private final int code;

  OpusFailure(String call, int code) {
    super(call + ": " + name(code));
    this.code = code;
  }

  /// The error code of libopus, negative.
  public int code() {
    return code;
  }

  private static String name(int code) {
    return switch (code) {
      case -1 -> "bad argument";
      case -2 -> "buffer too small";
      case -3 -> "internal error";
      case -4 -> "invalid packet";
      case -5 -> "not implemented";
      case -6 -> "invalid state";
      case -7 -> "allocation failed";
      default -> "error " + code;
    };
  }
}
