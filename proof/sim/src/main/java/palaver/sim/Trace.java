// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running 64-bit hash over everything that happened in a run, in order.
///
/// Records are taken apart, because a byte array inside one has no text that is the same twice.
final class Trace {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private static final ClassValue<Method[]> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          return accessorsOf(type);
        }
      };

  private long hash = 0x243F6A8885A308D3L;

  long hash() {
    return hash;
  }

  void add(long value) {
    hash = (Long.rotateLeft(hash, 27) ^ value) * PRIME;
  }

  void add(byte[] bytes, int offset, int length) {
    add(length);
    long word = 0;
    for (int i = 0; i < length; i++) {
      word = word << 8 | (bytes[offset + i] & 0xff);
      if ((i & 7) == 7) {
        add(word);
      }
    }
    add(word);
  }

  /// Adds a command or an event.
  void addValue(@Nullable Object value) {
    switch (value) {
      case null -> add(0);
      case byte[] bytes -> add(bytes, 0, bytes.length);
      case List<?> list -> {
        add(list.size());
        list.forEach(this::addValue);
      }
      case Record composed -> addRecord(composed);
      case Throwable thrown -> add(thrown.getClass().getName().hashCode());
      case String text -> add(text.hashCode());
      case Number number -> add(number.longValue());
      case Boolean truth -> add(truth ? 1 : 2);
      case Enum<?> constant -> add(constant.name().hashCode());
      default -> add(value.getClass().getName().hashCode());
    }
  }

  private void addRecord(Record composed) {
    add(composed.getClass().getName().hashCode());
    for (Method accessor : ACCESSORS.get(composed.getClass())) {
      addValue(read(composed, accessor));
    }
  }

  private static Method[] accessorsOf(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      return new Method[0];
    }
    Method[] accessors =
        Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
    for (Method accessor : accessors) {
      accessor.setAccessible(true);
    }
    return accessors;
  }

  private static @Nullable Object read(Record composed, Method accessor) {
    try {
      return accessor.invoke(composed);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a record's component cannot be read", e);
    }
  }
}
