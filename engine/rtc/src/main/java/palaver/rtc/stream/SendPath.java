// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

/// Where one connection sends to, shared by everything in it that sends.
public final class SendPath {
  private static final int NONE = -1;

  private int address = NONE;
  private int fadingCount;

  /// Whether there is an address to send to.
  public boolean isOpen() {
    return address != NONE;
  }

  public int address() {
    return address;
  }

  public void moveTo(int address) {
    this.address = address;
  }

  public void close() {
    address = NONE;
  }

  /// Whether any slot has silence frames to send, so that nobody looks at all slots in vain.
  public boolean isFading() {
    return fadingCount > 0;
  }

  void fadingBegins() {
    fadingCount++;
  }

  void fadingEnds() {
    fadingCount--;
  }
}
