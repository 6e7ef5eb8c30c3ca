// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import palaver.base.Parsed;
import palaver.wire.BigEndian;
import palaver.wire.radio.EnvelopeView.Fault;

class EnvelopeTest {
  private static final FloorMessage.Request PRESS = new FloorMessage.Request(7, 3, false, true);

  private final byte[] bytes = new byte[EnvelopeFormat.PACKET_BYTES_MAX + 64];
  private final EnvelopeWriter writer = new EnvelopeWriter();
  private final EnvelopeView view = new EnvelopeView();

  private int press(int flags) {
    writer.begin(bytes, 0, MessageType.FLOOR_REQUEST, 9, 0xA1, 0xB2, 0xC3, 0xD4).flag(flags);
    assertThat(writer.message(PRESS)).isTrue();
    return writer.finish();
  }

  @Test
  void aDatagramLooksAsTheDocumentShowsIt() {
    int length = press(EnvelopeFormat.FLAG_ACK_WANTED);

    assertThat(HexFormat.of().formatHex(bytes, 0, length - 4))
        .isEqualTo(
            "02200004000b0009"
                + "00000000000000b2"
                + "00000000000000a1"
                + "0000000000c3"
                + "0000000000d4"
                + "010400000007"
                + "020103"
                + "0400");
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length - 4);
    assertThat(BigEndian.i32(bytes, length - 4)).isEqualTo((int) crc.getValue());
  }

  @Test
  void everyFieldOfTheEnvelopeComesBack() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 1000; round++) {
      int at = random.nextInt(40);
      int channel = random.nextInt(65_536);
      long source = random.nextLong();
      long session = random.nextLong();
      long sequence = random.nextLong() >>> 16;
      long timestampUs = random.nextLong() >>> 16;
      writer.begin(
          bytes, at, MessageType.HEARTBEAT, channel, source, session, sequence, timestampUs);
      int payloadBytes = random.nextInt(EnvelopeFormat.PAYLOAD_BYTES_MAX + 1);
      writer.payload(payloadBytes);
      long signer = random.nextLong();
      int signatureAt = random.nextBoolean() ? writer.signatureAt(signer) : -1;
      int macAt = random.nextBoolean() ? writer.macAt() : -1;
      int length = writer.finish();

      assertThat(length).isLessThanOrEqualTo(EnvelopeFormat.PACKET_BYTES_MAX);
      assertThat(view.parse(bytes, at, length)).isTrue();
      assertThat(view.type()).isEqualTo(MessageType.HEARTBEAT);
      assertThat(view.channel()).isEqualTo(channel);
      assertThat(view.source()).isEqualTo(source);
      assertThat(view.session()).isEqualTo(session);
      assertThat(view.sequence()).isEqualTo(sequence);
      assertThat(view.timestampUs()).isEqualTo(timestampUs);
      assertThat(view.payloadBytes()).isEqualTo(payloadBytes);
      assertThat(view.isSigned()).isEqualTo(signatureAt >= 0);
      assertThat(view.hasMac()).isEqualTo(macAt >= 0);
      if (view.isSigned()) {
        assertThat(view.signer()).isEqualTo(signer);
        assertThat(view.signatureAt()).isEqualTo(signatureAt);
      }
      if (view.hasMac()) {
        assertThat(view.macAt()).isEqualTo(macAt);
      }
    }
  }

  @Test
  void everyMessageTraversesTheEnvelope() {
    RandomMessages messages = new RandomMessages(new SplittableRandom(3));
    for (Class<?> kind : RandomMessages.kinds()) {
      RadioMessage message = messages.next(kind);
      writer.begin(bytes, 8, message.type(), 1, 2, 3, 4, 5);
      assertThat(writer.message(message)).isTrue();
      if (message.type().proof() == MessageType.Proof.STATEMENT) {
        writer.signatureAt(2);
      }
      writer.macAt();
      assertThat(view.parse(bytes, 8, writer.finish())).isTrue();
      assertThat(view.message()).isEqualTo(Parsed.ok(message));
    }
  }

  @Test
  void aFlippedBitIsAlwaysSeen() {
    int length = press(0);
    for (int bit = 0; bit < 8 * length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(view.parse(bytes, 0, length)).as("bit %d", bit).isFalse();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(view.parse(bytes, 0, length)).isTrue();
  }

  @Test
  void theReasonOfARefusalIsNamed() {
    int length = press(0);
    assertThat(faultOf(39)).isEqualTo(Fault.TOO_SHORT);
    assertThat(faultOf(EnvelopeFormat.PACKET_BYTES_MAX + 1)).isEqualTo(Fault.TOO_LONG);
    assertThat(faultOf(length - 1)).isEqualTo(Fault.LENGTH_WRONG);
    assertThat(faultOf(length + 1)).isEqualTo(Fault.LENGTH_WRONG);
    bytes[length - 1]++;
    assertThat(faultOf(length)).isEqualTo(Fault.CRC_WRONG);
    bytes[0] = 3;
    assertThat(faultOf(length)).isEqualTo(Fault.WRONG_VERSION);
  }

  @Test
  void aFlagThatMustBeUnderstoodIsRefusedAndAnotherIsNot() {
    assertThat(faultOf(press(0x80))).isEqualTo(Fault.UNKNOWN_FLAG);
    assertThat(faultOf(press(0x8000))).isEqualTo(Fault.NONE);
  }

  @Test
  void aTypeOfANewerVersionIsToldFromDamage() {
    int length = press(0);
    bytes[1] = (byte) 0xEE;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length - 4);
    BigEndian.put32(bytes, length - 4, (int) crc.getValue());

    assertThat(faultOf(length)).isEqualTo(Fault.UNKNOWN_TYPE);
    assertThat(view.message()).isEqualTo(Parsed.malformed("type-unknown"));
  }

  private Fault faultOf(int length) {
    view.parse(bytes, 0, length);
    return view.fault();
  }

  @Test
  void noDatagramIsLongerThanTwelveHundredBytes() {
    writer.begin(bytes, 0, MessageType.HELLO, 0, 1, 1, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.payload(EnvelopeFormat.PAYLOAD_BYTES_MAX + 1));
    writer.payload(EnvelopeFormat.PAYLOAD_BYTES_MAX).signatureAt(1);
    writer.macAt();
    assertThat(writer.finish()).isEqualTo(EnvelopeFormat.PACKET_BYTES_MAX);
  }

  @Test
  void aSignatureCoversTypeSignerAndPayloadButNotTheEnvelope() {
    writer.begin(bytes, 0, MessageType.RESIGN, 1, 2, 3, 4, 5);
    assertThat(
            writer.message(
                new PresenceMessage.Resign(
                    new Term(1, 2, new NodeId(3), 4), NodeId.NONE, PresenceMessage.Cause.ASKED)))
        .isTrue();
    writer.signatureAt(77);
    assertThat(view.parse(bytes, 0, writer.finish())).isTrue();
    byte[] first = view.signedBytes(MessageType.RESIGN);
    byte[] other = view.signedBytes(MessageType.TERM_CLAIM);

    byte[] again = Arrays.copyOfRange(bytes, view.payloadAt(), view.payloadAt() + 60);
    int payloadBytes = view.payloadBytes();
    writer.begin(bytes, 0, MessageType.RESIGN, 9, 8, 7, 6, 5).flag(EnvelopeFormat.FLAG_REPEATED);
    System.arraycopy(again, 0, bytes, writer.payloadAt(), payloadBytes);
    writer.payload(payloadBytes).signatureAt(77);
    assertThat(view.parse(bytes, 0, writer.finish())).isTrue();

    assertThat(view.signedBytes(MessageType.RESIGN)).isEqualTo(first).isNotEqualTo(other);
  }
}
