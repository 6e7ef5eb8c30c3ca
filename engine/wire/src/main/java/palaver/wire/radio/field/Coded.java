// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.field;

/// A choice that travels as one byte.
public interface Coded {

  /// The byte on the wire, 0 to 255; never changes once released.
  int code();

  /// The choice with this code, or `fallback` for a code of a newer version.
  static <T extends Coded> T of(T[] choices, int code, T fallback) {
    for (T choice : choices) {
      if (choice.code() == code) {
        return choice;
      }
    }
    return fallback;
  }
}
