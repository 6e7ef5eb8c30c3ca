// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// The result of reading bytes or text from outside: a value, or the reason why there is none.
///
/// @param <T> the value read
public sealed interface Parsed<T> {

  /// What was read.
  record Ok<T>(T value) implements Parsed<T> {}

  /// Why nothing could be read. `reason` is a stable short identifier such as `stun-too-short`.
  record Malformed<T>(String reason) implements Parsed<T> {}

  static <T> Parsed<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> Parsed<T> malformed(String reason) {
    return new Malformed<>(reason);
  }
}
