// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.net.radio.FolderLayouts;
import palaver.net.radio.NodeFiles;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.NodeFiles.Documents;
import palaver.radio.RadioConfig;
import palaver.radio.replay.Opening;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;

/// The data folder of one node, held by one process at a time: who the device is, and which channel
/// it belongs to.
public final class RadioHome implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioHome.class);
  private static final long FOUNDER_MS = TimeUnit.DAYS.toMillis(3_650);
  private static final Rights FOUNDER =
      new Rights(Rights.TALK | Rights.LEAD | Rights.EMERGENCY, 255);

  private final DataFolder folder;
  private final NodeFiles files;
  private final DeviceIdentity identity;
  private final InstantSource clock;

  private RadioHome(
      DataFolder folder, NodeFiles files, DeviceIdentity identity, InstantSource clock) {
    this.folder = folder;
    this.files = files;
    this.identity = identity;
    this.clock = clock;
  }

  /// Holds the folder, which is made when it is not there; the first time makes the device's keys.
  static RadioHome hold(Path path, InstantSource clock) throws StartFailure {
    DataFolder folder = DataFolder.hold(path, "radio node");
    try {
      FolderLayouts.Moved moved = FolderLayouts.upgrade(path);
      if (moved != null) {
        LOG.info(
            "the data folder has come from layout {} to {}; what is other now is in {} as it was",
            moved.from(),
            moved.to(),
            moved.before());
      }
      NodeFiles files = NodeFiles.open(path);
      return new RadioHome(folder, files, identity(files), clock);
    } catch (IOException failure) {
      folder.close();
      throw unusable(path, failure);
    }
  }

  public static StartFailure unusable(Path path, IOException failure) {
    return new StartFailure(
        "the data folder " + path + " cannot be used: " + failure.getMessage(), failure);
  }

  private static DeviceIdentity identity(NodeFiles files) throws IOException {
    byte[] secret = files.deviceSecret(new SystemSecrets(), DeviceIdentity.SECRET_BYTES);
    try {
      return DeviceIdentity.of(new StandardCrypto(), secret);
    } catch (IllegalArgumentException damaged) {
      throw new IOException("device.key is damaged", damaged);
    }
  }

  /// The public keys of the device that a folder belongs to, also while its node runs.
  public static DeviceKeys deviceKeys(Path path) throws StartFailure {
    try {
      if (NodeFiles.isDevice(path)) {
        return identity(NodeFiles.look(path)).keys();
      }
    } catch (IOException failure) {
      throw unusable(path, failure);
    }
    try (RadioHome home = hold(path, InstantSource.system())) {
      return home.identity().keys();
    }
  }

  public DataFolder folder() {
    return folder;
  }

  public NodeFiles files() {
    return files;
  }

  public DeviceIdentity identity() {
    return identity;
  }

  /// The channel, null before the node belongs to one.
  @Nullable ChannelName channel() throws IOException {
    return files.channel();
  }

  /// Founds a channel: this device is its operator and first member.
  ChannelName found(String name, String deviceName) throws IOException {
    StandardCrypto crypto = new StandardCrypto();
    Bytes secret = Bytes.of(new SystemSecrets().bytes(32));
    long untilMs = clock.millis() + FOUNDER_MS;
    Bytes certificate =
        OperatorCertificate.issue(
                crypto.signatures(), secret, identity.keys().signingKey(), untilMs)
            .signed();
    Bytes entry =
        MemberEntry.admit(identity, identity.keys(), deviceName, FOUNDER, 1, untilMs).signed();
    files.channelSecret(secret);
    files.membership(List.of(certificate), List.of(entry));
    ChannelName channel = new ChannelName(crypto.signatures().publicKey(secret), name);
    files.channel(channel);
    return channel;
  }

  /// Becomes part of the channel for which an operator has admitted this device.
  ChannelName enter(JoinToken token) throws IOException, StartFailure {
    Membership membership = membership(token.channel().key(), token.documents());
    if (!membership.isMember(identity.node(), clock.millis())) {
      throw new StartFailure(
          "this token is not for this device; let an operator allow what `palaver radio device`"
              + " prints here");
    }
    files.membership(token.documents().certificates(), token.documents().entries());
    files.channel(token.channel());
    return token.channel();
  }

  /// What a run of the node begins with: the membership as far as this device knows it.
  public Opening opening(RadioConfig config, ChannelName channel) throws IOException {
    Documents known = files.membership();
    long seed = new SecureRandom().nextLong();
    return new Opening(config, channel.key(), known.certificates(), known.entries(), seed);
  }

  private static Membership membership(Bytes channelKey, Documents documents) {
    Membership set = new Membership(new StandardCrypto(), channelKey, Membership.Limits.DEFAULT);
    documents.certificates().forEach(set::addCertificate);
    documents.entries().forEach(set::add);
    return set;
  }

  /// A device's keys from the text of `palaver radio device`; null when it is none.
  public static @Nullable DeviceKeys keys(String hex) {
    if (!hex.matches("[0-9a-f]{128}")) {
      return null;
    }
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    return new DeviceKeys(Bytes.of(bytes, 0, 32), Bytes.of(bytes, 32, 32));
  }

  @Override
  public void close() {
    folder.close();
  }
}
