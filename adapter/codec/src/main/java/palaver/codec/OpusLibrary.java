// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;

/// The loaded libopus. Open it once and share it: it may be used by any thread, while each encoder
/// and decoder belongs to one at a time.
///
/// It stays loaded until the program ends.
public final class OpusLibrary implements OpusCodecs {

  /// The system property that names another libopus to load, such as the one of the system.
  public static final String PATH_PROPERTY = "palaver.opus.library";

  private final OpusCalls calls;

  private OpusLibrary(OpusCalls calls) {
    this.calls = calls;
  }

  /// Loads the file that [#PATH_PROPERTY] names, or the one that came with us for this platform.
  public static OpusLibrary open() throws OpusUnavailableException {
    String path = System.getProperty(PATH_PROPERTY);
    return path == null || path.isEmpty() ? bundled() : open(Path.of(path));
  }

  /// Loads a given file.
  public static OpusLibrary open(Path file) throws OpusUnavailableException {
    if (!Files.isReadable(file)) {
      throw new OpusUnavailableException("libopus cannot be loaded: there is no file " + file);
    }
    return load(file);
  }

  private static OpusLibrary bundled() throws OpusUnavailableException {
    String name = System.getProperty("os.name", "");
    String architecture = System.getProperty("os.arch", "");
    NativePlatform platform = NativePlatform.of(name, architecture).orElse(null);
    return bundled(platform, NativePlatform.resourceName(name, architecture));
  }

  static OpusLibrary bundled(@Nullable NativePlatform platform, String wanted)
      throws OpusUnavailableException {
    if (platform == null) {
      throw new OpusUnavailableException(
          "libopus cannot be loaded: there is no "
              + wanted
              + " for this platform; name a library by"
              + " -D"
              + PATH_PROPERTY
              + "=FILE");
    }
    NativeFile file = NativeFile.extract(platform);
    try {
      return load(file.file());
    } finally {
      file.discard();
    }
  }

  @SuppressWarnings("restricted")
  private static OpusLibrary load(Path file) throws OpusUnavailableException {
    try {
      return new OpusLibrary(new OpusCalls(SymbolLookup.libraryLookup(file, Arena.global())));
    } catch (IllegalArgumentException | IllegalCallerException | NoSuchElementException e) {
      throw new OpusUnavailableException(
          "libopus cannot be loaded from " + file + ": " + e.getMessage(), e);
    }
  }

  /// What the library calls itself.
  public String version() {
    return calls.version();
  }

  /// Whether it has deep redundancy (DRED), as version 1.5 and later may.
  public boolean hasDeepRedundancy() {
    return calls.dred() != null;
  }

  @Override
  public AdjustableEncoder encoder(OpusSettings settings) {
    return new OpusEncoder(calls, settings);
  }

  @Override
  public VoiceDecoder decoder(int channels, OpusConcealment concealment) {
    return new OpusDecoder(calls, channels, concealment);
  }
}
