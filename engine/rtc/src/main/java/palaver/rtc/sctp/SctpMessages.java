// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// Takes whole messages as they come in; called while a packet is read.
@FunctionalInterface
public interface SctpMessages {

  /// Takes one message. The bytes are valid only during the call.
  ///
  /// @param protocol the payload protocol identifier (RFC 8831, section 8)
  void onMessage(long nowNs, int stream, int protocol, byte[] bytes, int offset, int lengthBytes);
}
