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
  private static final String ASK_ANEW = "no-cache";
  private static final String NEVER_CHANGES = "public, max-age=31536000, immutable";
  private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]{0,127}");
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
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"));

  public void index(Context context) throws IOException {
    send(context, "index.html", ASK_ANEW);
  }

  /// The dashboard, at an address without an ending.
  public void admin(Context context) throws IOException {
    send(context, "admin.html", ASK_ANEW);
  }

  /// The page of a radio node.
  public void radio(Context context) throws IOException {
    send(context, "radio.html", ASK_ANEW);
  }

  public void icon(Context context) throws IOException {
    send(context, "favicon.svg", ASK_ANEW);
  }

  public void file(Context context) throws IOException {
    send(context, name(context), ASK_ANEW);
  }

  public void asset(Context context) throws IOException {
    send(context, "assets/" + name(context), NEVER_CHANGES);
  }

  private static String name(Context context) {
    String name = context.pathParam("file");
    if (!SAFE_NAME.matcher(name).matches()) {
      throw new NotFoundResponse();
    }
    return name;
  }

  private static void send(Context context, String path, String caching) throws IOException {
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
    context.header("Cache-Control", caching);
    if (path.endsWith(".js") || path.endsWith(".css")) {
      // Pages of other origins load the element as a module, which browsers fetch with CORS. The
      // files are the same for everybody; what they may call is judged at each call.
      context.header("Access-Control-Allow-Origin", "*");
      context.header("Cross-Origin-Resource-Policy", "cross-origin");
    }
  }
}
