// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.media.SelfSignedFiles;
import palaver.app.media.TlsFiles;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;

/// Makes the TLS context that HTTPS serves with.
final class Tls {

  private Tls() {}

  /// The context of the choice, or null when it is not to serve TLS.
  static @Nullable SSLContext context(TlsChoice choice, DataFolder data, List<String> names)
      throws StartFailure {
    return switch (choice) {
      case TlsChoice.Off _ -> null;
      case TlsChoice.Files files -> TlsFiles.context(files.certificate(), files.key());
      case TlsChoice.SelfSigned _ -> {
        SelfSignedFiles made = SelfSignedFiles.ensure(data, names);
        yield TlsFiles.context(made.certificate(), made.key());
      }
    };
  }
}
