// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An example for each field of the API, by the field's name, or by schema and field where the name
/// means something else there. Whole bodies are put together from them.
final class ApiExamples {
  private static final String RESOURCE = "/palaver/http/web/api-examples.json";
  private static final String REFERENCE = "#/components/schemas/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode byName;
  private final JsonNode schemas;

  /// @param schemas those of the document, by name
  ApiExamples(JsonNode schemas) {
    this.schemas = schemas;
    try (InputStream stream = ApiExamples.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("the build has no " + RESOURCE);
      }
      byName = JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives every schema an example of itself.
  void addTo(ObjectNode described) {
    for (Map.Entry<String, JsonNode> schema : described.properties()) {
      ((ObjectNode) schema.getValue()).set("example", body(schema.getKey()));
    }
  }

  /// A body of this schema.
  ObjectNode body(String schema) {
    ObjectNode body = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> field : schemas.path(schema).path("properties").properties()) {
      body.set(field.getKey(), value(schema, field.getKey(), field.getValue()));
    }
    return body;
  }

  private JsonNode value(String schema, String field, JsonNode described) {
    String one = referred(described);
    if (one != null) {
      return body(one);
    }
    String many = referred(described.path("items"));
    if (many != null) {
      return JSON.createArrayNode().add(body(many));
    }
    JsonNode here = byName.get(schema + "." + field);
    JsonNode anywhere = here == null ? byName.get(field) : here;
    if (anywhere == null) {
      throw new IllegalStateException(RESOURCE + " has no example of " + schema + "." + field);
    }
    return anywhere;
  }

  /// The name of the schema that `described` refers to, or null.
  static @Nullable String referred(JsonNode described) {
    String reference = described.path("$ref").asString("");
    return reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : null;
  }
}
