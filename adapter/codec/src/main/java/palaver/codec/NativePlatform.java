// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.util.Locale;
import java.util.Optional;

/// The platforms that libopus comes for, each with its file on the class path and the SHA-256 of
/// exactly that file, so that no other one is ever loaded.
enum NativePlatform {
  LINUX_X64(
      "linux/x64",
      "libopus.so",
      "7d6fb867abbcd52ee33a4d6d0cf5044725ee0e76d9272253369495578d334998"),
  LINUX_ARM64(
      "linux/arm64",
      "libopus.so",
      "7177b157d748b0c9767d8ff169a855469dcffb9f29b46c8e1a723cb7301d9fba"),
  MACOS_X64(
      "macos/x64",
      "libopus.dylib",
      "62514e21e77d7ac0a12f382ec3bd654a2510f67b4308e8700cf2ea05008a8fc2"),
  MACOS_ARM64(
      "macos/arm64",
      "libopus.dylib",
      "9a51433baf7bc913a9754a38ca66f7248f75fa92b22d5672e11cc74cf0b358c3"),
  WINDOWS_X64(
      "windows/x64",
      "opus.dll",
      "bc1240dfd016ad78be063973de87eb3e82ef9bbe0a05205685300df778ff8acb");

  private final String folder;
  private final String fileName;
  private final String sha256;

  NativePlatform(String folder, String fileName, String sha256) {
    this.folder = folder;
    this.fileName = fileName;
    this.sha256 = sha256;
  }

  /// Where a class path would have the file for any system, known to us or not.
  static String resourceName(String osName, String osArch) {
    String system = system(osName);
    String file =
        switch (system) {
          case "windows" -> "opus.dll";
          case "macos" -> "libopus.dylib";
          default -> "libopus.so";
        };
    return system + "/" + architecture(osArch) + "/org/lwjgl/opus/" + file;
  }

  /// The platform with these values of `os.name` and `os.arch`.
  static Optional<NativePlatform> of(String osName, String osArch) {
    String wanted = resourceName(osName, osArch);
    for (NativePlatform platform : values()) {
      if (platform.resource().equals(wanted)) {
        return Optional.of(platform);
      }
    }
    return Optional.empty();
  }

  private static String system(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "macos" : name.replace(' ', '-');
  }

  private static String architecture(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      default -> osArch;
    };
  }

  String resource() {
    return folder + "/org/lwjgl/opus/" + fileName;
  }

  String fileName() {
    return fileName;
  }

  String sha256() {
    return sha256;
  }
}
