// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.List;
import palaver.base.Outbox;
import palaver.radio.RadioEvent;
import palaver.wire.BigEndian;
import palaver.wire.radio.EnvelopeFormat;

/// What one input led to: what it added to the outbox.
///
/// The digest of the datagrams covers where each goes, how long it is and all bytes but voice. It
/// finds differences, it does not withstand an attacker.
final class Outcome {
  private final Omission omission = new Omission();
  private int datagrams;
  private int events;
  private int retained;
  private int released;
  private long digest;

  /// Before an input.
  void begin(Outbox<RadioEvent> outbox) {
    datagrams = outbox.datagramCount();
    events = outbox.events().size();
    retained = outbox.retainedCount();
    released = outbox.releasedCount();
    digest = 0;
  }

  /// After it: whether it led to anything.
  boolean end(Outbox<RadioEvent> outbox) {
    for (int i = datagrams; i < outbox.datagramCount(); i++) {
      addDatagram(outbox, i);
    }
    for (int i = retained; i < outbox.retainedCount(); i++) {
      add(1 + 2L * outbox.retained(i));
    }
    for (int i = released; i < outbox.releasedCount(); i++) {
      add(2L * outbox.released(i));
    }
    return digest != 0 || outbox.events().size() > events;
  }

  private void addDatagram(Outbox<RadioEvent> outbox, int index) {
    byte[] bytes = outbox.bytes();
    int at = outbox.offset(index);
    int length = outbox.length(index);
    omission.of(bytes, at, length);
    int end = omission.isChecksummed() ? length - EnvelopeFormat.CRC_BYTES : length;
    int after = omission.from() + omission.count();
    add((long) outbox.destination(index) << 32 | length);
    addBytes(bytes, at, omission.from());
    addBytes(bytes, at + after, end - after);
  }

  private void addBytes(byte[] bytes, int at, int count) {
    int whole = count & ~7;
    for (int i = 0; i < whole; i += 8) {
      add(BigEndian.i64(bytes, at + i));
    }
    for (int i = whole; i < count; i++) {
      add(bytes[at + i]);
    }
  }

  private void add(long value) {
    long mixed = (digest ^ value) * 0x9E37_79B9_7F4A_7C15L + 1;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
    digest = mixed ^ mixed >>> 29;
  }

  int datagrams(Outbox<RadioEvent> outbox) {
    return outbox.datagramCount() - datagrams;
  }

  long digest() {
    return digest;
  }

  /// The events since the input began.
  List<RadioEvent> events(Outbox<RadioEvent> outbox) {
    return outbox.events().subList(events, outbox.events().size());
  }
}
