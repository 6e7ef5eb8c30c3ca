// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.radio.StableStore;
import palaver.radio.settings.SettingsRecord;
import palaver.trust.audit.AuditEntry;

/// What a node keeps in its folder: keys, the count of its runs, the term, who belongs to the
/// channel. Each file is for its owner only and grows by whole lines or is replaced as a whole.
///
/// | file | content |
/// |---|---|
/// | `format` | the number of this layout, see [FolderLayout] |
/// | `device.key` | the device's two secret keys, hexadecimal |
/// | `channel.key` | of a founder: the channel's secret key, hexadecimal |
/// | `channel` | the channel's public key, hexadecimal, and its name |
/// | `boots` | the number of the last start |
/// | `term` | the counter of the newest term that it has claimed |
/// | `membership` | certificates and entries, one signed document a line |
/// | `settings` | the newest versions of the settings, one a line |
/// | `audit` | what was decided here, each line with the hash of the one before |
///
/// A line that begins with `+` is of a later version: it is kept, and not read.
public final class NodeFiles implements StableStore {

  private static final String LATER = "+";

  private static final long MINUTE_MS = 60_000;
  private static final String CERTIFICATE = "certificate ";
  private static final String ENTRY = "entry ";

  private static final int SETTINGS_MAX = 64;

  private final Path folder;
  private final LineFile membershipFile;
  private final LineFile auditFile;
  private final LineFile settingsFile;

  private NodeFiles(Path folder) {
    this.folder = folder;
    membershipFile = new LineFile(folder.resolve("membership"));
    auditFile = new LineFile(folder.resolve("audit"));
    settingsFile = new LineFile(folder.resolve("settings"));
  }

  /// The documents that say who belongs to the channel.
  ///
  /// @param certificates of operators
  /// @param entries one for each device and issuer
  public record Documents(List<Bytes> certificates, List<Bytes> entries) {
    public Documents {
      certificates = List.copyOf(certificates);
      entries = List.copyOf(entries);
    }
  }

  /// The channel that the node belongs to.
  ///
  /// @param key its public key, 32 bytes
  public record ChannelName(Bytes key, String name) {}

  /// The files of `folder`, which exists. A folder of an older layout is upgraded first, see
  /// [FolderLayouts#upgrade].
  ///
  /// @throws FolderRefused when it is not of this layout, nor of a later one that only adds to it
  public static NodeFiles open(Path folder) throws IOException {
    FolderLayout layout = FolderLayouts.of(folder);
    NodeFiles files = new NodeFiles(folder);
    if (layout == null) {
      files.write("format", FolderLayout.of(FolderLayout.CURRENT).text());
    } else if (layout.isLater() && !layout.opens()) {
      throw FolderRefused.newer(layout);
    } else if (!layout.opens()) {
      throw FolderRefused.older(layout);
    }
    return files;
  }

  /// The files of a folder that another process may hold, to look at the device's keys: these are
  /// the same in all layouts so far.
  ///
  /// @throws FolderRefused when a later version wrote it in a layout that this one cannot read
  public static NodeFiles look(Path folder) throws IOException {
    FolderLayout layout = FolderLayouts.of(folder);
    if (layout != null && layout.isLater() && !layout.opens()) {
      throw FolderRefused.newer(layout);
    }
    return new NodeFiles(folder);
  }

  /// Whether a line is a later version's, to be kept as it is.
  public static boolean isLater(String line) {
    return line.startsWith(LATER);
  }

  /// Whether a device has its keys in `folder`.
  public static boolean isDevice(Path folder) {
    return Files.exists(folder.resolve("device.key"));
  }

  /// The device's secret keys; the first call makes them.
  public byte[] deviceSecret(SecretSource secrets, int bytes) throws IOException {
    byte[] kept = secret("device.key");
    if (kept != null) {
      return kept;
    }
    byte[] fresh = secrets.bytes(bytes);
    write("device.key", HexFormat.of().formatHex(fresh));
    return fresh;
  }

  /// The channel's secret key, null when this device did not found it.
  public @Nullable Bytes channelSecret() throws IOException {
    byte[] kept = secret("channel.key");
    return kept == null ? null : Bytes.of(kept);
  }

  public void channelSecret(Bytes secret) throws IOException {
    write("channel.key", secret.hex());
  }

