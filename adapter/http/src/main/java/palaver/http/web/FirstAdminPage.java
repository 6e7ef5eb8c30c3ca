// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/// The page behind the link for the first admin. It is small and comes with the server, so that it
/// is there before anything else is.
public final class FirstAdminPage {
  private static final String FOLDER = "/palaver/http/web/";

  private FirstAdminPage() {}

  public static void page(Context context) throws IOException {
    send(context, "first-admin.html", "text/html; charset=utf-8");
  }

  public static void script(Context context) throws IOException {
    send(context, "first-admin.js", "text/javascript; charset=utf-8");
  }

  private static void send(Context context, String name, String type) throws IOException {
    try (InputStream file = FirstAdminPage.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("the build has no " + name);
      }
      context.result(file.readAllBytes()).contentType(type).header("Cache-Control", "no-store");
    }
  }
}
