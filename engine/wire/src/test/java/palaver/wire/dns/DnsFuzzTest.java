// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.base.Parsed;

/// Any bytes on port 5353 are read without an exception, and a message that was read can be written
/// and read again as the same.
class DnsFuzzTest {
  private final byte[] room = new byte[4 * DnsMessage.BYTES_MAX];

  @FuzzTest(maxDuration = "5s")
  void messages(byte[] data) {
    if (DnsMessage.parse(data, data.length) instanceof Parsed.Ok<DnsMessage>(DnsMessage read)) {
      int length = read.write(room);
      if (DnsMessage.parse(room, length) instanceof Parsed.Ok<DnsMessage>(DnsMessage again)) {
        requireSame(read, again, length);
      } else {
        throw new AssertionError("cannot be read again: " + read);
      }
    }
  }

  /// Without compression a message can be longer than the room.
  private void requireSame(DnsMessage read, DnsMessage again, int length) {
    boolean whole = length < room.length - 600;
    if (whole && !again.equals(read)) {
      throw new AssertionError("not the same: " + read + " and " + again);
    }
  }
}
