// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;

/// Makes messages of every kind from a seed. A component is drawn from the range that its name
/// stands for, so a new message is covered as soon as it exists.
final class RandomMessages {

  private static final Map<String, Integer> INT_MAX =
      Map.ofEntries(
          Map.entry("channel", 65_535),
          Map.entry("position", 65_535),
          Map.entry("waiting", 65_535),
          Map.entry("qualityPermille", 1001),
          Map.entry("lossPermille", 1000));

  private static final List<String> WIDE =
      List.of(
          "channelKey",
          "membershipDigest",
          "textsDigest",
          "digest",
          "echoTimestampUs",
          "writtenEpochMs",
          "holderBoot",
          "boot",
          "value");

  private static final Map<String, Integer> BYTES =
      Map.of(
          "signingKey", 32,
          "agreementKey", 32,
          "ephemeralKey", 32,
          "openedKey", 32,
          "parentHash", 32,
          "nonce", 16,
          "other", 120,
          "signature", 64);

  private final RandomGenerator random;

  RandomMessages(RandomGenerator random) {
    this.random = random;
  }

  /// Every record that is a message.
  static List<Class<?>> kinds() {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> topic : RadioMessage.class.getPermittedSubclasses()) {
      kinds.addAll(Arrays.asList(topic.getPermittedSubclasses()));
    }
    return kinds;
  }

  RadioMessage next(Class<?> kind) {
    return (RadioMessage) record(kind);
  }

  private Object record(Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i]);
    }
    if (kind == SettingsMessage.Snapshot.class) {
      values[2] = (int) requireNonNull(values[1]) + 1;
    }
    try {
      var constructor = kind.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private @Nullable Object value(RecordComponent component) {
    AnnotatedElement type = component.getAnnotatedType();
    if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
      return null;
    }
    String name = component.getName();
    Class<?> raw = component.getType();
    if (raw == int.class) {
      return name.equals("rssiDbm")
          ? -random.nextInt(128)
          : random.nextInt(name.equals("part") ? 255 : INT_MAX.getOrDefault(name, 255) + 1);
    }
    if (raw == long.class) {
      return number(name);
    }
    if (raw == boolean.class) {
      return random.nextBoolean();
    }
    return raw == List.class ? list(name) : object(raw, name);
  }

  private long number(String name) {
    if (name.equals("counter")) {
      return random.nextLong() >>> 1;
    }
    return WIDE.contains(name) ? random.nextLong() : random.nextLong() >>> 32;
  }

  private Object object(Class<?> raw, String name) {
    if (raw == Bytes.class) {
      return bytes(name);
    }
    if (raw == String.class) {
      return "Größe €𝄞 x".substring(0, random.nextInt(6)) + "n".repeat(random.nextInt(40));
    }
    if (raw == Capabilities.class) {
      int oldest = 1 + random.nextInt(255);
      return new Capabilities(
          oldest,
          oldest + random.nextInt(256 - oldest),
          Capabilities.NodeClass.values()[random.nextInt(6)],
          random.nextLong() >>> 32,
          random.nextInt(256));
    }
    if (raw == LeaseProof.class) {
      return LeaseProof.of((Lease) record(Lease.class), bytes("signature"));
    }
    return raw.isEnum()
        ? raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)]
        : record(raw);
  }

  private Bytes bytes(String name) {
    int length =
        switch (name) {
          case "channelKey" -> 32;
          case "answerNonce" -> 16;
          case "ip" -> random.nextBoolean() ? 4 : 16;
          case "cookie" -> 1 + random.nextInt(32);
          case "missing" -> 4 * random.nextInt(65);
          case "frameHashes" -> 8 * random.nextInt(101);
          case "sealed", "authorisation" -> random.nextInt(121);
          case "body", "changes" -> random.nextInt(721);
          case "short" -> random.nextInt(200);
          default -> BYTES.getOrDefault(name, random.nextInt(300));
        };
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.of(drawn);
  }

  private List<?> list(String name) {
    List<Object> drawn = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      drawn.add(
          switch (name) {
            case "children", "warmChildren" -> record(NodeId.class);
            case "wanted" -> record(NodeId.class);
            case "addresses" -> record(PeerAddress.class);
            case "links" -> record(LinkQuality.class);
            case "known", "oldest" -> record(TextMessage.Id.class);
            case "others" -> bytes("other");
            default -> bytes("short");
          });
    }
    return drawn;
  }
}
