// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import palaver.app.start.DataFolder;
import palaver.http.rest.FirstAdmin;

/// The link for the first admin on its way to whoever owns the machine.
///
/// @param secret what the link carries, or null when nobody can become the first admin
record FirstAdminOffer(DataFolder data, FirstAdmin claimable, @Nullable String secret) {

  /// Writes the link where its owner finds it, and answers it; null when there is none. The secret
  /// is behind `#`, which browsers send to nobody.
  @Nullable String publish(URI address) throws IOException {
    if (secret == null) {
      return null;
    }
    String link = address + "/first-admin#" + secret;
    data.writeSecret(IdentityParts.FIRST_ADMIN_FILE, link + "\n");
    return link;
  }

  @Override
  public String toString() {
    return "FirstAdminOffer[]";
  }
}
