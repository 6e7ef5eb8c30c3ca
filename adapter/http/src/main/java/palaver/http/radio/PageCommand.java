// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import java.nio.charset.StandardCharsets;
import palaver.base.Parsed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a radio page asks of its node: one JSON object in a text frame.
public sealed interface PageCommand {

  /// The longest text of [Say], in bytes of UTF-8.
  int TEXT_BYTES_MAX = 800;

  /// The longest name of a handset, in bytes of UTF-8.
  int NAME_BYTES_MAX = 64;

  /// The button goes down.
  ///
  /// @param emergency whether to interrupt
  record Press(boolean emergency) implements PageCommand {}

  /// The button is still down. A page that no longer says so has lost its person.
  record Hold() implements PageCommand {}

  /// The button goes up.
  record Release() implements PageCommand {}

  /// Write to all.
  ///
  /// @param text 1 to 800 bytes of UTF-8
  record Say(String text) implements PageCommand {}

  /// What the page looks at besides.
  ///
  /// @param diagnostics whether it shows how the node is, in detail
  /// @param levels whether it shows how loud microphone and speaker are, also while nobody talks
  record Watch(boolean diagnostics, boolean levels) implements PageCommand {}

  /// Record for some seconds, then play it.
  record TestEcho() implements PageCommand {}

  /// As an operator: let a device in that knocked, or do not.
  ///
  /// @param node its id, 16 hexadecimal digits
  record Answer(String node, boolean admitted) implements PageCommand {}

  /// As the node's own page: make a code by which a phone joins.
  record HandsetCode() implements PageCommand {}

  /// As the node's own page: put a handset out.
  ///
  /// @param id 8 hexadecimal digits
  record RemoveHandset(String id) implements PageCommand {}

  /// A handset's first word.
  ///
  /// @param code what it was shown, or empty; a secret
  /// @param key what it was given when it came first, or empty; a secret
  /// @param name what people shall call it, 1 to 64 bytes of UTF-8
  record Hello(String code, String key, String name) implements PageCommand {
    @Override
    public String toString() {
      return "Hello[" + name + "]";
    }
  }

  /// A handset offers a media connection.
  ///
  /// @param sdp its session description
  record Offer(String sdp) implements PageCommand {}

  /// Reads a frame of any content.
  static Parsed<PageCommand> parse(String frame) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(frame);
    } catch (JacksonException malformed) {
      return Parsed.malformed("page-no-json");
    }
    return switch (json.path("type").asString("")) {
      case "press" -> Parsed.ok(new Press(json.path("emergency").asBoolean(false)));
      case "hold" -> Parsed.ok(new Hold());
      case "release" -> Parsed.ok(new Release());
      case "say" -> say(json.path("text").asString(""));
      case "watch" ->
          Parsed.ok(
              new Watch(
                  json.path("diagnostics").asBoolean(false), json.path("levels").asBoolean(false)));
      case "test_echo" -> Parsed.ok(new TestEcho());
      case "answer" -> answer(json);
      case "handset_code" -> Parsed.ok(new HandsetCode());
      case "remove_handset" -> removeHandset(json.path("id").asString(""));
      case "hello" -> hello(json);
      case "offer" -> Parsed.ok(new Offer(json.path("sdp").asString("")));
      default -> Parsed.malformed("page-unknown-type");
    };
  }

  private static Parsed<PageCommand> say(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return text.isBlank() || bytes > TEXT_BYTES_MAX
        ? Parsed.malformed("page-text-length")
        : Parsed.ok(new Say(text.strip()));
  }

  private static Parsed<PageCommand> answer(JsonNode json) {
    String node = json.path("node_id").asString("");
    return node.matches("[0-9a-f]{16}")
        ? Parsed.ok(new Answer(node, json.path("admitted").asBoolean(false)))
        : Parsed.malformed("page-node-id");
  }

  private static Parsed<PageCommand> removeHandset(String id) {
    return id.matches("[0-9a-f]{8}")
        ? Parsed.ok(new RemoveHandset(id))
        : Parsed.malformed("page-handset-id");
  }

  private static Parsed<PageCommand> hello(JsonNode json) {
    String name = json.path("name").asString("").strip();
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    boolean plain = name.chars().noneMatch(Character::isISOControl);
    return bytes >= 1 && bytes <= NAME_BYTES_MAX && plain
        ? Parsed.ok(new Hello(json.path("code").asString(""), json.path("key").asString(""), name))
        : Parsed.malformed("page-name");
  }

  /// Where the reader of frames is made once.
  final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
  }
}
