// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import palaver.base.AddressDirectory;
import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.radio.RadioConfig;
import palaver.radio.VoiceSink;
import palaver.radio.replay.Opening;
import palaver.radio.replay.Ports;
import palaver.radio.replay.RecordedNode;
import palaver.radio.replay.Recording;
import palaver.trust.member.Membership;
import palaver.wire.radio.NodeId;

/// What every node of a venue was given, one tape for each run of each.
public final class Tapes {
  private static final long BYTES_MAX = 1L << 28;
  private static final int ENTRIES_MAX = 10_000;

  private final List<ByteArrayOutputStream> tapes = new ArrayList<>();
  private final List<Recording> recordings = new ArrayList<>();

  /// A node of one person that is recorded from its start.
  RecordedNode node(
      Person person,
      RadioConfig config,
      Membership known,
      SecretSource secrets,
      VoiceSink sink,
      AddressDirectory directory,
      long seed) {
    ByteArrayOutputStream tape = new ByteArrayOutputStream();
    Recording recording = new Recording(BYTES_MAX, tape::writeBytes);
    tapes.add(tape);
    recordings.add(recording);
    List<Bytes> entries = known.entriesAfter(NodeId.NONE, ENTRIES_MAX);
    return new RecordedNode(
        recording,
        new Opening(config, known.channelKey(), known.certificates(), entries, seed),
        new Ports(
            person.identity.crypto(),
            person.identity.secretBytes(),
            secrets,
            person.store,
            sink,
            directory));
  }

  /// All tapes as they are now, in the order in which their nodes started.
  public List<byte[]> taken() {
    recordings.forEach(Recording::flush);
    return tapes.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }
}
