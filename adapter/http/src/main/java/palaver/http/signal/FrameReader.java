// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.ClientMessage;
import palaver.rooms.ErrorCode;
import palaver.rooms.PeerCandidate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads text frames. Whatever is no message becomes [ClientMessage.Invalid], so that its error
/// keeps its place among the answers.
final class FrameReader {
  private static final int ID_CHARS_MAX = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final int bytesMax;
  private final InstantSource wallClock;

  FrameReader(int bytesMax, InstantSource wallClock) {
    this.bytesMax = bytesMax;
    this.wallClock = wallClock;
  }

  Frame read(String text) {
    if (tooLarge(text)) {
      return invalid(
          ErrorCode.FRAME_TOO_LARGE, "A frame has at most " + bytesMax + " bytes.", null);
    }
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException _) {
      return invalid(ErrorCode.MALFORMED_JSON, "This frame is not JSON.", null);
    }
    if (root.isMissingNode()) {
      return invalid(ErrorCode.MALFORMED_JSON, "This frame is empty.", null);
    }
    return root.isObject()
        ? message(root)
        : invalid(ErrorCode.BAD_REQUEST, "A message is a JSON object.", null);
  }

  static Frame binary() {
    return invalid(ErrorCode.BAD_REQUEST, "Binary frames are not understood.", null);
  }

  private boolean tooLarge(String text) {
    if (text.length() > bytesMax) {
      return true;
    }
    return text.length() > bytesMax / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytesMax;
  }

  private Frame message(JsonNode root) {
    JsonNode id = root.get("id");
    if (id != null && !id.isNull() && !id.isString()) {
      return invalid(ErrorCode.BAD_REQUEST, "'id' is a string.", null);
    }
    String requestId = id == null || id.isNull() ? null : id.stringValue();
    if (requestId != null && requestId.length() > ID_CHARS_MAX) {
      return invalid(
          ErrorCode.BAD_REQUEST, "'id' has at most " + ID_CHARS_MAX + " characters.", null);
    }
    String type = text(root, "type");
    if (type == null) {
      return invalid(ErrorCode.BAD_REQUEST, "A message has a string 'type'.", requestId);
    }
    return new Frame(byType(type, root), requestId);
  }

  private ClientMessage byType(String type, JsonNode root) {
    return switch (type) {
      case "voice_join" -> voiceJoin(root);
      case "room_state" -> new ClientMessage.StateRequest();
      case "offer" -> offer(root);
      case "answer" -> answer(root);
      case "ice" -> ice(root);
      case "mute" -> mute(root);
      case "hand" -> hand(root);
      case "chat" -> chat(root);
      case "ping" -> new ClientMessage.Ping();
      case "pong" -> new ClientMessage.Pong();
      case "leave" -> new ClientMessage.Leave();
      default ->
          new ClientMessage.Invalid(ErrorCode.UNKNOWN_TYPE, "There is no message of this type.");
    };
  }

  private static ClientMessage voiceJoin(JsonNode root) {
    String session = text(root, "sessionId");
    String ticket = text(root, "ticket");
    return session == null || ticket == null
        ? lacks("voice_join", "sessionId", "ticket")
        : new ClientMessage.VoiceJoin(new SessionId(session), ticket);
  }

  private static ClientMessage offer(JsonNode root) {
    String to = text(root, "to");
    String sdp = text(root, "sdp");
    return to == null || sdp == null
        ? lacks("offer", "to", "sdp")
        : new ClientMessage.Offer(to, sdp);
  }

  private static ClientMessage ice(JsonNode root) {
    String to = text(root, "to");
    return to == null
        ? lacks("ice", "to", "candidate")
        : new ClientMessage.Ice(to, candidate(root.get("candidate")));
  }

  /// What another browser is to be told, or null: the server itself needs no candidates, so that
  /// one which is none is no error for it.
  private static @Nullable PeerCandidate candidate(@Nullable JsonNode node) {
    String candidate = node == null ? null : text(node, "candidate");
    if (node == null || candidate == null) {
      return null;
    }
    String mid = text(node, "sdpMid");
    String fragment = text(node, "usernameFragment");
    JsonNode index = node.get("sdpMLineIndex");
    boolean tooLong =
        Stream.of(candidate, Objects.toString(mid, ""), Objects.toString(fragment, ""))
            .anyMatch(each -> each.length() > PeerCandidate.CHARS_MAX);
    return tooLong
        ? null
        : new PeerCandidate(
            candidate,
            mid,
            index != null && index.isInt() ? Integer.valueOf(index.intValue()) : null,
            fragment);
  }

  private static ClientMessage answer(JsonNode root) {
    String to = text(root, "to");
    String sdp = text(root, "sdp");
    return to == null || sdp == null
        ? lacks("answer", "to", "sdp")
        : new ClientMessage.PeerAnswer(to, sdp);
  }

  private static ClientMessage mute(JsonNode root) {
    JsonNode muted = root.get("muted");
    return muted == null || !muted.isBoolean()
        ? new ClientMessage.Invalid(ErrorCode.BAD_REQUEST, "'mute' has a boolean 'muted'.")
        : new ClientMessage.SelfMute(muted.booleanValue());
  }

  private static ClientMessage hand(JsonNode root) {
    JsonNode raised = root.get("raised");
    return raised == null || !raised.isBoolean()
        ? new ClientMessage.Invalid(ErrorCode.BAD_REQUEST, "'hand' has a boolean 'raised'.")
        : new ClientMessage.Hand(raised.booleanValue());
  }

  private ClientMessage chat(JsonNode root) {
    String text = text(root, "text");
    return text == null
        ? new ClientMessage.Invalid(ErrorCode.BAD_REQUEST, "'chat' has the string 'text'.")
        : new ClientMessage.Chat(text, wallClock.instant());
  }

  private static ClientMessage lacks(String type, String first, String second) {
    return new ClientMessage.Invalid(
        ErrorCode.BAD_REQUEST,
        "'%s' has the strings '%s' and '%s'.".formatted(type, first, second));
  }

  private static @Nullable String text(JsonNode root, String field) {
    JsonNode value = root.get(field);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private static Frame invalid(ErrorCode code, String text, @Nullable String id) {
    return new Frame(new ClientMessage.Invalid(code, text), id);
  }
}
