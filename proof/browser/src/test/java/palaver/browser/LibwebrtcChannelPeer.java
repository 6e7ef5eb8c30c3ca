// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A peer whose data channels are libwebrtc's, as a program of its own: it opens the channel
/// `voice`, unordered and without retransmissions, and sends back each message that it gets.
///
/// It prints its offer and reads the answer, each in one line of Base64, and ends when its input
/// does.
final class LibwebrtcChannelPeer {

  private LibwebrtcChannelPeer() {}

  public static void main(String[] arguments) throws Exception {
    PeerConnectionFactory factory = new PeerConnectionFactory(new HeadlessAudioDeviceModule());
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.portAllocatorConfig =
        new PortAllocatorConfig()
            .setDisableAdapterEnumeration(true)
            .setDisableTcp(true)
            .setEnableSharedSocket(true);
    RTCPeerConnection connection = factory.createPeerConnection(configuration, new Quiet());
    RTCDataChannelInit init = new RTCDataChannelInit();
    init.ordered = false;
    init.maxRetransmits = 0;
    RTCDataChannel channel = connection.createDataChannel("voice", init);
    channel.registerObserver(new Echo(channel));
    CompletableFuture<RTCSessionDescription> offer = new CompletableFuture<>();
    connection.createOffer(new RTCOfferOptions(), new Created(offer));
    RTCSessionDescription local = offer.get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> done = new CompletableFuture<>();
    connection.setLocalDescription(local, new Done(done));
    done.get(10, TimeUnit.SECONDS);
    System.out.println(
        Base64.getEncoder().encodeToString(local.sdp.getBytes(StandardCharsets.UTF_8)));
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String answer =
          new String(Base64.getDecoder().decode(input.readLine()), StandardCharsets.UTF_8);
      CompletableFuture<Void> set = new CompletableFuture<>();
      connection.setRemoteDescription(
          new RTCSessionDescription(RTCSdpType.ANSWER, answer), new Done(set));
      set.get(10, TimeUnit.SECONDS);
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

  private static final class Quiet implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}
  }

  private record Created(CompletableFuture<RTCSessionDescription> result)
      implements CreateSessionDescriptionObserver {
    @Override
    public void onSuccess(RTCSessionDescription description) {
      result.complete(description);
    }

    @Override
    public void onFailure(String error) {
      result.completeExceptionally(new IllegalStateException(error));
    }
  }

  private record Done(CompletableFuture<Void> result) implements SetSessionDescriptionObserver {
    @Override
    public void onSuccess() {
      result.complete(null);
    }

    @Override
    public void onFailure(String error) {
      result.completeExceptionally(new IllegalStateException(error));
    }
  }
}
