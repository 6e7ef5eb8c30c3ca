// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.NodeFiles.Documents;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// What a device that was admitted starts with, as one word of text: the channel, and the signed
/// documents that say who belongs to it. Nothing in it is secret.
public record JoinToken(ChannelName channel, Documents documents) {

  /// So many entries go along; the rest comes from the members themselves.
  public static final int ENTRIES_MAX = 16;

  private static final String PREFIX = "palaver-join-1-";
  private static final int BYTES_MAX = 16_384;
  private static final int DOCUMENT_BYTES_MAX = 400;
  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES_MAX = 64;

  public String text() {
    byte[] room = new byte[BYTES_MAX];
    FieldWriter out = new FieldWriter(room, 0, room.length);
    out.bytes(1, channel.key()).text(2, channel.name());
    documents.certificates().forEach(one -> out.bytes(3, one));
    documents.entries().stream().limit(ENTRIES_MAX).forEach(one -> out.bytes(4, one));
    byte[] written = Bytes.of(room, 0, out.length()).toArray();
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(written);
  }

  /// Reads a token; null when it is none, or was cut.
  public static @Nullable JoinToken parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() > 2 * BYTES_MAX) {
      return null;
    }
    try {
      return read(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static @Nullable JoinToken read(byte[] bytes) {
    FieldReader in = new FieldReader(bytes, 0, bytes.length);
    ChannelName channel = new ChannelName(in.exact(1, KEY_BYTES), in.text(2, NAME_BYTES_MAX));
    Documents documents = new Documents(all(in, 3), all(in, 4));
    return in.fault() == null ? new JoinToken(channel, documents) : null;
  }

  private static List<Bytes> all(FieldReader in, int tag) {
    List<Bytes> found = new ArrayList<>();
    while (in.fault() == null && in.has(tag)) {
      found.add(in.bytes(tag, DOCUMENT_BYTES_MAX));
    }
    return found;
  }
}
