// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Bytes;
import palaver.radio.RadioConfig;

/// What a node begins with, but for its secrets.
///
/// @param config what it is
/// @param channelKey the channel's public key, 32 bytes
/// @param certificates of operators, as they were kept
/// @param entries of the membership set, as they were kept
/// @param seed of its chance
public record Opening(
    RadioConfig config,
    Bytes channelKey,
    List<Bytes> certificates,
    List<Bytes> entries,
    long seed) {

  private static final int DOCUMENTS_MAX = 10_000;

  public Opening {
    certificates = List.copyOf(certificates);
    entries = List.copyOf(entries);
  }

  void write(TapeWriter out) {
    ConfigFields.write(out, config);
    out.bytes(channelKey);
    writeAll(out, certificates);
    writeAll(out, entries);
    out.fixed(seed);
  }

  static void writeAll(TapeWriter out, List<Bytes> documents) {
    out.number(documents.size());
    documents.forEach(out::bytes);
  }

  static List<Bytes> readAll(TapeReader in) {
    int count = in.small(DOCUMENTS_MAX);
    List<Bytes> documents = new ArrayList<>();
    for (int i = 0; i < count && !in.hasFault(); i++) {
      documents.add(in.bytes());
    }
    return documents;
  }

  static Opening read(TapeReader in) {
    return new Opening(ConfigFields.read(in), in.bytes(), readAll(in), readAll(in), in.fixed());
  }
}
