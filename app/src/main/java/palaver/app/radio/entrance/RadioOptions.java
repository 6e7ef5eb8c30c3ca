// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import palaver.app.radio.voice.SoundOptions;
import palaver.net.radio.RadioNetwork;

/// What a radio node is started with.
///
/// @param channel the name of the channel to join or found
/// @param name of the device, as others see it
/// @param data its folder
/// @param priority of its presses, 0 to 255; what counts is what membership allows
/// @param http where its page and its JSON are
/// @param join what an operator gave for the first start, or null
/// @param sound which devices it hears and speaks by
/// @param protocol which protocols it speaks
/// @param handsets where phones join through it, or null
public record RadioOptions(
    String channel,
    String name,
    Path data,
    RadioNetwork network,
    int priority,
    InetSocketAddress http,
    @Nullable String join,
    SoundOptions sound,
    RadioProtocol protocol,
    @Nullable HandsetOptions handsets) {

  /// A node without sound devices and handsets.
  public RadioOptions(
      String channel,
      String name,
      Path data,
      RadioNetwork network,
      int priority,
      InetSocketAddress http,
      @Nullable String join) {
    this(
        channel,
        name,
        data,
        network,
        priority,
        http,
        join,
        SoundOptions.NONE,
        RadioProtocol.BOTH,
        null);
  }

  /// The same node of another protocol.
  public RadioOptions as(RadioProtocol other) {
    return new RadioOptions(
        channel,
        name,
        data,
        other == RadioProtocol.V1 ? network.ofOneAddress() : network,
        priority,
        http,
        join,
        sound,
        other,
        handsets);
  }

  /// The same node at other ports.
  public RadioOptions at(int udpPort, int httpPort) {
    return new RadioOptions(
        channel,
        name,
        data,
        network.at(udpPort),
        priority,
        new InetSocketAddress(http.getAddress(), httpPort),
        join,
        sound,
        protocol,
        handsets);
  }
}
