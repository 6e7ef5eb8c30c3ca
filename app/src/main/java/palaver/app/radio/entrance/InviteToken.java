// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// An invite as one word of text. It has a secret in it: whoever holds it may come in, as often as
/// the invite has uses.
///
/// @param secret the invite's own secret key, 32 bytes
/// @param invite the document that the operator signed
/// @param entries of members who are heard first: a device believes nobody whom it does not know
public record InviteToken(ChannelName channel, Bytes secret, Bytes invite, List<Bytes> entries) {

  /// So many entries go along.
  public static final int ENTRIES_MAX = 3;

  private static final String PREFIX = "palaver-invite-1-";
  private static final int BYTES_MAX = 2_048;
  private static final int INVITE_BYTES_MAX = 170;
  private static final int ENTRY_BYTES_MAX = 400;
  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES_MAX = 64;

  public String text() {
    byte[] room = new byte[BYTES_MAX];
    FieldWriter out = new FieldWriter(room, 0, room.length);
    out.bytes(1, channel.key()).text(2, channel.name()).bytes(3, secret).bytes(4, invite);
    entries.stream().limit(ENTRIES_MAX).forEach(entry -> out.bytes(5, entry));
    byte[] written = Bytes.of(room, 0, out.length()).toArray();
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(written);
  }

  /// Reads a token; null when it is none, or was cut.
  static @Nullable InviteToken parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() > 2 * BYTES_MAX) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      FieldReader in = new FieldReader(bytes, 0, bytes.length);
      ChannelName channel = new ChannelName(in.exact(1, KEY_BYTES), in.text(2, NAME_BYTES_MAX));
      Bytes secret = in.exact(3, KEY_BYTES);
      Bytes invite = in.bytes(4, INVITE_BYTES_MAX);
      List<Bytes> entries = new ArrayList<>();
      while (in.fault() == null && in.has(5)) {
        entries.add(in.bytes(5, ENTRY_BYTES_MAX));
      }
      return in.fault() == null ? new InviteToken(channel, secret, invite, entries) : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /// The secret stays out of logs.
  @Override
  public String toString() {
    return "InviteToken[" + channel.name() + "]";
  }
}
