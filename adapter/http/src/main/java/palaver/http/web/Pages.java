// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/// The page's files, from the folder `/web` of the class path. Files under `assets/` have a hash in
/// their name and never change; all others are asked for anew each time.
public final class Pages {
  private static final String FOLDER = "/web/";
  private static final Pattern SAFE_PATH = Pattern.compile("([A-Za-z0-9_@-][A-Za-z0-9._@-]*/?)+");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"));

  public void index(Context context) throws IOException {
    send(context, "index.html");
  }

  public void file(Context context) throws IOException {
    String path = context.pathParam("path");
    if (path.length() > 256 || !SAFE_PATH.matcher(path).matches()) {
      throw new NotFoundResponse();
    }
    send(context, path);
  }

  private static void send(Context context, String path) throws IOException {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      throw new NotFoundResponse();
    }
    try (InputStream stream = Pages.class.getResourceAsStream(FOLDER + path)) {
      if (stream == null) {
        throw new NotFoundResponse();
      }
      context.result(stream.readAllBytes());
    }
    context.contentType(type);
    context.header(
        "Cache-Control",
        path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  }
}
