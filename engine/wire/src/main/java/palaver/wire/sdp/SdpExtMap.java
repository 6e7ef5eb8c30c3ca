// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import org.jspecify.annotations.Nullable;

/// The number that stands for a header extension (RFC 8285, section 5).
///
/// @param id 1 to 255; only 1 to 14 fit into one-byte headers
/// @param direction which way it is used, seen from the writer
public record SdpExtMap(int id, SdpDirection direction, String uri) {

  /// Reads the value of an `extmap` attribute such as `4/sendonly URI`; null when it is damaged.
  static @Nullable SdpExtMap parse(String value) {
    String[] words = value.split(" ", -1);
    String[] head = words[0].split("/", -1);
    int id = SdpText.number(head[0], 255);
    SdpDirection direction = head.length == 1 ? SdpDirection.SENDRECV : SdpDirection.named(head[1]);
    boolean complete = words.length >= 2 && head.length <= 2 && SdpText.isWord(words[1]);
    return complete && id > 0 && direction != null ? new SdpExtMap(id, direction, words[1]) : null;
  }

  /// The value of the attribute.
  public String toValue() {
    String suffix = direction == SdpDirection.SENDRECV ? "" : "/" + direction.attribute();
    return id + suffix + " " + uri;
  }
}
