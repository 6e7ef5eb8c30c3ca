// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.radio.settings.SettingsRecord.Kind;
import palaver.wire.radio.SettingsMessage.Snapshot;

/// Records as they travel: the kind is the first byte of the authorisation.
public final class Snapshots {
  private static final Kind[] KINDS = Kind.values();

  private Snapshots() {}

  /// The message that carries a record.
  ///
  /// @param stage 0 for the publication, else one of the stages of [Snapshot]
  public static Snapshot of(SettingsRecord record, int stage) {
    byte[] authorisation = new byte[1 + record.authorisation().length()];
    authorisation[0] = (byte) record.kind().ordinal();
    record.authorisation().copyTo(authorisation, 1);
    return new Snapshot(
        record.version(),
        0,
        1,
        stage,
        record.author(),
        Bytes.of(authorisation),
        record.values().encode());
  }

  /// The record that a message carries; a snapshot in several parts is not understood.
  public static Parsed<SettingsRecord> read(Snapshot snapshot) {
    byte[] authorisation = snapshot.authorisation().toArray();
    if (snapshot.parts() != 1) {
      return Parsed.malformed("settings-parts");
    }
    if (authorisation.length < 1 || authorisation[0] < 0 || authorisation[0] >= KINDS.length) {
      return Parsed.malformed("settings-kind");
    }
    return switch (SettingsValues.decode(snapshot.body())) {
      case Parsed.Malformed<SettingsValues>(String reason) -> Parsed.malformed(reason);
      case Parsed.Ok<SettingsValues>(SettingsValues values) ->
          Parsed.ok(
              new SettingsRecord(
                  snapshot.version(),
                  KINDS[authorisation[0]],
                  snapshot.author(),
                  Bytes.of(authorisation, 1, authorisation.length - 1),
                  values));
    };
  }
}
