// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.LeaseId;

/// Where this node's own press goes: to the leader, or straight to its own server.
final class OwnServer implements Talking.Server {
  private final RadioNode self;

  OwnServer(RadioNode self) {
    this.self = self;
  }

  @Override
  public void request(long nowNs, FloorMessage.Request request) {
    RadioConfig config = self.node.config;
    Peer leader = self.election.leader();
    if (self.leading.leads()) {
      self.later.addLast(
          () -> self.leading.onRequest(nowNs, config.self(), config.boot(), request));
    } else if (leader != null) {
      self.node.sender.send(leader, request);
    }
  }

  @Override
  public void release(long nowNs, FloorMessage.Release release) {
    Peer leader = self.election.leader();
    if (self.leading.leads()) {
      self.later.addLast(() -> self.leading.onRelease(nowNs, self.node.config.self(), release));
    } else if (leader != null) {
      self.node.sender.send(leader, release);
    }
  }

  @Override
  public void sign(long nowNs, LeaseId lease, boolean media) {
    Peer leader = self.election.leader();
    if (self.leading.leads()) {
      self.leading.onSign(nowNs, self.node.config.self(), lease, media);
    } else if (leader != null && !media) {
      self.node.sender.send(leader, new FloorMessage.KeepAlive(lease, 0));
    }
  }
}
