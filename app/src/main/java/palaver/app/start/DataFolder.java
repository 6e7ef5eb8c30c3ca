// SPDX-License-Identifier: Apache-2.0
package palaver.app.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;

/// The folder with everything that one server keeps, held by one process at a time.
public final class DataFolder implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final Set<PosixFilePermission> FOLDER_OWNER_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path folder;
  private final FileChannel lockFile;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /// Makes the folder when it is not there, and holds it until [#close].
  public static DataFolder hold(Path folder) throws StartFailure {
    return hold(folder, "server");
  }

  /// The same for something else than a server.
  ///
  /// @param what runs on the folder, for who finds it held
  public static DataFolder hold(Path folder, String what) throws StartFailure {
    try {
      makeFolder(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(file)) {
        file.close();
        throw new StartFailure(
            "another "
                + what
                + " runs on the data folder "
                + folder
                + "; stop it or choose --data");
      }
      return new DataFolder(folder, file);
    } catch (IOException failure) {
      throw new StartFailure("the data folder " + folder + " cannot be used: " + failure, failure);
    }
  }

  /// A new folder is for its owner only: it will hold names and times of people.
  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      restrict(folder, FOLDER_OWNER_ONLY);
    }
  }

  public static void restrict(Path path) throws IOException {
    restrict(path, OWNER_ONLY);
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      @Nullable FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  public Path database() {
    return folder.resolve("palaver.db");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /// Leaves a file to its owner alone.
  public void restrict(String name) throws IOException {
    restrict(file(name), OWNER_ONLY);
  }

  /// What the folder keeps under `name`; the first start makes it.
  public String secret(String name, SecretSource secrets, int bytes) throws IOException {
    Path file = file(name);
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    String fresh = HexFormat.of().formatHex(secrets.bytes(bytes));
    writeSecret(name, fresh);
    return fresh;
  }

  /// Writes a file that only its owner may read, all of it or nothing.
  public void writeSecret(String name, String content) throws IOException {
    Path unfinished = file(name + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished);
    restrict(unfinished, OWNER_ONLY);
    Files.writeString(unfinished, content);
    Files.move(
        unfinished,
        file(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException _) {
      // The lock ends with the process at the latest.
    }
  }
}
