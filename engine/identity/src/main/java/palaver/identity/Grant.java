// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

/// What a participant token lets its bearer do, in the world and room that it names.
public enum Grant implements Identified {

  /// Take a seat and hear.
  JOIN("join"),

  /// Write in a room's chat.
  CHAT("chat"),

  /// Report somebody.
  REPORT("report");

  private final String id;

  Grant(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
