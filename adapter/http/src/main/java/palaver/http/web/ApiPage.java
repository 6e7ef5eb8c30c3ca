// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `GET /docs/api`: the OpenAPI document for people. It is written once, needs no script, and asks
/// nobody else for anything.
public final class ApiPage {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'";
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final byte[] page;
  private final JsonNode document;
  private final ApiExamples examples;

  /// One call and where it is.
  private record Operation(String method, String path, JsonNode described) {
    String anchor() {
      return described.path("operationId").asString("");
    }

    String tag() {
      return described.at("/tags/0").asString("other");
    }
  }

  /// @param document what `/openapi.json` says
  public ApiPage(JsonNode document) {
    this.document = document;
    examples = new ApiExamples(document.at("/components/schemas"));
    page = written().getBytes(StandardCharsets.UTF_8);
  }

  public void handle(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.contentType("text/html; charset=utf-8");
    context.header("Cache-Control", "no-cache").result(page);
  }

  /// `GET /docs/api.css`.
  public static void style(Context context) throws IOException {
    try (InputStream file = ApiPage.class.getResourceAsStream("/palaver/http/web/api.css")) {
      if (file == null) {
        throw new IllegalStateException("the build has no api.css");
      }
      context.contentType("text/css; charset=utf-8");
      context.header("Cache-Control", "no-cache").result(file.readAllBytes());
    }
  }

  private String written() {
    Map<String, List<Operation>> byTag = byTag();
    Html html = new Html();
    html.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"><title>Palaver: the API</title>")
        .raw("<link rel=\"stylesheet\" href=\"/docs/api.css\"></head><body>");
    html.raw("<header>").element("h1", "The API of Palaver");
    html.element("p", "Version " + document.at("/info/version").asString(""));
    html.raw("<p>Also <a href=\"/openapi.json\">as an OpenAPI document</a>. ")
        .text("Calls marked with a key need the header ")
        .element("code", "Authorization: Bearer")
        .text(" with a server key, a guest ticket, a participant's or an account's token. ")
        .text("What goes wrong is told in the shape of ")
        .raw("<a href=\"#schema-ErrorAnswer\">ErrorAnswer</a>.</p></header>");
    contents(html, byTag);
    html.raw("<main>");
    byTag.forEach((tag, operations) -> {
      html.raw("<section>").raw("<h2 id=\"tag-").text(tag).raw("\">").text(tag).raw("</h2>");
      operations.forEach(operation -> operation(html, operation));
      html.raw("</section>");
    });
    html.raw("<section><h2 id=\"schemas\">Shapes</h2>");
    document
        .at("/components/schemas")
        .properties()
        .forEach(schema -> schema(html, schema.getKey(), schema.getValue()));
    return html.raw("</section></main></body></html>").toString();
  }

  private Map<String, List<Operation>> byTag() {
    Map<String, List<Operation>> byTag = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        Operation operation =
            new Operation(
                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue());
        byTag.computeIfAbsent(operation.tag(), _ -> new ArrayList<>()).add(operation);
      }
    }
    return byTag;
  }

  private static void contents(Html html, Map<String, List<Operation>> byTag) {
    html.raw("<nav aria-label=\"Contents\">");
    byTag.forEach((tag, operations) -> {
      html.raw("<p><a href=\"#tag-").text(tag).raw("\">").text(tag).raw("</a></p><ul>");
      for (Operation each : operations) {
        html.raw("<li><a href=\"#").text(each.anchor()).raw("\">");
        html.text(each.described().path("summary").asString(each.path())).raw("</a></li>");
      }
      html.raw("</ul>");
    });
    html.raw("<p><a href=\"#schemas\">Shapes</a></p></nav>");
  }

  private void operation(Html html, Operation operation) {
    JsonNode described = operation.described();
    html.raw("<article id=\"").text(operation.anchor()).raw("\">");
    html.element("h3", described.path("summary").asString(""));
    html.raw("<p class=\"call\"><b>").text(operation.method()).raw("</b> ");
    html.element("code", operation.path());
    if (!described.path("security").isEmpty()) {
      html.raw(" <span class=\"key\">key or token</span>");
    }
    html.raw("</p>");
    String more = described.path("description").asString("");
    if (!more.isEmpty()) {
      html.raw("<p>").prose(more).raw("</p>");
    }
    parameters(html, described.path("parameters"));
    JsonNode body = described.path("requestBody");
    if (!body.isMissingNode()) {
      html.raw("<h4>Body</h4>");
      content(html, body);
    }
    for (Map.Entry<String, JsonNode> response : described.path("responses").properties()) {
      html.raw("<h4>").text(response.getKey().equals("default") ? "otherwise" : response.getKey());
      html.raw("</h4><p>").prose(response.getValue().path("description").asString("")).raw("</p>");
      content(html, response.getValue());
    }
    html.raw("</article>");
  }

  private static void parameters(Html html, JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    html.raw("<table><thead><tr><th>parameter<th>in<th>what it is</thead><tbody>");
    for (JsonNode each : parameters) {
      html.raw("<tr><td>").element("code", each.path("name").asString(""));
      html.raw("<td>").text(each.path("in").asString("")).raw("<td>");
      html.prose(each.path("description").asString(""));
    }
    html.raw("</tbody></table>");
  }

  /// What a body or an answer has in it.
  private void content(Html html, JsonNode holder) {
    for (Map.Entry<String, JsonNode> content : holder.path("content").properties()) {
      String schema = ApiExamples.referred(content.getValue().path("schema"));
      if (schema == null) {
        html.element("p", content.getKey());
        continue;
      }
      html.raw("<p>");
      link(html, schema);
      html.raw("</p>");
      if (!schema.equals("ErrorAnswer")) {
        html.raw("<details><summary>Example</summary>");
        example(html, schema);
        html.raw("</details>");
      }
    }
  }

  private void schema(Html html, String name, JsonNode described) {
    html.raw("<article id=\"schema-").text(name).raw("\">").element("h3", name);
    html.raw("<table><thead><tr><th>field<th>type<th></thead><tbody>");
    List<String> required = new ArrayList<>();
    described.path("required").forEach(each -> required.add(each.asString()));
    for (Map.Entry<String, JsonNode> field : described.path("properties").properties()) {
      html.raw("<tr><td>").element("code", field.getKey()).raw("<td>");
      type(html, field.getValue());
      html.raw("<td>").text(required.contains(field.getKey()) ? "" : "may be missing or null");
    }
    html.raw("</tbody></table>");
    example(html, name);
    html.raw("</article>");
  }

  private static void type(Html html, JsonNode described) {
    @Nullable String one = ApiExamples.referred(described);
    if (one != null) {
      link(html, one);
    } else if (described.has("items")) {
      html.text("list of ");
      type(html, described.path("items"));
    } else {
      html.text(described.path("type").asString("any"));
    }
  }

  private static void link(Html html, String schema) {
    html.raw("<a href=\"#schema-").text(schema).raw("\">").text(schema).raw("</a>");
  }

  private void example(Html html, String schema) {
    html.raw("<pre><code>")
        .text(PRETTY.writeValueAsString(examples.body(schema)))
        .raw("</code></pre>");
  }
}
