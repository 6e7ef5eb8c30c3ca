// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.rtc.SrtpProfile;
import palaver.wire.BigEndian;

/// Opens everything that the other side of a connection sends. Not for more than one thread.
///
/// Sources become known by their first authentic packet. There is room for a fixed number of them,
/// and no source is ever forgotten, because its replays could then pass; packets of sources beyond
/// that are refused.
public final class SrtpReceiver {

  /// The packet, or its index, was there before, or is too old to tell.
  public static final int REPLAYED = -1;

  /// The packet was not made by the peer, or was changed.
  public static final int FORGED = -2;

  /// The bytes cannot be a packet of this profile.
  public static final int MALFORMED = -3;

  /// The peer uses more sources than are allowed.
  public static final int TOO_MANY_SOURCES = -4;

  private final PacketCipher cipher;
  private final @Nullable SrtpReceiveStream[] streams;
  private final int[] rtcpSources;
  private final ReplayWindow[] rtcpWindows;
  private int streamCount;
  private int rtcpSourceCount;
  private @Nullable SrtpReceiveStream unproven;

  private SrtpReceiver(PacketCipher cipher, int rtpSourcesMax, int rtcpSourcesMax) {
    this.cipher = cipher;
    streams = new SrtpReceiveStream[rtpSourcesMax];
    rtcpSources = new int[rtcpSourcesMax];
    rtcpWindows = new ReplayWindow[rtcpSourcesMax];
    Arrays.setAll(rtcpWindows, i -> new ReplayWindow());
  }

  /// A receiver with the master key and salt of its direction.
  ///
  /// @param rtpSourcesMax how many sources may send media, one after the other or at once
  /// @param rtcpSourcesMax how many sources may send reports
  public static SrtpReceiver of(
      SrtpProfile profile,
      byte[] masterKey,
      byte[] masterSalt,
      int rtpSourcesMax,
      int rtcpSourcesMax) {
    return new SrtpReceiver(
        PacketCipher.of(profile, masterKey, masterSalt), rtpSourcesMax, rtcpSourcesMax);
  }

  /// The opening of one source's packets, or null when there is no room for another source. What it
  /// gives for an unknown source is kept only once a packet of it proves authentic.
  public @Nullable SrtpReceiveStream stream(int ssrc) {
    for (int i = 0; i < streamCount; i++) {
      SrtpReceiveStream known = streams[i];
      if (known != null && known.ssrc() == ssrc) {
        return known;
      }
    }
    if (streamCount == streams.length) {
      return null;
    }
    SrtpReceiveStream candidate = unproven;
    if (candidate == null || candidate.ssrc() != ssrc) {
      candidate = new SrtpReceiveStream(this, cipher, ssrc);
      unproven = candidate;
    }
    return candidate;
  }

  void keep(SrtpReceiveStream proven) {
    if (proven == unproven) {
      streams[streamCount++] = proven;
      unproven = null;
    }
  }

  /// Opens a compound RTCP packet into the start of `into`, which has room for `length` bytes.
  ///
  /// @return the length of the plain packet, or one of the negative codes of this class
  public int openRtcp(byte[] packet, int at, int length, byte[] into) {
    if (length < PacketCipher.RTCP_HEADER_BYTES + cipher.rtcpOverheadBytes()) {
      return MALFORMED;
    }
    int wordAt = at + length - cipher.rtcpWordFromEnd();
    int word = BigEndian.i32(packet, wordAt);
    if ((word & PacketCipher.ENCRYPTED) == 0) {
      return MALFORMED;
    }
    int index = word & ~PacketCipher.ENCRYPTED;
    int ssrc = BigEndian.i32(packet, at + 4);
    int slot = rtcpSlot(ssrc);
    if (slot == rtcpSources.length) {
      return TOO_MANY_SOURCES;
    }
    if (!rtcpWindows[slot].isNew(index)) {
      return REPLAYED;
    }
    int plainBytes = cipher.openRtcp(index, ssrc, packet, at, length, into);
    if (plainBytes < 0) {
      return FORGED;
    }
    rtcpSources[slot] = ssrc;
    rtcpSourceCount = Math.max(rtcpSourceCount, slot + 1);
    rtcpWindows[slot].add(index);
    return plainBytes;
  }

  /// Where the source has its window, or will have it.
  private int rtcpSlot(int ssrc) {
    for (int i = 0; i < rtcpSourceCount; i++) {
      if (rtcpSources[i] == ssrc) {
        return i;
      }
    }
    return rtcpSourceCount;
  }
}
