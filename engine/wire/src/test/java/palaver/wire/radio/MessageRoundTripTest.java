// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import palaver.base.Parsed;
import palaver.wire.radio.field.FieldWriter;

class MessageRoundTripTest {
  private static final int SEEDS = 200;

  private final byte[] bytes = new byte[EnvelopeFormat.PACKET_BYTES_MAX];

  @Test
  void everyMessageTypeHasOneMessageAndVoiceHasAView() {
    Set<MessageType> seen = EnumSet.of(MessageType.VOICE_FRAME);
    RandomMessages messages = new RandomMessages(new SplittableRandom(1));
    for (Class<?> kind : RandomMessages.kinds()) {
      assertThat(seen.add(messages.next(kind).type())).as(kind.getSimpleName()).isTrue();
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(MessageType.class));
    assertThat(MessageCodec.read(MessageType.VOICE_FRAME, bytes, 0, 100))
        .isEqualTo(Parsed.malformed("voice-is-a-view"));
  }

  @Test
  void everyMessageComesBackAsItWasSent() {
    forEachMessage((message, random) -> {
      int at = random.nextInt(20);
      int length = MessageCodec.write(message, bytes, at, EnvelopeFormat.PAYLOAD_BYTES_MAX);
      assertThat(length).as("%s", message).isNotNegative();
      assertThat(MessageCodec.read(message.type(), bytes, at, length)).isEqualTo(ok(message));
    });
  }

  @Test
  void fieldsOfANewerVersionAreSkipped() {
    forEachMessage((message, random) -> {
      FieldWriter out = new FieldWriter(bytes, 0, bytes.length);
      message.write(out);
      out.u32(200, random.nextInt()).text(255, "later");
      assertThat(MessageCodec.read(message.type(), bytes, 0, out.length())).isEqualTo(ok(message));
    });
  }

  @Test
  void aCutMessageIsRefusedOrReadAsTheSameWithLess() {
    forEachMessage((message, random) -> {
      int length = MessageCodec.write(message, bytes, 0, bytes.length);
      int cut = length == 0 ? 0 : random.nextInt(length);
      switch (MessageCodec.read(message.type(), bytes, 0, cut)) {
        case Parsed.Ok<RadioMessage>(RadioMessage less) ->
            assertThat(less.type()).isEqualTo(message.type());
        case Parsed.Malformed<RadioMessage>(String reason) ->
            assertThat(reason).matches("[a-z0-9-]+");
      }
    });
  }

  @Test
  void damageNeverThrows() {
    forEachMessage((message, random) -> {
      int length = MessageCodec.write(message, bytes, 0, bytes.length);
      for (int flips = 1 + random.nextInt(4); flips > 0 && length > 0; flips--) {
        bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
      }
      switch (MessageCodec.read(message.type(), bytes, 0, length)) {
        case Parsed.Ok<RadioMessage>(RadioMessage other) ->
            assertThat(MessageCodec.write(other, bytes, 0, bytes.length)).isNotNegative();
        case Parsed.Malformed<RadioMessage>(String reason) -> assertThat(reason).isNotBlank();
      }
    });
  }

  @Test
  void aMessageThatDoesNotFitIsNotWritten() {
    forEachMessage((message, random) -> {
      int length = MessageCodec.write(message, bytes, 0, bytes.length);
      if (length > 0) {
        bytes[length - 1] = 99;
        assertThat(MessageCodec.write(message, bytes, 0, length - 1)).isEqualTo(-1);
        assertThat(bytes[length - 1]).isEqualTo((byte) 99);
      }
    });
  }

  private static Parsed<RadioMessage> ok(RadioMessage message) {
    return Parsed.ok(message);
  }

  private interface Check {
    void of(RadioMessage message, SplittableRandom random);
  }

  private static void forEachMessage(Check check) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomMessages messages = new RandomMessages(random);
      for (Class<?> kind : RandomMessages.kinds()) {
        check.of(messages.next(kind), random);
      }
    }
  }
}
