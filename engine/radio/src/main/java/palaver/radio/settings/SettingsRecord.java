// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;

/// One version of the settings.
///
/// @param version its place in the history
/// @param kind why it may exist
/// @param author the operator who wanted it; [NodeId#NONE] for a merge or a rollback
/// @param authorisation by kind: the operator's signature, the hash of the other parent, the hash
///   of the version that holds again
/// @param values what holds
/// @param proof the signature of the leader who published it under its snapshot, 64 bytes; empty
///   before it was published. It is no part of the hash
public record SettingsRecord(
    SettingsVersion version,
    Kind kind,
    NodeId author,
    Bytes authorisation,
    SettingsValues values,
    Bytes proof) {

  /// A version that was not published yet.
  public SettingsRecord(
      SettingsVersion version,
      Kind kind,
      NodeId author,
      Bytes authorisation,
      SettingsValues values) {
    this(version, kind, author, authorisation, values, Bytes.EMPTY);
  }

  /// The same version with the signature of its leader.
  public SettingsRecord provenBy(Bytes signature) {
    return new SettingsRecord(version, kind, author, authorisation, values, signature);
  }

  /// Why a version may exist.
  public enum Kind {
    /// An operator wanted it.
    CHANGE,
    /// Two histories became one.
    MERGE,
    /// An earlier version holds again.
    ROLLBACK
  }

  /// SHA-256 over all of it: what a child names as its parent.
  public Bytes hash() {
    byte[] place = new byte[8 + 8 + 8 + 8 + 8 + 1];
    BigEndian.put64(place, 0, version.term().counter());
    BigEndian.put64(place, 8, version.term().node().value());
    BigEndian.put64(place, 16, version.term().boot());
    BigEndian.put64(place, 24, version.number());
    BigEndian.put64(place, 32, author.value());
    BigEndian.put8(place, 40, kind.ordinal());
    return Digests.sha256(Bytes.of(place), version.parentHash(), authorisation, values.encode());
  }
}
