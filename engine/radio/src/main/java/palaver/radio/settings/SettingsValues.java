// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// A value for every setting; immutable. On the wire: the schema version, then each value as a
/// tagged field. A node takes no values of a schema newer than its own.
public final class SettingsValues {
  private static final int SCHEMA_TAG = 1;
  private static final int BYTES_MAX = 720;

  /// A setting that is to have another value.
  public record Change(Setting setting, int value) {}

  private final EnumMap<Setting, Integer> values;
  private final int schema;

  private SettingsValues(EnumMap<Setting, Integer> values, int schema) {
    this.values = values;
    this.schema = schema;
  }

  /// What holds in a channel that never set anything.
  public static SettingsValues initial() {
    EnumMap<Setting, Integer> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.initial());
    }
    return new SettingsValues(values, Setting.SCHEMA);
  }

  public int value(Setting setting) {
    return values.getOrDefault(setting, setting.initial());
  }

  public boolean isOn(Setting setting) {
    return value(setting) != 0;
  }

  /// The schema version of the node that wrote these.
  public int schema() {
    return schema;
  }

  /// These values with changes; a change outside of its range is a caller's bug.
  public SettingsValues with(List<Change> changes) {
    EnumMap<Setting, Integer> changed = new EnumMap<>(values);
    for (Change change : changes) {
      if (!change.setting.takes(change.value)) {
        throw new IllegalArgumentException(change.setting + " does not take " + change.value);
      }
      changed.put(change.setting, change.value);
    }
    return new SettingsValues(changed, schema);
  }

  /// What to change in `before` to get these, in order of the settings.
  public List<Change> changesFrom(SettingsValues before) {
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<Setting, Integer> entry : values.entrySet()) {
      if (before.value(entry.getKey()) != entry.getValue()) {
        changes.add(new Change(entry.getKey(), entry.getValue()));
      }
    }
    return changes;
  }

  public Bytes encode() {
    byte[] room = new byte[BYTES_MAX];
    FieldWriter out = new FieldWriter(room, 0, BYTES_MAX);
    out.u16(SCHEMA_TAG, schema);
    for (Map.Entry<Setting, Integer> entry : values.entrySet()) {
      out.u32(entry.getKey().code(), entry.getValue());
    }
    return Bytes.of(room, 0, out.length());
  }

  /// Reads values. A setting that is absent has its initial value; one outside of its range refuses
  /// all of them.
  public static Parsed<SettingsValues> decode(Bytes encoded) {
    FieldReader in = new FieldReader(encoded.toArray(), 0, encoded.length());
    int schema = in.u16(SCHEMA_TAG);
    EnumMap<Setting, Integer> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, in.has(setting.code()) ? value(in, setting) : setting.initial());
    }
    String fault = in.fault();
    return fault == null ? Parsed.ok(new SettingsValues(values, schema)) : Parsed.malformed(fault);
  }

  private static int value(FieldReader in, Setting setting) {
    int value = (int) Math.min(in.u32(setting.code()), Integer.MAX_VALUE);
    if (!setting.takes(value)) {
      in.refuse("setting-range");
    }
    return value;
  }

  /// Changes on the wire: what an operator signs.
  public static Bytes encode(List<Change> changes) {
    EnumMap<Setting, Integer> sorted = new EnumMap<>(Setting.class);
    changes.forEach(change -> sorted.put(change.setting, change.value));
    byte[] room = new byte[BYTES_MAX];
    FieldWriter out = new FieldWriter(room, 0, BYTES_MAX);
    for (Map.Entry<Setting, Integer> entry : sorted.entrySet()) {
      out.u32(entry.getKey().code(), entry.getValue());
    }
    return Bytes.of(room, 0, out.length());
  }

  /// Reads changes; a setting of a newer schema refuses none of the others.
  public static Parsed<List<Change>> decodeChanges(Bytes encoded) {
    FieldReader in = new FieldReader(encoded.toArray(), 0, encoded.length());
    List<Change> changes = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      if (in.has(setting.code())) {
        changes.add(new Change(setting, value(in, setting)));
      }
    }
    String fault = in.fault();
    return fault == null ? Parsed.ok(changes) : Parsed.malformed(fault);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingsValues that
        && schema == that.schema
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + schema;
  }

  @Override
  public String toString() {
    return "schema " + schema + " " + values;
  }
}
