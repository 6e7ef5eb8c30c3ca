// SPDX-License-Identifier: Apache-2.0
package palaver.radio.text;

import palaver.base.Bytes;
import palaver.wire.radio.TextMessage;

/// A text with what proves it, so that it can be passed on as it came.
///
/// @param text what the payload says
/// @param payload the bytes that its author signed
/// @param signature the author's, 64 bytes
public record KeptText(TextMessage.Text text, Bytes payload, Bytes signature)
    implements Comparable<KeptText> {

  TextMessage.Id id() {
    return text.id();
  }

  /// Oldest first, by the author's word, then by author, run and number: the same order everywhere.
  @Override
  public int compareTo(KeptText other) {
    int order = Long.compare(text.writtenEpochMs(), other.text.writtenEpochMs());
    if (order == 0) {
      order = Run.Key.of(id()).compareTo(Run.Key.of(other.id()));
    }
    return order != 0 ? order : Long.compare(id().sequence(), other.id().sequence());
  }
}
