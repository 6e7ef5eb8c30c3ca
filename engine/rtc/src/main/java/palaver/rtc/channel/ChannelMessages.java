// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

/// Takes the messages of all channels as they come in; called while a datagram is read.
@FunctionalInterface
public interface ChannelMessages {

  /// Takes one message. The bytes are valid only during the call; an empty message has length 0.
  ///
  /// @param text whether it is text in UTF-8, not bytes
  void onMessage(long nowNs, int channel, boolean text, byte[] bytes, int offset, int lengthBytes);
}
