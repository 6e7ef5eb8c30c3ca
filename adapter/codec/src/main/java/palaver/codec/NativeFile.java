// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Brings the platform's libopus from the class path into a folder that only we can read, and makes
/// sure that it is the file we know.
///
/// @param file where it is
/// @param ours whether we put it there, so that it goes when the program ends
record NativeFile(Path file, boolean ours) {

  static NativeFile extract(NativePlatform platform) throws OpusUnavailableException {
    return extract(platform.resource(), platform.fileName(), platform.sha256());
  }

  static NativeFile extract(String resource, String fileName, String sha256)
      throws OpusUnavailableException {
    byte[] bytes = read(resource);
    String found = sha256(bytes);
    if (!found.equals(sha256)) {
      throw new OpusUnavailableException(
          "libopus cannot be loaded: "
              + resource
              + " is not the file it should be (SHA-256 "
              + found
              + ")");
    }
    try {
      Path folder = Files.createTempDirectory("palaver-opus-");
      Path file = folder.resolve(fileName);
      Files.write(file, bytes);
      return new NativeFile(file, true);
    } catch (IOException e) {
      throw new OpusUnavailableException(
          "libopus cannot be loaded: " + resource + " cannot be written to a temporary folder", e);
    }
  }

  private static byte[] read(String resource) throws OpusUnavailableException {
    try (InputStream in = NativeFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new OpusUnavailableException(
            "libopus cannot be loaded: "
                + resource
                + " is not on the class path; name a library by"
                + " -D"
                + OpusLibrary.PATH_PROPERTY
                + "=FILE");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new OpusUnavailableException(
          "libopus cannot be loaded: " + resource + " cannot be read", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Deletes what we extracted. Where a loaded file cannot be deleted, it goes at the end.
  void discard() {
    if (!ours) {
      return;
    }
    Path folder = file.resolveSibling("");
    try {
      Files.delete(file);
      Files.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
    }
  }
}
