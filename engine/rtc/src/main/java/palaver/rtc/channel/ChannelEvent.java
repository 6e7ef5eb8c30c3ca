// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

/// What [DataChannels] tells.
public sealed interface ChannelEvent {

  /// The association stands.
  record Connected() implements ChannelEvent {}

  /// A channel may be used, whoever opened it.
  ///
  /// @param channel its number, the stream's
  record Opened(int channel, String label, String protocol, ChannelOptions options)
      implements ChannelEvent {}

  /// A channel that was asked for cannot be had: there are too many, or its name is too long.
  record Refused(String label) implements ChannelEvent {}

  /// The association is over, by the peer, by silence or by command.
  record Lost() implements ChannelEvent {}
}
