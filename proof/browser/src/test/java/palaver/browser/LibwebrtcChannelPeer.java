// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A peer whose data channels are libwebrtc's, as a program of its own: it opens the channel
/// `voice`, unordered and without retransmissions, and sends back each message that it gets.
///
/// It prints its offer and reads the answer, each in one line of Base64, and ends when its input
/// does.
final class LibwebrtcChannelPeer {

  private LibwebrtcChannelPeer() {}

  public static void main(String[] arguments) throws Exception {
    PeerConnectionFactory factory = new PeerConnectionFactory(new HeadlessAudioDeviceModule());
    LibwebrtcConnection libwebrtc = new LibwebrtcConnection(factory);
    RTCDataChannelInit init = new RTCDataChannelInit();
    init.ordered = false;
    init.maxRetransmits = 0;
    RTCDataChannel channel = libwebrtc.connection().createDataChannel("voice", init);
    channel.registerObserver(new Echo(channel));
    System.out.println(
        Base64.getEncoder().encodeToString(libwebrtc.offer().getBytes(StandardCharsets.UTF_8)));
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      byte[] answer = Base64.getDecoder().decode(input.readLine());
      libwebrtc.answered(new String(answer, StandardCharsets.UTF_8));
      while (input.readLine() != null) {}
    }
    System.exit(0);
  }

  private record Echo(RTCDataChannel channel) implements RTCDataChannelObserver {
    @Override
    public void onBufferedAmountChange(long before) {}

    @Override
    public void onStateChange() {}

    @Override
    public void onMessage(RTCDataChannelBuffer message) {
      ByteBuffer copy = ByteBuffer.allocateDirect(message.data.remaining());
      copy.put(message.data).flip();
      try {
        channel.send(new RTCDataChannelBuffer(copy, message.binary));
      } catch (Exception failure) {
        System.err.println("not sent back: " + failure);
      }
    }
  }
}
