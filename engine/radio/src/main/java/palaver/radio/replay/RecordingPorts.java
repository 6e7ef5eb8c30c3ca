// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressDirectory;
import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.radio.StableStore;
import palaver.radio.settings.SettingsRecord;
import palaver.trust.audit.AuditEntry;

/// Ports that write down what they answer, but for secrets.
final class RecordingPorts {

  private RecordingPorts() {}

  static Ports of(Recording tape, Ports ports) {
    return new Ports(
        new RecordingCrypto(tape, ports.crypto()),
        ports.deviceSecret(),
        new Secrets(tape, ports.secrets()),
        new Store(tape, ports.store()),
        ports.sink(),
        new Directory(tape, ports.directory()));
  }

  private record Secrets(Recording tape, SecretSource inner) implements SecretSource {

    @Override
    public void fill(byte[] bytes) {
      inner.fill(bytes);
    }

    @Override
    public byte[] nonce(int length) {
      byte[] nonce = inner.nonce(length);
      if (tape.isOn()) {
        tape.out().tag(Tape.NONCE).raw(nonce, 0, length);
      }
      return nonce;
    }
  }

  private record Directory(Recording tape, AddressDirectory inner) implements AddressDirectory {

    @Override
    public int number(byte[] ip, int port) {
      int number = inner.number(ip, port);
      if (tape.isOn()) {
        tape.out().tag(Tape.ADDRESS_NUMBER).signed(number);
      }
      return number;
    }

    @Override
    public byte[] ip(int address) {
      byte[] ip = inner.ip(address);
      if (tape.isOn()) {
        tape.out().tag(Tape.ADDRESS_IP).bytes(Bytes.of(ip));
      }
      return ip;
    }

    @Override
    public int port(int address) {
      int port = inner.port(address);
      if (tape.isOn()) {
        tape.out().tag(Tape.ADDRESS_PORT).number(port);
      }
      return port;
    }
  }

  private record Store(Recording tape, StableStore inner) implements StableStore {

    /// A write that fails throws into the engine: that is an answer too.
    private void keep(Runnable write) {
      boolean kept = false;
      try {
        write.run();
        kept = true;
      } finally {
        if (tape.isOn()) {
          tape.out().tag(kept ? Tape.KEPT : Tape.NOT_KEPT);
        }
      }
    }

    @Override
    public void termCounter(long counter) {
      keep(() -> inner.termCounter(counter));
    }

    @Override
    public void membership(List<Bytes> certificates, List<Bytes> entries) {
      keep(() -> inner.membership(certificates, entries));
    }

    @Override
    public void audit(AuditEntry line) {
      keep(() -> inner.audit(line));
    }

    @Override
    public @Nullable AuditEntry lastAudit() {
      AuditEntry last = inner.lastAudit();
      if (tape.isOn() && last != null) {
        StoreFields.write(tape.out().tag(Tape.LAST_AUDIT), last);
      } else if (tape.isOn()) {
        tape.out().tag(Tape.NO_AUDIT);
      }
      return last;
    }

    @Override
    public void save(SettingsRecord record) {
      keep(() -> inner.save(record));
    }

    @Override
    public List<SettingsRecord> load() {
      List<SettingsRecord> records = inner.load();
      if (tape.isOn()) {
        StoreFields.write(tape.out().tag(Tape.SETTINGS), records);
      }
      return records;
    }
  }
}
