// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `GET /openapi.json`: the description of the REST calls that the build made from their code, with
/// the name and version of this server.
public final class OpenApiDocument {
  private static final String RESOURCE = "/openapi-plugin/openapi-default.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode document;
  private final byte[] bytes;

  public OpenApiDocument(String version) {
    document = (ObjectNode) JSON.readTree(resource());
    document
        .putObject("info")
        .put("title", "Palaver")
        .put("description", "Rooms of voice: join, leave, list.")
        .put("version", version)
        .putObject("license")
        .put("name", "Apache-2.0");
    ObjectNode components = document.withObject("/components");
    components
        .withObject("/securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "The server's API key or a guest ticket.");
    // Servers ignore fields that they do not know, and so do clients.
    ObjectNode schemas = components.withObject("/schemas");
    schemas.values().forEach(schema -> ((ObjectNode) schema).remove("additionalProperties"));
    new ApiExamples(schemas).addTo(schemas);
    bytes = JSON.writeValueAsBytes(document);
  }

  /// The same for people.
  public ApiPage page() {
    return new ApiPage(document);
  }

  public void handle(Context context) {
    context.contentType("application/json").header("Cache-Control", "no-cache").result(bytes);
  }

  private static byte[] resource() {
    try (InputStream stream = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("the build made no " + RESOURCE);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
