// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A connection of libwebrtc that makes the offer, over UDP from one socket.
final class LibwebrtcConnection {

  private final RTCPeerConnection connection;

  LibwebrtcConnection(PeerConnectionFactory factory) {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.portAllocatorConfig =
        new PortAllocatorConfig()
            .setDisableAdapterEnumeration(true)
            .setDisableTcp(true)
            .setEnableSharedSocket(true);
    connection = factory.createPeerConnection(configuration, new Quiet());
  }

  RTCPeerConnection connection() {
    return connection;
  }

  /// Makes the offer, which holds from then on.
  String offer() throws Exception {
    CompletableFuture<RTCSessionDescription> offer = new CompletableFuture<>();
    connection.createOffer(new RTCOfferOptions(), new Created(offer));
    RTCSessionDescription local = offer.get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> done = new CompletableFuture<>();
    connection.setLocalDescription(local, new Done(done));
    done.get(10, TimeUnit.SECONDS);
    return local.sdp;
  }

  /// Takes what the other end answers.
  void answered(String sdp) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    connection.setRemoteDescription(
        new RTCSessionDescription(RTCSdpType.ANSWER, sdp), new Done(done));
    done.get(10, TimeUnit.SECONDS);
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
