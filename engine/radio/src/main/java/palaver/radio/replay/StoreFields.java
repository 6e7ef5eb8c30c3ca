// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.trust.audit.AuditEntry;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// What a node's store told it, on a tape.
final class StoreFields {
  private static final int RECORDS_MAX = 1_000;

  private StoreFields() {}

  static void write(TapeWriter out, AuditEntry line) {
    out.number(line.index()).signed(line.atEpochMs()).fixed(line.actor().value());
    out.text(line.kind()).text(line.detail()).bytes(line.previous()).bytes(line.hash());
  }

  static AuditEntry audit(TapeReader in) {
    return new AuditEntry(
        in.number(),
        in.signed(),
        new NodeId(in.fixed()),
        in.text(),
        in.text(),
        in.bytes(),
        in.bytes());
  }

  static void write(TapeWriter out, List<SettingsRecord> records) {
    out.number(records.size());
    for (SettingsRecord each : records) {
      Term term = each.version().term();
      out.number(term.counter()).number(term.priority());
      out.fixed(term.node().value()).fixed(term.boot());
      out.number(each.version().number()).bytes(each.version().parentHash());
      out.number(each.kind().ordinal()).fixed(each.author().value());
      out.bytes(each.authorisation()).bytes(each.values().encode()).bytes(each.proof());
    }
  }

  static List<SettingsRecord> settings(TapeReader in) {
    int count = in.small(RECORDS_MAX);
    List<SettingsRecord> records = new ArrayList<>();
    for (int i = 0; i < count && !in.hasFault(); i++) {
      SettingsRecord read = record(in);
      if (read != null) {
        records.add(read);
      }
    }
    return records;
  }

  private static @Nullable SettingsRecord record(TapeReader in) {
    Term term = new Term(in.number(), in.number(), new NodeId(in.fixed()), in.fixed());
    long number = in.number();
    Bytes parent = in.bytes();
    SettingsRecord.Kind[] kinds = SettingsRecord.Kind.values();
    SettingsRecord.Kind kind = kinds[in.small(kinds.length - 1)];
    NodeId author = new NodeId(in.fixed());
    Bytes authorisation = in.bytes();
    Parsed<SettingsValues> values = SettingsValues.decode(in.bytes());
    Bytes proof = in.bytes();
    boolean whole = !in.hasFault() && parent.length() == SettingsVersion.HASH_BYTES;
    return whole && values instanceof Parsed.Ok<SettingsValues>(SettingsValues read)
        ? new SettingsRecord(
            new SettingsVersion(term, number, parent), kind, author, authorisation, read, proof)
        : null;
  }
}
