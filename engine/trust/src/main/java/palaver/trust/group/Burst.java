// SPDX-License-Identifier: Apache-2.0
package palaver.trust.group;

import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// What a talker's frames are sealed under besides the group key: one talk burst has one sending
/// key, and the same talker in another run or under another lease has another.
///
/// @param talker who seals
/// @param boot the talker's run, as its lease says
/// @param lease the lease under which it talks
public record Burst(NodeId talker, long boot, LeaseId lease) {}
