// SPDX-License-Identifier: Apache-2.0
package palaver.audio.loopback;

import palaver.audio.file.Sound;
import palaver.audio.session.VoiceDiagnostics;

/// What came out of a call with oneself.
///
/// @param sound what was heard, at 48 kHz, on the time line of what was said, later by the playout
///   delay
/// @param sender the diagnostics of the end that spoke
/// @param receiver those of the end that listened
/// @param packetsLost how many packets the network lost
public record LoopbackHeard(
    Sound sound, VoiceDiagnostics sender, VoiceDiagnostics receiver, long packetsLost) {}
