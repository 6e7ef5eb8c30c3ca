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
import palaver.trust.member.DeviceIdentity;

/// Ports that answer what the tape says. Secrets are zeros: nothing that a node decides depends on
/// what is in them.
final class ReplayPorts {

  private ReplayPorts() {}

  static Ports of(Answers tape) {
    return new Ports(
        new ReplayCrypto(tape),
        new byte[DeviceIdentity.SECRET_BYTES],
        new Secrets(tape),
        new Store(tape),
        (_, _, _, _, _, _, _, _) -> {},
        new Directory(tape));
  }

  private record Secrets(Answers tape) implements SecretSource {

    @Override
    public void fill(byte[] bytes) {}

    @Override
    public byte[] nonce(int length) {
      tape.expect(Tape.NONCE);
      byte[] nonce = new byte[length];
      tape.raw(nonce, 0, length);
      return nonce;
    }
  }

  private record Directory(Answers tape) implements AddressDirectory {

    @Override
    public int number(byte[] ip, int port) {
      tape.expect(Tape.ADDRESS_NUMBER);
      return (int) tape.in().signed();
    }

    @Override
    public byte[] ip(int address) {
      tape.expect(Tape.ADDRESS_IP);
      return tape.in().bytes().toArray();
    }

    @Override
    public int port(int address) {
      tape.expect(Tape.ADDRESS_PORT);
      return (int) tape.in().number();
    }
  }

  private record Store(Answers tape) implements StableStore {

    private void keep() {
      if (!tape.either(Tape.KEPT, Tape.NOT_KEPT)) {
        throw new IllegalStateException("the store had failed");
      }
    }

    @Override
    public void termCounter(long counter) {
      keep();
    }

    @Override
    public void membership(List<Bytes> certificates, List<Bytes> entries) {
      keep();
    }

    @Override
    public void audit(AuditEntry line) {
      keep();
    }

    @Override
    public @Nullable AuditEntry lastAudit() {
      return tape.either(Tape.LAST_AUDIT, Tape.NO_AUDIT) ? StoreFields.audit(tape.in()) : null;
    }

    @Override
    public void save(SettingsRecord record) {
      keep();
    }

    @Override
    public List<SettingsRecord> load() {
      tape.expect(Tape.SETTINGS);
      return StoreFields.settings(tape.in());
    }
  }
}
