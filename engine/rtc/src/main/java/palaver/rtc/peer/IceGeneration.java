// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import palaver.rtc.IceCredentials;
import palaver.wire.stun.StunKey;

/// One pair of credentials between two restarts of ICE, ready to check messages.
///
/// @param incomingUser the user name of checks sent to us
/// @param outgoingUser the user name of checks that we send
/// @param localKey made from our password, with which the peer's checks are protected
/// @param remoteKey made from the peer's password, with which ours are
record IceGeneration(
    IceCredentials local,
    IceCredentials remote,
    String incomingUser,
    String outgoingUser,
    StunKey localKey,
    StunKey remoteKey) {

  static IceGeneration of(IceCredentials local, IceCredentials remote) {
    return new IceGeneration(
        local,
        remote,
        local.ufrag() + ":" + remote.ufrag(),
        remote.ufrag() + ":" + local.ufrag(),
        StunKey.shortTerm(local.password()),
        StunKey.shortTerm(remote.password()));
  }
}
