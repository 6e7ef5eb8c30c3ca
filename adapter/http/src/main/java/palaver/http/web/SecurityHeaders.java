// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

import io.javalin.http.Context;

/// The headers that keep a page to its own scripts and its own microphone.
public final class SecurityHeaders {

  // Styles may be inline: components set them on elements. Scripts may not.
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "script-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "media-src 'self' blob: mediastream:",
          "connect-src 'self' ws: wss:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'self'");

  private SecurityHeaders() {}

  public static void add(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
  }
}
