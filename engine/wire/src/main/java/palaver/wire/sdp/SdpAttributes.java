// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The attributes of a session or of one media section, in order.
public record SdpAttributes(List<SdpAttribute> all) {
  public SdpAttributes {
    all = List.copyOf(all);
  }

  public boolean has(String name) {
    return all.stream().anyMatch(attribute -> attribute.name().equals(name));
  }

  /// The value of the first attribute `name` that has one, or null.
  public @Nullable String value(String name) {
    for (SdpAttribute attribute : all) {
      if (attribute.name().equals(name) && attribute.value() != null) {
        return attribute.value();
      }
    }
    return null;
  }

  /// The values of all attributes `name` that have one.
  public List<String> values(String name) {
    return all.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(SdpAttribute::value)
        .filter(Objects::nonNull)
        .toList();
  }

  /// The direction that these attributes state, or null when they state none.
  public @Nullable SdpDirection direction() {
    for (SdpAttribute attribute : all) {
      SdpDirection direction = SdpDirection.named(attribute.name());
      if (direction != null) {
        return direction;
      }
    }
    return null;
  }
}
