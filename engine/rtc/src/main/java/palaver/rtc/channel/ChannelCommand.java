// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

/// What may be asked of [DataChannels].
public sealed interface ChannelCommand {

  /// Begins the association; harmless when the peer does so too.
  record Connect() implements ChannelCommand {}

  /// Opens a channel; [ChannelEvent.Opened] tells when it may be used.
  ///
  /// @param label what it is for, up to 256 bytes in UTF-8
  /// @param protocol the subprotocol, up to 256 bytes, mostly empty
  record Open(String label, String protocol, ChannelOptions options) implements ChannelCommand {}

  /// Ends the association and with it all channels.
  record Close() implements ChannelCommand {}
}
