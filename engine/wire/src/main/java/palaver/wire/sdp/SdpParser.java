// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;

/// Reads session descriptions. Lines may end in CR LF or in LF alone.
public final class SdpParser {

  /// The longest description that is read.
  public static final int CHARS_MAX = 65_536;

  /// The most media sections that are read.
  public static final int MEDIA_MAX = 64;

  private static final int LINES_MAX = 4_096;

  private @Nullable SdpOrigin origin;
  private @Nullable String name;
  private boolean hasTime;
  private final List<SdpAttribute> sessionAttributes = new ArrayList<>();
  private final List<SdpMedia> media = new ArrayList<>();
  private @Nullable SdpMedia openMedia;
  private List<SdpAttribute> openAttributes = sessionAttributes;

  private SdpParser() {}

  public static Parsed<SdpSession> parse(String text) {
    if (text.length() > CHARS_MAX) {
      return Parsed.malformed("sdp-too-long");
    }
    String[] lines = text.split("\n", LINES_MAX + 1);
    if (lines.length > LINES_MAX) {
      return Parsed.malformed("sdp-too-long");
    }
    SdpParser parser = new SdpParser();
    String fault = parser.readAll(lines);
    return fault == null ? parser.finish() : Parsed.malformed(fault);
  }

  private @Nullable String readAll(String[] lines) {
    if (!content(lines[0]).equals("v=0")) {
      return "sdp-version";
    }
    for (int i = 1; i < lines.length; i++) {
      String line = content(lines[i]);
      if (line.isEmpty() && i == lines.length - 1) {
        return null;
      }
      String fault = readLine(line);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static String content(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private @Nullable String readLine(String line) {
    if (line.length() < 2 || line.charAt(1) != '=' || !SdpText.isLine(line)) {
      return "sdp-line";
    }
    String value = line.substring(2);
    return switch (line.charAt(0)) {
      case 'o' -> readOrigin(value);
      case 's' -> readName(value);
      case 't' -> readTime();
      case 'a' -> readAttribute(value);
      case 'm' -> readMedia(value);
      case 'v' -> "sdp-version";
      case 'i', 'u', 'e', 'p', 'c', 'b', 'r', 'z', 'k' -> null;
      default -> "sdp-line";
    };
  }

  private @Nullable String readOrigin(String value) {
    String[] words = value.split(" ", -1);
    boolean complete = words.length == 6 && Arrays.stream(words).allMatch(SdpText::isWord);
    if (origin != null || !media.isEmpty() || openMedia != null || !complete) {
      return "sdp-origin";
    }
    origin = new SdpOrigin(words[0], words[1], words[2], words[4], words[5]);
    return null;
  }

  private @Nullable String readName(String value) {
    if (name != null || openMedia != null || value.isEmpty()) {
      return "sdp-name";
    }
    name = value;
    return null;
  }

  private @Nullable String readTime() {
    hasTime = true;
    return openMedia == null ? null : "sdp-line";
  }

  private @Nullable String readAttribute(String value) {
    int colon = value.indexOf(':');
    String key = colon < 0 ? value : value.substring(0, colon);
    if (!SdpText.isToken(key)) {
      return "sdp-attribute";
    }
    openAttributes.add(new SdpAttribute(key, colon < 0 ? null : value.substring(colon + 1)));
    return null;
  }

  private @Nullable String readMedia(String value) {
    closeMedia();
    if (media.size() == MEDIA_MAX) {
      return "sdp-too-many-media";
    }
    String[] words = value.split(" ", -1);
    boolean complete =
        words.length >= 4
            && SdpText.isToken(words[0])
            && Arrays.stream(words).allMatch(SdpText::isWord);
    int port = complete ? port(words[1]) : -1;
    if (port < 0) {
      return "sdp-media";
    }
    List<String> formats = Arrays.asList(words).subList(3, words.length);
    openMedia = new SdpMedia(words[0], port, words[2], formats, new SdpAttributes(List.of()));
    openAttributes = new ArrayList<>();
    return null;
  }

  /// The port of `port` or `port/count`.
  private static int port(String text) {
    int slash = text.indexOf('/');
    return SdpText.number(slash < 0 ? text : text.substring(0, slash), 65535);
  }

  private void closeMedia() {
    if (openMedia != null) {
      media.add(
          new SdpMedia(
              openMedia.kind(),
              openMedia.port(),
              openMedia.protocol(),
              openMedia.formats(),
              new SdpAttributes(openAttributes)));
    }
  }

  private Parsed<SdpSession> finish() {
    closeMedia();
    if (origin == null || name == null || !hasTime) {
      return Parsed.malformed("sdp-incomplete");
    }
    return Parsed.ok(new SdpSession(origin, name, new SdpAttributes(sessionAttributes), media));
  }
}