  private byte @Nullable [] secret(String name) throws IOException {
    String text = read(name);
    try {
      return text == null ? null : HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException damaged) {
      throw FolderRefused.damaged(folder.resolve(name), damaged);
    }
  }

  /// The channel, null before the node belongs to one.
  public @Nullable ChannelName channel() throws IOException {
    String text = read("channel");
    int space = text == null ? -1 : text.indexOf(' ');
    if (text == null) {
      return null;
    }
    try {
      Bytes key = Bytes.of(HexFormat.of().parseHex(text.substring(0, Math.max(0, space))));
      return new ChannelName(key, text.substring(space + 1));
    } catch (IllegalArgumentException damaged) {
      throw FolderRefused.damaged(folder.resolve("channel"), damaged);
    }
  }

  public void channel(ChannelName channel) throws IOException {
    write("channel", channel.key().hex() + " " + channel.name());
  }

  /// Counts this start. Others refuse a run that is not above those they have heard of, so the
  /// count is at least the minutes since 1970: a folder that comes back from a backup is heard
  /// again.
  ///
  /// @param epochMs by the wall clock; a clock that was set back does no harm
  public long nextBoot(long epochMs) throws IOException {
    long boot = Math.max(number("boots") + 1, epochMs / MINUTE_MS);
    write("boots", String.valueOf(boot));
    return boot;
  }

  /// The counter of the newest term that this node has claimed, 0 before.
  public long termCounter() throws IOException {
    return number("term");
  }

  private long number(String name) throws IOException {
    String text = read(name);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException damaged) {
      throw FolderRefused.damaged(folder.resolve(name), damaged);
    }
  }

  /// Returns when the counter would survive a loss of power: only then may the claim leave.
  @Override
  public void termCounter(long counter) {
    try {
      write("term", String.valueOf(counter));
    } catch (IOException failure) {
      throw new UncheckedIOException("the term cannot be kept", failure);
    }
  }

  @Override
  public void membership(List<Bytes> certificates, List<Bytes> entries) {
    List<String> lines = new ArrayList<>();
    certificates.forEach(one -> lines.add(CERTIFICATE + one.hex()));
    entries.forEach(one -> lines.add(ENTRY + one.hex()));
    if (!lines.isEmpty()) {
      membershipFile.append(lines);
    }
  }

  /// What is kept of the membership. What each document is worth, its signature tells.
  public Documents membership() throws IOException {
    List<Bytes> certificates = new ArrayList<>();
    List<Bytes> entries = new ArrayList<>();
    try {
      for (String line : known(membershipFile.lines())) {
        boolean certificate = line.startsWith(CERTIFICATE);
        String hex = line.substring((certificate ? CERTIFICATE : ENTRY).length());
        (certificate ? certificates : entries).add(Bytes.of(HexFormat.of().parseHex(hex)));
      }
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException damaged) {
      throw FolderRefused.damaged(folder.resolve("membership"), damaged);
    }
    return new Documents(certificates, entries);
  }

  private static List<String> known(List<String> lines) {
    return lines.stream().filter(line -> !isLater(line)).toList();
  }

  @Override
  public void audit(AuditEntry line) {
    auditFile.append(List.of(AuditLines.of(line)));
  }

  @Override
  public @Nullable AuditEntry lastAudit() {
    List<String> lines = known(auditFile.lines());
    return lines.isEmpty() ? null : AuditLines.parse(lines.getLast());
  }

  @Override
  public void save(SettingsRecord settings) {
    settingsFile.append(List.of(SettingsLines.of(settings)));
  }

  /// A line that is damaged is left out: the other members have that version too.
  @Override
  public List<SettingsRecord> load() {
    List<String> lines = settingsFile.lines();
    if (lines.size() > SETTINGS_MAX) {
      lines = lines.subList(lines.size() - SETTINGS_MAX, lines.size());
      settingsFile.replace(lines);
    }
    return lines.stream().map(SettingsLines::parse).filter(Objects::nonNull).toList();
  }

  private @Nullable String read(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file).strip() : null;
  }

  private void write(String name, String content) throws IOException {
    DurableFiles.write(folder.resolve(name), content.getBytes(UTF_8));
  }
}
