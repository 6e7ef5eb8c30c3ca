// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.zip.CRC32C;
import palaver.base.Parsed;
import palaver.wire.BigEndian;
import palaver.wire.radio.v1.V1View;

/// Any bytes on the radio's port are read without an exception, and a message that was read can be
/// written and read again as the same.
class RadioFuzzTest {
  private final EnvelopeView envelope = new EnvelopeView();
  private final VoiceFrameView voice = new VoiceFrameView();
  private final V1View v1 = new V1View();
  private final byte[] room = new byte[EnvelopeFormat.PACKET_BYTES_MAX];

  @FuzzTest(maxDuration = "5s")
  void datagrams(byte[] data) {
    switch (RadioPacketKind.of(data, 0, data.length)) {
      case V2 -> {
        repairChecksum(data);
        readEnvelope(data);
      }
      case V1_AUDIO, V1_TEXT -> v1.parse(data, 0, data.length);
      case OTHER_VERSION, NONE -> {
        if (envelope.parse(data, 0, data.length)) {
          throw new AssertionError("only version 2 is version 2");
        }
      }
    }
  }

  /// A fuzzer cannot guess checksums; what lies behind them is what matters here.
  private static void repairChecksum(byte[] data) {
    if (data.length >= EnvelopeFormat.HEADER_BYTES + EnvelopeFormat.CRC_BYTES) {
      CRC32C crc = new CRC32C();
      crc.update(data, 0, data.length - 4);
      BigEndian.put32(data, data.length - 4, (int) crc.getValue());
    }
  }

  private void readEnvelope(byte[] data) {
    if (!envelope.parse(data, 0, data.length)) {
      return;
    }
    if (envelope.type() == MessageType.VOICE_FRAME) {
      if (voice.parse(data, envelope.payloadAt(), envelope.payloadBytes()) && voice.hasLease()) {
        voice.lease();
      }
    } else if (envelope.message() instanceof Parsed.Ok<RadioMessage>(RadioMessage message)) {
      int length = MessageCodec.write(message, room, 0, room.length);
      if (!MessageCodec.read(message.type(), room, 0, length).equals(Parsed.ok(message))) {
        throw new AssertionError("not the same: " + message);
      }
    }
  }
}
