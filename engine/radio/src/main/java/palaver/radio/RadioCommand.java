// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import palaver.base.Bytes;
import palaver.radio.settings.SettingsValues;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// What the rest of the program asks of a node.
public sealed interface RadioCommand {

  /// Begin: call out for others.
  ///
  /// @param epochMs the wall clock, in milliseconds since 1970
  record Start(long epochMs) implements RadioCommand {}

  /// The wall clock was set, or differs from what this node counts.
  ///
  /// @param epochMs in milliseconds since 1970
  record WallClock(long epochMs) implements RadioCommand {}

  /// What an operator has signed: this node takes it and passes it on.
  ///
  /// @param certificates of operators
  /// @param entries of the membership set, such as a removal
  record Documents(List<Bytes> certificates, List<Bytes> entries) implements RadioCommand {

    public Documents {
      certificates = List.copyOf(certificates);
      entries = List.copyOf(entries);
    }
  }

  /// The button goes down.
  ///
  /// @param priority 0 to 255; what counts is what membership allows
  /// @param emergency whether to interrupt
  record Press(int priority, boolean emergency) implements RadioCommand {}

  /// The button goes up.
  record Release() implements RadioCommand {}

  /// The machine slept: the first input after it woke.
  ///
  /// @param gapNs how long, by the wall clock
  record Resumed(long gapNs) implements RadioCommand {}

  /// Where members may be, from an earlier run or from who let this device in. At most 16 are kept,
  /// until somebody is heard.
  record Introduce(List<PeerAddress> addresses) implements RadioCommand {

    public Introduce {
      addresses = List.copyOf(addresses);
    }
  }

  /// How strong the radio signal is here, when the driver knows it.
  ///
  /// @param rssiDbm -127 to -1; 0 when it is no longer known
  record Signal(int rssiDbm) implements RadioCommand {}

  /// Stop leading, if this node leads.
  record Resign() implements RadioCommand {}

  /// Write to all.
  ///
  /// @param text at most 800 bytes of UTF-8
  record Say(String text) implements RadioCommand {}

  /// As an operator: other settings for the channel.
  ///
  /// @param changes applied together or not at all
  record ChangeSettings(List<SettingsValues.Change> changes) implements RadioCommand {

    public ChangeSettings {
      changes = List.copyOf(changes);
    }
  }

  /// As an operator: let a device in that knocked.
  ///
  /// @param untilEpochMs when its membership ends, in milliseconds since 1970; never after the
  ///   operator's own time
  record Admit(NodeId node, Rights rights, long untilEpochMs) implements RadioCommand {}

  /// As an operator: do not let a device in that knocked.
  record Decline(NodeId node) implements RadioCommand {}

  /// As an operator: put a member out, at once and for ever.
  record PutOut(NodeId node) implements RadioCommand {}

  /// Switch a part of this node off or on.
  record Switch(Feature feature, boolean on) implements RadioCommand {}

  /// Leave the channel.
  record Stop() implements RadioCommand {}
}
