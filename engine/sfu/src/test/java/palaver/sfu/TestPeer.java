// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.rtc.IceCredentials;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.rtc.srtp.SrtpReceiveStream;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSendStream;
import palaver.rtc.srtp.SrtpSender;
import palaver.wire.PacketKind;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.rtp.RtpHeaderWriter;
import palaver.wire.rtp.RtpPacketView;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunKey;
import palaver.wire.stun.StunMessage;
import palaver.wire.stun.StunWriter;

/// The media end of a client, as little as a server can be tested with: checks, sealed audio out,
/// sealed audio in. It asks for nothing again and reports nothing.
final class TestPeer implements Engine<TestPeer.Command, TestPeer.Event> {
  sealed interface Command {}

  record Start(int server, IceCredentials local, IceCredentials remote) implements Command {}

  record SendDtls(byte[] datagram) implements Command {}

  record Keys(SrtpKeys keys) implements Command {}

  record SendAudio(byte[] payload, int frames, int levelDbov) implements Command {}

  record Stop() implements Command {}

  sealed interface Event {}

  record Checked() implements Event {}

  record Dtls(byte[] datagram) implements Event {}

  record Audio(String mid, int csrc, int sequence, int timestamp, int levelDbov, byte[] payload)
      implements Event {}

  private static final long CHECK_NS = 2_500_000_000L;
  private static final long FIRST_CHECKS_NS = 50_000_000;
  private static final int FRAME_TICKS = 960;
  private static final int RECEIVE_SOURCES_MAX = 16;

  private final Offer offer;
  private final RandomGenerator random;
  private final RtpHeaderWriter header;
  private final int ssrc;
  private final long firstSequence;
  private final int firstTimestamp;
  private final RtpPacketView view = new RtpPacketView();
  private final byte[] opened = new byte[Outbox.DATAGRAM_BYTES_MAX];
  private int server;
  private @Nullable String user;
  private @Nullable StunKey key;
  private @Nullable SrtpSendStream seal;
  private @Nullable SrtpReceiver receiver;
  private boolean answered;
  private int unopened;
  private long nextCheckNs = Deadlines.NEVER;

  TestPeer(Offer offer, RandomGenerator random) {
    this.offer = offer;
    this.random = random;
    ssrc = random.nextInt();
    firstSequence = random.nextInt(1 << 15);
    firstTimestamp = random.nextInt();
    header =
        new RtpHeaderWriter(
            new RtpHeaderFormat(
                offer.opusPayloadType(),
                ssrc,
                false,
                offer.midExtensionId(),
                "p",
                offer.audioLevelExtensionId()));
  }

  /// How many packets could not be opened.
  int unopened() {
    return unopened;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<Event> outbox) {
    byte[] bytes = datagram.bytes();
    int at = datagram.offset();
    int length = datagram.length();
    switch (PacketKind.of(bytes, at, length)) {
      case STUN -> onStun(nowNs, bytes, at, length, outbox);
      case DTLS -> outbox.emit(new Dtls(Arrays.copyOfRange(bytes, at, at + length)));
      case RTP -> onAudio(bytes, at, length, outbox);
      case RTCP, OTHER -> {}
    }
  }

  private void onStun(long nowNs, byte[] bytes, int at, int length, Outbox<Event> outbox) {
    StunKey expected = key;
    if (StunMessage.parse(bytes, at, length) instanceof Parsed.Ok<StunMessage>(var message)
        && expected != null
        && message.isBinding(StunClass.SUCCESS_RESPONSE)
        && message.isAuthentic(expected)) {
      answered = true;
      nextCheckNs = nowNs + CHECK_NS;
      outbox.emit(new Checked());
    }
  }

  private void onAudio(byte[] bytes, int at, int length, Outbox<Event> outbox) {
    if (receiver == null || !view.parseHeader(bytes, at, length)) {
      unopened++;
      return;
    }
    SrtpReceiveStream stream = receiver.stream(view.ssrc());
    int payloadBytes =
        stream == null
            ? -1
            : stream.open(bytes, at, length, view.headerBytes(), view.sequence(), opened, 0);
    if (payloadBytes < 0) {
      unopened++;
      return;
    }
    int midAt = view.extensionAt(offer.midExtensionId());
    String mid =
        new String(
            bytes, midAt, view.extensionBytes(midAt), java.nio.charset.StandardCharsets.UTF_8);
    if (view.payloadType() != offer.opusPayloadType() || view.csrcCount() != 1) {
      throw new IllegalStateException("a packet that this client did not offer");
    }
    outbox.emit(
        new Audio(
            mid,
            view.csrc(0),
            view.sequence(),
            view.timestamp(),
            view.audioLevelDbov(offer.audioLevelExtensionId()),
            Arrays.copyOf(opened, payloadBytes)));
  }

  @Override
  public void onCommand(long nowNs, Command command, Outbox<Event> outbox) {
    switch (command) {
      case Start start -> {
        server = start.server();
        user = start.remote().ufrag() + ":" + start.local().ufrag();
        key = StunKey.shortTerm(start.remote().password());
        answered = false;
        nextCheckNs = nowNs;
      }
      case SendDtls dtls -> outbox.send(server, dtls.datagram(), 0, dtls.datagram().length);
      case Keys keys -> keys(keys.keys());
      case SendAudio audio -> sendAudio(audio, outbox);
      case Stop _ -> {
        nextCheckNs = Deadlines.NEVER;
        seal = null;
      }
    }
  }

  private void keys(SrtpKeys keys) {
    SrtpProfile profile = keys.profile();
    int keyBytes = profile.keyBytes();
    int saltBytes = profile.saltBytes();
    byte[] m = keys.material();
    seal =
        SrtpSender.of(
            profile,
            Arrays.copyOfRange(m, 0, keyBytes),
            Arrays.copyOfRange(m, 2 * keyBytes, 2 * keyBytes + saltBytes))
            .stream(ssrc);
    receiver =
        SrtpReceiver.of(
            profile,
            Arrays.copyOfRange(m, keyBytes, 2 * keyBytes),
            Arrays.copyOfRange(m, 2 * keyBytes + saltBytes, m.length),
            RECEIVE_SOURCES_MAX,
            RECEIVE_SOURCES_MAX);
  }

  private void sendAudio(SendAudio audio, Outbox<Event> outbox) {
    SrtpSendStream sealing = seal;
    int at = outbox.reserve();
    if (sealing == null || at < 0) {
      return;
    }
    long sequence = firstSequence + audio.frames();
    int timestamp = firstTimestamp + audio.frames() * FRAME_TICKS;
    header.write(outbox.bytes(), at, false, (int) sequence, timestamp, 0, audio.levelDbov(), true);
    byte[] payload = audio.payload();
    int length =
        sealing.seal(
            sequence, payload, 0, payload.length, outbox.bytes(), at, header.headerBytes());
    outbox.commit(server, length);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<Event> outbox) {
    String username = user;
    StunKey sealing = key;
    if (nowNs < nextCheckNs || username == null || sealing == null) {
      return;
    }
    byte[] transactionId = new byte[12];
    random.nextBytes(transactionId);
    int at = outbox.reserve();
    StunWriter writer =
        new StunWriter()
            .begin(outbox.bytes(), at, StunClass.REQUEST, transactionId)
            .username(username)
            .priority(1)
            .iceControlling(7)
            .useCandidate();
    outbox.commit(server, writer.integrity(sealing).finish());
    nextCheckNs = nowNs + (answered ? CHECK_NS : FIRST_CHECKS_NS);
  }

  @Override
  public long nextDeadlineNs() {
    return nextCheckNs;
  }
}
